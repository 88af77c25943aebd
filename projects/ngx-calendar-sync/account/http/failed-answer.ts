import type { HttpErrorResponse } from '@angular/common/http';

/**
 * What a server says of a failure, as far as it may be told: the cause of a CalendarSyncError. The request, which holds
 * search words, keys and tokens, is not in it, nor the raw body, which may quote the request.
 */
export interface FailureReport {
  /** HTTP status. */
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
}

export type JsonMembers = Readonly<Record<string, unknown>>;

/** Parameters of a request whose values are the user's words or secrets. */
const PRIVATE_PARAMETERS: ReadonlySet<string> = new Set(['q', 'text', 'key', 'access_token']);
const MAX_QUOTED_CHARACTERS = 300;
const MACHINE_WORD = /^[\w.-]{1,64}$/;
const HTML = /<[a-z!/]/i;
/** With a scheme, or with a query. Begins only where a word does and never tries again: words may be very long. */
const ADDRESS = /\b[a-z][a-z\d+.-]{0,20}:\/\/\S*|(?<!\S)[^\s?]*\?[^\s=]*=\S*/gi;
const BEARER = /\bBearer\s+\S+/gi;
/** How Google's access tokens, API keys, client secrets, refresh tokens and codes begin. */
const SECRET = /(?<![\w/])(?:ya29\.|AIza|GOCSPX-|1\/\/|4\/)[\w./+~=-]*/g;

/**
 * Reads Google's form of an error and OAuth's, whose `error` is a code.
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function reportOf({ status, error: answered, url }: HttpErrorResponse): FailureReport {
  const body = membersOf(answered);
  const said = membersOf(body['error']);
  const [first] = Array.isArray(said['errors']) ? (said['errors'] as readonly unknown[]) : [];
  const reason = machineWord(membersOf(first)['reason']) ?? machineWord(body['error']);
  const message = quotable(said['message'] ?? body['error_description'], url);
  return {
    code: status,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

/** The members of a JSON object. An Error or a ProgressEvent, which HttpClient puts in place of a body, has none. */
export function membersOf(value: unknown): JsonMembers {
  return isJsonObject(value) ? value : {};
}

/** A code such as `rateLimitExceeded`; `undefined` for everything else that may be in its place. */
export function machineWord(value: unknown): string | undefined {
  return typeof value === 'string' && MACHINE_WORD.test(value) ? value : undefined;
}

/** A server's words without what they quote of the request; `undefined` where they are no words for people. */
export function quotable(words: unknown, request: string | null = null): string | undefined {
  if (typeof words !== 'string' || HTML.test(words)) {
    return undefined;
  }
  const quoted = privateValues(request)
    .reduce((rest, value) => rest.replaceAll(value, '…'), words)
    .replace(ADDRESS, '…')
    .replace(BEARER, '…')
    .replace(SECRET, '…')
    .trim();
  return quoted === '' ? undefined : quoted.slice(0, MAX_QUOTED_CHARACTERS);
}

function isJsonObject(value: unknown): value is JsonMembers {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** As they are, and as they are written in the address. */
function privateValues(url: string | null): readonly string[] {
  const query = /\?([^#]*)/.exec(url ?? '')?.[1] ?? '';
  return [...new URLSearchParams(query)]
    .filter(([name, value]) => PRIVATE_PARAMETERS.has(name) && value !== '')
    .flatMap(([, value]) => [value, encodeURIComponent(value)]);
}
