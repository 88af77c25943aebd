import type { CalendarEvent } from '../model/calendar-event';
import type { EventTime } from '../model/event-time';
import type { TimeRange } from '../model/time-range';
import type { Occurrence } from './compiled-series';

/** A series as a provider keeps it. */
export interface EventSeries<E extends CalendarEvent> {
  /** The event with the rule, at its first time. */
  readonly master: E;
  /** Occurrences that were moved or changed; each is an event with the original start of the one that it replaces. */
  readonly changed: readonly E[];
  /** The original starts of occurrences that were taken out. */
  readonly cancelled: readonly EventTime[];
}

/** What is asked of the series of one calendar. */
export interface SeriesQuery<E extends CalendarEvent> {
  readonly range: TimeRange;
  /**
   * IANA name of the calendar's zone: times are told in it, and its midnights part days. By default, and where the
   * browser does not know it, the browser's own.
   */
  readonly timeZone?: string;
  /** The event of an occurrence that nobody has changed. */
  readonly occurrenceOf: (master: E, occurrence: Occurrence) => E;
}

/** The answer. */
export interface SeriesEvents<E extends CalendarEvent> {
  readonly events: readonly E[];
  readonly problems: readonly SeriesProblem<E>[];
}

/** What could not be understood of a series, which shows as far as it could. */
export interface SeriesProblem<E extends CalendarEvent> {
  readonly master: E;
  /** What is wrong, in words that hold nothing of the event. */
  readonly problem: string;
  /** Lines of its recurrence that were not followed. */
  readonly unreadable: readonly string[];
}
