import type { Verdict } from './guards.ts';

/** What travels with a request inside the app. */
export interface TokenEnv {
  Variables: {
    /** What the route's guard thinks of the request. */
    verdict: Verdict;
    /** Whether the request counts against its client. */
    isLimited: boolean;
    /** The page that asks, by an origin of the list. */
    page: URL;
    /** The fields that it sent. */
    form: URLSearchParams;
    /** Code of an error, for the log. */
    outcome: string | undefined;
  };
}
