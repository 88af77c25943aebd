import type { Observable } from 'rxjs';
import type { ɵCalendarProvider as CalendarProvider, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookIdentity } from '../api/outlook-identity';
import type { OutlookCalendarResource, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type {
  OutlookCalendar,
  OutlookCalendarEvent,
  OutlookTypes,
} from '../mapping/outlook-calendar-event';

/** Outlook's calendars as one account sees them. */
export interface OutlookProvider extends CalendarProvider<OutlookTypes> {
  /** What the account has granted the app. */
  readonly grantedScopes: readonly string[];
  /** Replaces the identity by a newer one of the same account, such as one with more granted scopes. */
  update(identity: OutlookIdentity): void;
  /** Puts a calendar as Graph has just answered it into the account's list; `undefined` for an answer without an id. */
  putResource(resource: OutlookCalendarResource): OutlookCalendar | undefined;
  /** Events as Graph has sent them. Emits once the zones of their times can be read. */
  toEvents(
    calendarId: string,
    resources: readonly OutlookEvent[],
  ): Observable<readonly OutlookCalendarEvent[]>;
  /** The occurrences of a series in a range. Fails with `invalid-request` for what is not the id of a series. */
  occurrencesOf(
    calendarId: string,
    seriesId: string,
    range: TimeRange,
  ): Observable<readonly OutlookCalendarEvent[]>;
}
