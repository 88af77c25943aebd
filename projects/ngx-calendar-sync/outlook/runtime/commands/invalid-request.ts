import { CalendarSyncError } from 'ngx-calendar-sync/base';

/** @param message What is wrong with the call, and what to do instead. */
export function invalidRequest(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', message);
}
