import type { CalendarEvent } from '../model/calendar-event';
import type { EventTime } from '../model/event-time';
import type { TimeRange } from '../model/time-range';
import type { Dialect } from './dialect';
import type { Occurrence } from './recurrence-set';

/** A series as providers store it. */
export interface EventSeries<E extends CalendarEvent> {
  /** The event with the recurrence; its times are those of the first occurrence. */
  readonly master: E;
  /** The exceptions: each is an event with the original start of the occurrence that it replaces. */
  readonly changed: readonly E[];
  /** The original starts of occurrences that were deleted. */
  readonly cancelled: readonly EventTime[];
}

/** Which occurrences of the series of one calendar to return, and how. */
export interface SeriesQuery<E extends CalendarEvent> {
  readonly range: TimeRange;
  /**
   * IANA name of the calendar's zone: times have its offset, and days begin at its midnights. By default, and if the
   * browser does not know it, the browser's own zone.
   */
  readonly timeZone?: string;
  /** How recurrences are read; by default as Google means them. */
  readonly dialect?: Dialect;
  /** Makes the event of an occurrence that is no exception. */
  readonly occurrenceOf: (master: E, occurrence: Occurrence) => E;
}

/** The events of all series together, and what is wrong with the series. */
export interface SeriesEvents<E extends CalendarEvent> {
  readonly events: readonly E[];
  readonly problems: readonly SeriesProblem<E>[];
}

/** What could not be read of a series. The rest of it shows. */
export interface SeriesProblem<E extends CalendarEvent> {
  readonly master: E;
  /** What is wrong, in a sentence without any content of the event. */
  readonly problem: string;
  /** The lines of its recurrence, or values of them, that were left out. */
  readonly unreadable: readonly string[];
}
