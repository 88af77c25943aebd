import { CalendarSyncError } from 'ngx-calendar-sync/base';

/**
 * @param waiting How many writes wait.
 * @throws CalendarSyncError `pending-writes` where some wait that are not given up
 */
export function assertSettled(waiting: number, discard: boolean): void {
  if (waiting > 0 && !discard) {
    throw new CalendarSyncError(
      'pending-writes',
      ngDevMode &&
        'Writes are waiting that the sign-out would lose: sign out with { discard: true }, or wait until pendingWrites is empty.',
      { pendingWrites: waiting },
    );
  }
}
