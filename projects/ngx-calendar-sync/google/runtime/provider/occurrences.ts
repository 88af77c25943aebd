import type { ɵOccurrence as Occurrence } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { toOccurrence } from '../mapping/occurrence-mapping';
import type { GoogleProvider } from './google-provider';

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
