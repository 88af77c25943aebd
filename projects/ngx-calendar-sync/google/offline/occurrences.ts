import type { ɵOccurrence as Occurrence } from 'ngx-calendar-sync/core';
import type {
  GoogleCalendarEvent,
  ɵGoogleProvider as GoogleProvider,
} from 'ngx-calendar-sync/google/runtime';
import { toOccurrence } from './occurrence-mapping';

/** Makes the events of the occurrences that nobody has changed, as the provider lists them. */
export function occurrencesOf(
  provider: GoogleProvider,
): (master: GoogleCalendarEvent, occurrence: Occurrence) => GoogleCalendarEvent {
  return (master, occurrence) => {
    const event = toOccurrence(master, occurrence, provider.timeZone);
    provider.remember(event);
    return event;
  };
}
