import { CalendarSyncError } from 'ngx-calendar-sync';

export function invalidRequest(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', message);
}
