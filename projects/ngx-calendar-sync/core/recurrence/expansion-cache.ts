import { dateTimeAt, type EventTime } from '../model/event-time';
import type { ZoneClock } from '../model/zone-clock';
import type { Dialect } from './dialect';
import { type RecurrenceLines, readRecurrenceLines } from './recurrence-lines';

/** Shares what the series of one query have in common: many have the same few rules, and happen at the same few times. */
export class ExpansionCache {
  readonly #lines = new Map<string, RecurrenceLines>();
  readonly #dateTimes = new Map<number, EventTime>();

  /** @param calendarClock Its offsets are those of {@link dateTimeAt}. */
  constructor(
    readonly calendarClock: ZoneClock,
    readonly dialect: Dialect,
  ) {}

  linesOf(recurrence: readonly string[]): RecurrenceLines {
    const text = recurrence.join('\n');
    let lines = this.#lines.get(text);
    if (!lines) {
      lines = readRecurrenceLines(text, this.dialect);
      this.#lines.set(text, lines);
    }
    return lines;
  }

  /** An instant in milliseconds since the epoch, as RFC 3339 with the offset of the calendar. */
  dateTimeAt(instant: number): EventTime {
    let time = this.#dateTimes.get(instant);
    if (time === undefined) {
      time = dateTimeAt(instant, this.calendarClock);
      this.#dateTimes.set(instant, time);
    }
    return time;
  }
}
