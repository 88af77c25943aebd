import { Refusal } from '../http/refusal.ts';

/** When a failed request may be sent again. */
export type RetryWhen =
  /** The request is idempotent: sending it twice has the same effect as sending it once. */
  | 'always'
  /** An authorization code can be exchanged once, so the request is repeated only if it cannot have reached Google. */
  | 'if-never-sent';

const MAX_RETRIES = 2;
const FIRST_RETRY_DELAY_MS = 200;

const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Node's codes for failures before there was a connection. Other platforms give no code, so an 'if-never-sent' request is
 * not repeated there.
 */
const NEVER_SENT_ERROR_CODES: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The signature of `fetch` that oauth4webapi calls. */
type Fetch = (
  url: string,
  init: { readonly method: string; readonly signal?: AbortSignal } & RequestInit,
) => Promise<Response>;

/**
 * A `fetch` that sends the request again after a network error or a 5xx of Google's, until the signal is aborted. The
 * whole body has been read when it resolves, so that an error while reading counts as a failure of the request too.
 *
 * @throws Refusal 504 if the time ran out, 502 if Google could not be reached.
 */
export function fetchWithRetry(retryWhen: RetryWhen): Fetch {
  return async (url, init) => {
    for (let retry = 0; ; retry++) {
      const outcome = await attempt(url, init);
      if (retry === MAX_RETRIES || init.signal?.aborted || !mayRepeat(outcome, retryWhen)) {
        return responseOf(outcome, init.signal);
      }
      await pause(FIRST_RETRY_DELAY_MS * 2 ** retry * (0.75 + Math.random() / 2), init.signal);
    }
  };
}

type Outcome = { readonly response: Response } | { readonly failure: unknown };

async function attempt(url: string, init: RequestInit): Promise<Outcome> {
  try {
    const response = await fetch(url, init);
    return { response: withBody(response, await response.text()) };
  } catch (failure) {
    return { failure };
  }
}

/** A response of this body. The constructor of `Response` throws for a status outside of 200 to 599, which becomes a 502. */
function withBody({ status, headers }: Response, body: string): Response {
  if (status < 200 || status > 599) {
    return new Response(null, { status: 502 });
  }
  return new Response(STATUSES_WITHOUT_BODY.has(status) ? null : body, { status, headers });
}

function mayRepeat(outcome: Outcome, retryWhen: RetryWhen): boolean {
  if ('response' in outcome) {
    return outcome.response.status >= 500 && retryWhen === 'always';
  }
  return retryWhen === 'always' || wasNeverSent(outcome.failure);
}

function wasNeverSent(failure: unknown): boolean {
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause instanceof Error && 'code' in cause && NEVER_SENT_ERROR_CODES.has(cause.code);
}

function responseOf(outcome: Outcome, signal: AbortSignal | undefined): Response {
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
