import type { HttpErrorResponse } from '@angular/common/http';

/**
 * What a server says of a failure, as the cause of a CalendarSyncError. It holds neither the request, in which there are
 * search words, keys and tokens, nor the raw body, which may quote the request.
 */
export interface FailureReport {
  /** HTTP status. */
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
}

export type JsonMembers = Readonly<Record<string, unknown>>;

/** Query parameters whose values are the user's words or secrets. */
const PRIVATE_PARAMETERS: ReadonlySet<string> = new Set(['q', 'text', 'key', 'access_token']);
const MAX_QUOTED_CHARACTERS = 300;
const MACHINE_READABLE_CODE = /^[\w.-]{1,64}$/;
const HTML = /<[a-z!/]/i;
/** An address has a scheme or a query. The expressions cannot backtrack, since a message may be very long. */
const ADDRESS = /\b[a-z][a-z\d+.-]{0,20}:\/\/\S*|(?<!\S)[^\s?]*\?[^\s=]*=\S*/gi;
const BEARER = /\bBearer\s+\S+/gi;
/** Access tokens, API keys, client secrets, refresh tokens and codes of Google, and any JSON web token, by their prefixes. */
const SECRET = /(?<![\w/])(?:ya29\.|AIza|GOCSPX-|1\/\/|4\/|eyJ)[\w./+~=-]*/g;

/**
 * Reads the error of an API, which is an object, and of OAuth, which is a code.
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function reportOf({ status, error: answer, url }: HttpErrorResponse): FailureReport {
  const body = membersOf(answer);
  const apiError = membersOf(body['error']);
  const [first] = Array.isArray(apiError['errors'])
    ? (apiError['errors'] as readonly unknown[])
    : [];
  const reason =
    machineReadableCode(membersOf(first)['reason']) ?? machineReadableCode(body['error']);
  const message = quotable(apiError['message'] ?? body['error_description'], url);
  return {
    code: status,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

/** The members of a JSON object; none of anything else, such as the Error or ProgressEvent of a request without body. */
export function membersOf(value: unknown): JsonMembers {
  return isJsonObject(value) ? value : {};
}

/** A code such as `rateLimitExceeded`; `undefined` for everything else. */
export function machineReadableCode(value: unknown): string | undefined {
  return typeof value === 'string' && MACHINE_READABLE_CODE.test(value) ? value : undefined;
}

/** A server's message without what it quotes of the request; `undefined` where it is no plain text. */
export function quotable(message: unknown, request: string | null = null): string | undefined {
  if (typeof message !== 'string' || HTML.test(message)) {
    return undefined;
  }
  const quoted = privateValues(request)
    .reduce((rest, value) => rest.replaceAll(value, '…'), message)
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

/** Each as it is and as it is encoded in the address. */
function privateValues(url: string | null): readonly string[] {
  const query = /\?([^#]*)/.exec(url ?? '')?.[1] ?? '';
  return [...new URLSearchParams(query)]
    .filter(([name, value]) => PRIVATE_PARAMETERS.has(name) && value !== '')
    .flatMap(([, value]) => [value, encodeURIComponent(value)]);
}
