import type { TimeRange } from '../model/time-range';

/** What the app shows: the events of these calendars in a range of time. */
export interface CalendarView extends TimeRange<Date | string> {
  /** The ids of the calendars. */
  readonly calendarIds: readonly string[];
}
