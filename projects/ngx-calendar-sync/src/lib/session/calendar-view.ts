/** From `start` up to but not including `end`. */
export interface TimeSpan {
  readonly start: Date | string;
  readonly end: Date | string;
}

/** What the app shows: the events of these calendars in a span of time. */
export interface CalendarView extends TimeSpan {
  readonly calendarIds: readonly string[];
}
