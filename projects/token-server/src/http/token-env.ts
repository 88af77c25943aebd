import type { Refusal } from './refusal.ts';

/** What a guard found out about a request. */
export interface GuardResult {
  /** Why the request is not served; undefined for one that is served. */
  readonly refusal?: Refusal;
  /** Whether a page of any origin can have made the browser send it. Such requests have a rate limit of their own. */
  readonly mayBeForged: boolean;
}

/** The values that the middlewares of one request set for those that run after them. */
export interface TokenEnv {
  Variables: {
    guardResult: GuardResult;
    /** Whether the request counts against the rate limit of its client. */
    isLimited: boolean;
    /** The origin of the page that sent the request: one of the allowed origins. */
    page: URL;
    /** The fields of the form that the page sent. */
    form: URLSearchParams;
    /** The error code of the answer, for the access log; undefined for a request that succeeded. */
    outcome: string | undefined;
  };
}
