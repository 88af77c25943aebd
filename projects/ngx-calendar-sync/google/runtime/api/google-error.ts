import { HttpErrorResponse } from '@angular/common/http';
import { TimeoutError } from 'rxjs';
import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵerrorOfFailure as errorOfFailure,
  type ɵFailureMeaning as FailureMeaning,
  ɵreportOf as reportOf,
} from 'ngx-calendar-sync/account';

const RATE_LIMITED: FailureMeaning = {
  code: 'rate-limited',
  message: ngDevMode && 'Google has received too many requests: try again in a few minutes.',
  retries: 4,
};
const QUOTA_EXCEEDED: FailureMeaning = {
  code: 'quota-exceeded',
  message: ngDevMode && 'A quota of Google Calendar is used up: try again tomorrow.',
};
const UNAVAILABLE: FailureMeaning = {
  code: 'unavailable',
  message: ngDevMode && 'Google Calendar does not answer properly: try again later.',
  retries: 4,
};
const REFUSED: FailureMeaning = {
  code: 'invalid-request',
  message: ngDevMode && 'Google refused the request',
};

// Maps, since a reason comes from the server: in an object, `constructor` would find an inherited function.
const MEANING_BY_REASON: ReadonlyMap<string, FailureMeaning> = new Map([
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

const MEANING_BY_STATUS: ReadonlyMap<number, FailureMeaning> = new Map([
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

function meaningOf(error: unknown): FailureMeaning | undefined {
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

/** The error that an app gets for a failed request, with Google's report of the failure. */
export function toCalendarSyncError(error: unknown): CalendarSyncError {
  return errorOfFailure(error, meaningOf(error));
}
