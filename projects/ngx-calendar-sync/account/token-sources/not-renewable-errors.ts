import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { NotRenewable } from '../tokens/access-token';

/** Makes one error for each reason, always the same, so that states can be compared. */
export function notRenewableErrors(
  toError: (reason: NotRenewable) => CalendarSyncError,
): (reason: NotRenewable) => CalendarSyncError {
  const errors = new Map<NotRenewable, CalendarSyncError>();
  return (reason) => {
    const error = errors.get(reason) ?? toError(reason);
    errors.set(reason, error);
    return error;
  };
}
