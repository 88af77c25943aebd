import type { GoogleEvent, OwnEventProperties } from 'ngx-calendar-sync/google/start';
import { ALL_FIELDS } from './event-fields';
import type { GoogleCalendarEvent } from './google-calendar-event';

/** The fields of Google and the properties of the model. Any other property of a draft is the app's own. */
const EVENT_FIELDS = new Set<string>([
  ...ALL_FIELDS,
  ...Object.keys({
    calendarId: true,
    title: true,
    allDay: true,
    timeZone: true,
    color: true,
    textColor: true,
    contrastColor: true,
    editable: true,
    seriesId: true,
    originalStart: true,
    version: true,
    conference: true,
    googleEvent: true,
  } satisfies Record<
    Exclude<Exclude<keyof GoogleCalendarEvent, keyof GoogleEvent>, keyof OwnEventProperties>,
    true
  >),
]);

/** Whether a property of an event or a draft has a meaning for the model or for Google, and is none of the app's own. */
export function isEventField(name: string): boolean {
  return EVENT_FIELDS.has(name);
}
