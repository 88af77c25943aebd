import { Refusal } from '../http/refusal.ts';

/** When a request may be sent again. */
export type Repeatable =
  /** Doing it twice is the same as doing it once. */
  | 'always'
  /** A code is good for one exchange: only where nobody can have seen it. */
  | 'if-never-sent';

const RETRIES = 2;
const FIRST_PAUSE_MS = 200;

const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Failures before a connection stood, as Node names them. Other platforms name none, and nothing is repeated there. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The part of `fetch` that is used to talk to Google. */
type Fetch = (
  url: string,
  init: { readonly method: string; readonly signal?: AbortSignal } & RequestInit,
) => Promise<Response>;

/**
 * A fetch that tries again after network errors and Google's 5xx, until the signal's time is up.
 * The answer's body is already here when it returns.
 *
 * @throws Refusal 502 or 504 where no answer came.
 */
export function patientFetch(repeatable: Repeatable): Fetch {
  return async (url, init) => {
    for (let retry = 0; ; retry++) {
      const outcome = await attempt(url, init);
      if (retry === RETRIES || init.signal?.aborted || !mayRepeat(outcome, repeatable)) {
        return settle(outcome, init.signal);
      }
      await pause(FIRST_PAUSE_MS * 2 ** retry * (0.75 + Math.random() / 2), init.signal);
    }
  };
}

type Outcome = { readonly response: Response } | { readonly failure: unknown };

async function attempt(url: string, init: RequestInit): Promise<Outcome> {
  try {
    const response = await fetch(url, init);
    return { response: readyToRead(response, await response.text()) };
  } catch (failure) {
    return { failure };
  }
}

/** The answer with its body; a status that no `Response` of a script can have counts as a failure of the far side's. */
function readyToRead({ status, headers }: Response, body: string): Response {
  if (status < 200 || status > 599) {
    return new Response(null, { status: 502 });
  }
  return new Response(STATUSES_WITHOUT_BODY.has(status) ? null : body, { status, headers });
}

function mayRepeat(outcome: Outcome, repeatable: Repeatable): boolean {
  if ('response' in outcome) {
    return outcome.response.status >= 500 && repeatable === 'always';
  }
  return repeatable === 'always' || wasNeverSent(outcome.failure);
}

function wasNeverSent(failure: unknown): boolean {
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause instanceof Error && 'code' in cause && NEVER_SENT.has(cause.code);
}

function settle(outcome: Outcome, signal: AbortSignal | undefined): Response {
  if ('response' in outcome) {
    return outcome.response;
  }
  throw signal?.aborted
    ? new Refusal(504, 'google_timeout', 'Google did not answer in time.')
    : new Refusal(502, 'google_unreachable', 'Google could not be reached.');
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
