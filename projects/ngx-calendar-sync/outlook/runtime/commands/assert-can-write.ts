import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { canWriteEvents } from '../config/outlook-scopes';
import type { OpenSession } from '../provider/outlook-account';

/**
 * To be called before a command writes calendars. While nobody is signed in, nothing is known: the request itself fails.
 * @throws CalendarSyncError `insufficient-scopes`, whose message names the scope to ask for.
 */
export function assertCanWrite({ account, provider }: OpenSession): void {
  if (account !== undefined && !canWriteEvents(provider.grantedScopes)) {
    throw new CalendarSyncError(
      'insufficient-scopes',
      "The user has not granted the scope that this needs: call requestScopes('Calendars.ReadWrite') in a click.",
    );
  }
}
