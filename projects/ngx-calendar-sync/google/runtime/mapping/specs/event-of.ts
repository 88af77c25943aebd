import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { type EventContext, toEvent } from '../event-mapping';
import type { WriteContext } from '../../../writes/event-patch';
import type { GoogleCalendarEvent } from '../google-calendar-event';

/** A public calendar that is not in the account's list, with a part of Google's palette. */
export const EVENT_CONTEXT: WriteContext = {
  calendarId: 'a@example.com',
  calendar: undefined,
  palette: {
    '1': { background: '#a4bdfc', foreground: '#1d1d1d' },
    '10': { background: '#51b749', foreground: '#1d1d1d' },
    '11': { background: '#dc2127', foreground: '#1d1d1d' },
  },
  timeZone: undefined,
  conferenceRequestId: 'request-1',
};

/** The event of a resource that is known to make one. */
export function eventOf(
  resource: GoogleEvent,
  context: EventContext = EVENT_CONTEXT,
): GoogleCalendarEvent {
  const event = toEvent(resource, context);
  if (!event) {
    throw new Error('The resource has no readable start or no id.');
  }
  return event;
}
