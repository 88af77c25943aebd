import { HttpErrorResponse } from '@angular/common/http';
import { TimeoutError } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';

/** @see https://developers.google.com/workspace/calendar/api/guides/errors */
interface GoogleErrorBody {
  readonly error?: {
    readonly message?: string;
    readonly errors?: readonly { readonly reason?: string }[];
  };
}

interface Meaning {
  readonly code: CalendarSyncErrorCode;
  readonly message: string;
  /** How often the same request is worth sending again. */
  readonly retries?: number;
}

const rateLimited: Meaning = {
  code: 'rate-limited',
  message: 'Google asks for fewer requests: try again in a few minutes.',
  retries: 4,
};
const quotaExceeded: Meaning = {
  code: 'quota-exceeded',
  message: "A quota of Google's is used up: try again tomorrow.",
};
const unavailable: Meaning = {
  code: 'unavailable',
  message: 'Google Calendar does not answer properly: try again later.',
  retries: 4,
};

const byReason: Readonly<Record<string, Meaning>> = {
  rateLimitExceeded: rateLimited,
  userRateLimitExceeded: rateLimited,
  quotaExceeded,
  dailyLimitExceeded: quotaExceeded,
  insufficientPermissions: {
    code: 'insufficient-scopes',
    message: 'The user has not granted the scope that this needs: sign in again and ask for it.',
  },
  duplicate: {
    code: 'duplicate',
    message: 'The id of the event is taken, maybe by a deleted one.',
  },
  conflict: { code: 'conflict', message: 'Google is busy with this event.', retries: 4 },
};

const byStatus: Readonly<Record<number, Meaning>> = {
  0: { code: 'offline', message: 'Google cannot be reached: check the network.', retries: 2 },
  200: unavailable,
  400: { code: 'invalid-request', message: 'Google cannot make sense of the request' },
  401: { code: 'expired', message: 'The sign-in has run out: call signIn() to renew it.' },
  403: { code: 'forbidden', message: 'This account may not do this' },
  404: { code: 'not-found', message: 'No such calendar or event, or this account may not see it.' },
  410: { code: 'deleted', message: 'The event has been deleted.' },
  412: { code: 'conflict', message: 'The event was changed by somebody else since it was read.' },
  429: rateLimited,
  500: unavailable,
  502: unavailable,
  503: unavailable,
  504: unavailable,
};

function meaningOf(error: unknown): Meaning | undefined {
  if (error instanceof TimeoutError) return unavailable;
  if (!(error instanceof HttpErrorResponse)) return undefined;
  return byReason[reasonOf(error) ?? ''] ?? byStatus[error.status];
}

export function retriesAfter(error: unknown): number {
  return meaningOf(error)?.retries ?? 0;
}

/** Says what an HTTP failure means to the app. The cause is Google's own words, never the request. */
export function toCalendarSyncError(error: unknown): CalendarSyncError {
  const meaning = meaningOf(error);
  if (!meaning) return CalendarSyncError.from(error);
  const { code, message } = meaning;
  if (!(error instanceof HttpErrorResponse)) return new CalendarSyncError(code, message);
  const said = (error.error as GoogleErrorBody | null)?.error;
  const inFull = message.endsWith('.') ? message : `${message}: ${said?.message ?? error.status}`;
  return new CalendarSyncError(code, inFull, { status: error.status, cause: said });
}

function reasonOf(error: HttpErrorResponse): string | undefined {
  return (error.error as GoogleErrorBody | null)?.error?.errors?.[0]?.reason;
}
