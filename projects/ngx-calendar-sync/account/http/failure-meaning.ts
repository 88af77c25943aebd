import { HttpErrorResponse } from '@angular/common/http';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import { type FailureReport, reportOf } from './failed-answer';

/** What a failed request of a provider means for an app. */
export interface FailureMeaning {
  readonly code: CalendarSyncErrorCode;
  /** Absent in production builds. If it does not end with a full stop, the provider's own message is appended. */
  readonly message: string | false | null;
  /** How often the request is repeated at most; by default never. */
  readonly retries?: number;
}

/**
 * The error that an app gets for a failed request. Its cause is the provider's report of the failure. It contains nothing of the
 * request, which may hold keys, tokens and search words.
 * @param meaning `undefined` for what is no failure of a request.
 */
export function errorOfFailure(
  error: unknown,
  meaning: FailureMeaning | undefined,
  read: (answer: HttpErrorResponse) => FailureReport = reportOf,
): CalendarSyncError {
  if (!meaning) {
    return CalendarSyncError.from(error);
  }
  const { code, message } = meaning;
  if (!(error instanceof HttpErrorResponse)) {
    return new CalendarSyncError(code, message);
  }
  const { status } = error;
  const report = read(error);
  const words = typeof message === 'string' ? message : code;
  const fullMessage = words.endsWith('.')
    ? words
    : `${words}: ${report.message ?? `HTTP ${status}`}`;
  return new CalendarSyncError(code, fullMessage, { status, cause: report });
}
