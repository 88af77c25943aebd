import type { CalendarProvider, Occurrence } from 'ngx-calendar-sync';
import type { GoogleIdentity } from '../api/google-identity';
import type { GoogleCalendarEvent, GoogleTypes } from '../mapping/google-calendar-event';

/** Google Calendar as one account sees it. */
export interface GoogleProvider extends CalendarProvider<GoogleTypes> {
  /** Google tells series as masters: their occurrences are made here. */
  occurrenceOf(master: GoogleCalendarEvent, occurrence: Occurrence): GoogleCalendarEvent;
  /** The same account, with what it has granted by now. */
  update(identity: GoogleIdentity): void;
}
