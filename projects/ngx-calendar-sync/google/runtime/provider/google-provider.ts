import type { Observable } from 'rxjs';
import type { ɵCalendarProvider as CalendarProvider } from 'ngx-calendar-sync/core';
import type { Access } from '../api/api-request';
import type { GoogleIdentity } from '../api/google-identity';
import type { GoogleCalendarListEntry } from 'ngx-calendar-sync/google/start';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleTypes,
} from '../mapping/google-calendar-event';
import type { GoogleEventColors } from './google-event-colors';

/** Google Calendar as one account sees it. */
export interface GoogleProvider extends CalendarProvider<GoogleTypes> {
  /** Remembers the resource of an event that was made here, to compare a later edit with. */
  remember(event: GoogleCalendarEvent): void;
  /** What the account has granted the app; `undefined` while nobody is signed in. */
  readonly grantedScopes: readonly string[] | undefined;
  /**
   * Reads events of a calendar: with the API key where it may be public, and with the token where it turns out not to be.
   */
  read<R>(calendarId: string, request: (access: Access) => Observable<R>): Observable<R>;
  /** Replaces the identity by a newer one of the same account, such as one with more granted scopes. */
  update(identity: GoogleIdentity): void;
  /** Puts one entry in the list of calendars as Google has answered it, and has events shown in its colours. */
  putEntry(entry: GoogleCalendarListEntry): GoogleCalendar | undefined;
  readonly colors: GoogleEventColors;
}
