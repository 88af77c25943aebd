import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';

/** An event as FullCalendar 6 and 7 take it. */
export interface FullCalendarEvent {
  /** The ids of calendar and event: those of events are unique in their calendar alone, where guests have a copy each. */
  id: string;
  /** Empty where the event has none, or where this account may not read it. */
  title: string;
  /** A day, or a time with its offset. */
  start: string;
  /** Exclusive, as in FullCalendar. */
  end: string;
  /** Whether start and end are days. */
  allDay: boolean;
  /** Whether the event can be dragged: both the event and the account's rights in its calendar allow it. */
  editable: boolean;
  /** The colour of the event, or of its calendar. */
  color?: string;
  /** A colour for text on {@link color}, as FullCalendar 6 reads it. */
  textColor?: string;
  /** The same as FullCalendar 7 reads it. */
  contrastColor?: string;
  /** Where {@link calendarEventOf} finds the event of the library. */
  extendedProps: {
    /** The event as the service has it. */
    readonly calendarEvent: GoogleCalendarEvent;
  };
}

/**
 * FullCalendar's event of one of the service: for an app that gives FullCalendar its events itself. An occurrence is an event
 * of its own, so that it can be dragged without its series.
 *
 * @example
 * ```ts
 * readonly events = computed(() => this.google.events().map(fullCalendarEvent));
 * ```
 */
export function fullCalendarEvent(event: GoogleCalendarEvent): FullCalendarEvent {
  const { calendarId, id, title, start, end, allDay, editable } = event;
  const { color, textColor, contrastColor } = event;
  return {
    id: `${calendarId}/${id}`,
    title,
    start,
    end,
    allDay,
    editable,
    ...(color === undefined ? {} : { color }),
    ...(textColor === undefined ? {} : { textColor }),
    ...(contrastColor === undefined ? {} : { contrastColor }),
    extendedProps: { calendarEvent: event },
  };
}

/**
 * The event of the service behind one of FullCalendar's, in a handler of the app.
 *
 * @returns `undefined` for an event that is not of the service.
 * @example
 * ```ts
 * eventClick: ({ event }) => this.openDialog(calendarEventOf(event)),
 * ```
 */
export function calendarEventOf(event: {
  /** What the event was given beside FullCalendar's own properties. */
  readonly extendedProps: Readonly<Record<string, unknown>>;
}): GoogleCalendarEvent | undefined {
  return event.extendedProps['calendarEvent'] as GoogleCalendarEvent | undefined;
}
