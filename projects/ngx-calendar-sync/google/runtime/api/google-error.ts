import { HttpErrorResponse } from '@angular/common/http';
import { TimeoutError } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import { ɵreportOf as reportOf } from 'ngx-calendar-sync/account';

interface Meaning {
  readonly code: CalendarSyncErrorCode;
  /** Absent in production builds. If it does not end with a full stop, Google's own message is appended. */
  readonly message: string | false | null;
  /** How often the request is repeated at most; by default never. */
  readonly retries?: number;
}

const RATE_LIMITED: Meaning = {
  code: 'rate-limited',
  message: ngDevMode && 'Google has received too many requests: try again in a few minutes.',
  retries: 4,
};
const QUOTA_EXCEEDED: Meaning = {
  code: 'quota-exceeded',
  message: ngDevMode && 'A quota of Google Calendar is used up: try again tomorrow.',
};
const UNAVAILABLE: Meaning = {
  code: 'unavailable',
  message: ngDevMode && 'Google Calendar does not answer properly: try again later.',
  retries: 4,
};
const REFUSED: Meaning = {
  code: 'invalid-request',
  message: ngDevMode && 'Google refused the request',
};

// Maps, since a reason comes from the server: in an object, `constructor` would find an inherited function.
const MEANING_BY_REASON: ReadonlyMap<string, Meaning> = new Map([
  ['rateLimitExceeded', RATE_LIMITED],
  ['userRateLimitExceeded', RATE_LIMITED],
  ['quotaExceeded', QUOTA_EXCEEDED],
  ['dailyLimitExceeded', QUOTA_EXCEEDED],
  [
    'insufficientPermissions',
    {
      code: 'insufficient-scopes',
      message:
        ngDevMode &&
        'The user has not granted the scope that this needs: call requestScopes() in a click to ask for it.',
    },
  ],
  [
    'duplicate',
    {
      code: 'duplicate',
      message: ngDevMode && 'Another event has this id already, perhaps a deleted one.',
    },
  ],
  [
    'updatedMinTooLongAgo',
    {
      code: 'invalid-request',
      message: ngDevMode && 'These changes are too long ago: set a later updatedMin, or none.',
    },
  ],
  [
    'conflict',
    {
      code: 'conflict',
      message: ngDevMode && 'Google is still working on another change of this event: try again.',
      retries: 4,
    },
  ],
]);

const MEANING_BY_STATUS: ReadonlyMap<number, Meaning> = new Map([
  [
    0,
    {
      code: 'offline',
      message: ngDevMode && 'Google cannot be reached: check the network.',
      retries: 2,
    },
  ],
  [400, { code: 'invalid-request', message: ngDevMode && 'Google cannot process the request' }],
  [
    401,
    { code: 'expired', message: ngDevMode && 'The sign-in has expired: call renew() in a click.' },
  ],
  [
    403,
    { code: 'forbidden', message: ngDevMode && 'Google does not allow this account to do this' },
  ],
  [
    404,
    {
      code: 'not-found',
      message: ngDevMode && 'There is no such calendar or event, or this account may not see it.',
    },
  ],
  [408, UNAVAILABLE],
  [
    409,
    { code: 'conflict', message: ngDevMode && 'Google refused this because of another change' },
  ],
  [410, { code: 'deleted', message: ngDevMode && 'The event has been deleted.' }],
  [
    412,
    {
      code: 'conflict',
      message:
        ngDevMode &&
        'The event was changed by somebody else since it was read: read it again first.',
    },
  ],
  [425, UNAVAILABLE],
  [429, RATE_LIMITED],
]);

function meaningOf(error: unknown): Meaning | undefined {
  if (error instanceof TimeoutError) {
    return UNAVAILABLE;
  }
  if (!(error instanceof HttpErrorResponse)) {
    return undefined;
  }
  const { reason } = reportOf(error);
  return (
    (reason === undefined ? undefined : MEANING_BY_REASON.get(reason)) ??
    MEANING_BY_STATUS.get(error.status) ??
    // Anything else below 400 is a 200 whose body cannot be read, or a redirect that the browser does not follow.
    (error.status >= 400 && error.status < 500 ? REFUSED : UNAVAILABLE)
  );
}

/**
 * How often a request that failed like this is repeated at most.
 * @param notRepeatable Whether a repetition could do the same twice: then only what Google has certainly not done is
 * repeated.
 */
export function retriesAfter(error: unknown, notRepeatable = false): number {
  const meaning = meaningOf(error);
  return notRepeatable && meaning !== RATE_LIMITED ? 0 : (meaning?.retries ?? 0);
}

/**
 * The error that an app gets for a failed request. Its cause is Google's report of the failure. It contains nothing of the
 * request, which may hold keys, tokens and search words.
 */
export function toCalendarSyncError(error: unknown): CalendarSyncError {
  const meaning = meaningOf(error);
  if (!meaning) {
    return CalendarSyncError.from(error);
  }
  const { code, message } = meaning;
  if (!(error instanceof HttpErrorResponse)) {
    return new CalendarSyncError(code, message);
  }
  const { status } = error;
  const report = reportOf(error);
  const words = typeof message === 'string' ? message : code;
  const fullMessage = words.endsWith('.')
    ? words
    : `${words}: ${report.message ?? `HTTP ${status}`}`;
  return new CalendarSyncError(code, fullMessage, { status, cause: report });
}
