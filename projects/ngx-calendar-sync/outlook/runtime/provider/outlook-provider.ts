import type { Observable } from 'rxjs';
import type { ɵCalendarProvider as CalendarProvider } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type { OutlookIdentity } from '../api/outlook-identity';
import type { OutlookCalendarEvent, OutlookTypes } from '../mapping/outlook-calendar-event';

/** Outlook's calendars as one account sees them. */
export interface OutlookProvider extends CalendarProvider<OutlookTypes> {
  /** What the account has granted the app. */
  readonly grantedScopes: readonly string[];
  /** Replaces the identity by a newer one of the same account, such as one with more granted scopes. */
  update(identity: OutlookIdentity): void;
  /** Emits once the zones of these events of Graph can be read. What has no readable start is left out. */
  toEvents(
    calendarId: string,
    resources: readonly OutlookEvent[],
  ): Observable<readonly OutlookCalendarEvent[]>;
}
