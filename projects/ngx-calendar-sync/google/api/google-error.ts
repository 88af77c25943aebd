import { HttpErrorResponse } from '@angular/common/http';
import { TimeoutError } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';
import { ɵreportOf as reportOf } from 'ngx-calendar-sync/account';

interface Meaning {
  readonly code: CalendarSyncErrorCode;
  /** Without a full stop at its end, what Google says of it follows. */
  readonly message: string;
  /** How often the same request is worth sending again. */
  readonly retries?: number;
}

const RATE_LIMITED: Meaning = {
  code: 'rate-limited',
  message: 'Google asks for fewer requests: try again in a few minutes.',
  retries: 4,
};
const QUOTA_EXCEEDED: Meaning = {
  code: 'quota-exceeded',
  message: "A quota of Google's is used up: try again tomorrow.",
};
const UNAVAILABLE: Meaning = {
  code: 'unavailable',
  message: 'Google Calendar does not answer properly: try again later.',
  retries: 4,
};
const REFUSED: Meaning = {
  code: 'invalid-request',
  message: 'Google refused the request',
};

// Maps, since a reason is a word of the server's: as a key of an object, `constructor` would find a function.
const MEANING_BY_REASON: ReadonlyMap<string, Meaning> = new Map([
  ['rateLimitExceeded', RATE_LIMITED],
  ['userRateLimitExceeded', RATE_LIMITED],
  ['quotaExceeded', QUOTA_EXCEEDED],
  ['dailyLimitExceeded', QUOTA_EXCEEDED],
  [
    'insufficientPermissions',
    {
      code: 'insufficient-scopes',
      message: 'The user has not granted the scope that this needs: sign in again and ask for it.',
    },
  ],
  [
    'duplicate',
    { code: 'duplicate', message: 'The id of the event is taken, maybe by a deleted one.' },
  ],
  ['conflict', { code: 'conflict', message: 'Google is busy with this event.', retries: 4 }],
]);

const MEANING_BY_STATUS: ReadonlyMap<number, Meaning> = new Map([
  [0, { code: 'offline', message: 'Google cannot be reached: check the network.', retries: 2 }],
  [400, { code: 'invalid-request', message: 'Google cannot make sense of the request' }],
  [401, { code: 'expired', message: 'The sign-in has run out: call signIn() to renew it.' }],
  [403, { code: 'forbidden', message: 'This account may not do this' }],
  [
    404,
    {
      code: 'not-found',
      message: 'No such calendar or event, or this account may not see it.',
    },
  ],
  [408, UNAVAILABLE],
  [409, { code: 'conflict', message: 'Google cannot do this beside another change' }],
  [410, { code: 'deleted', message: 'The event has been deleted.' }],
  [412, { code: 'conflict', message: 'The event was changed by somebody else since it was read.' }],
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
    // Also a 200 whose body cannot be read; of 3xx nothing arrives here but what no browser follows.
    (error.status >= 400 && error.status < 500 ? REFUSED : UNAVAILABLE)
  );
}

export function retriesAfter(error: unknown): number {
  return meaningOf(error)?.retries ?? 0;
}

/**
 * Says what an HTTP failure means to the app. The cause is what Google says of it, never anything of the
 * request.
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
  const inFull = message.endsWith('.')
    ? message
    : `${message}: ${report.message ?? `HTTP ${status}`}`;
  return new CalendarSyncError(code, inFull, { status, cause: report });
}
