import type { GoogleEventAttendee } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from './google-calendar-event';

/** The guest whose calendar the event was read from. */
export function ownGuest({ googleEvent }: GoogleCalendarEvent): GoogleEventAttendee | undefined {
  return googleEvent.attendees?.find(({ self }) => self);
}
