import type { CalendarSyncError, CalendarSyncErrorCode } from 'ngx-calendar-sync';

const OUTAGE_CODES: readonly CalendarSyncErrorCode[] = ['offline', 'unavailable'];

/** Whether it is a failure of the network or of Google's servers, which ends without the user's help. Events stay as they were. */
export function isOutage({ code }: CalendarSyncError): boolean {
  return OUTAGE_CODES.includes(code);
}
