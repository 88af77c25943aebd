import {
  ɵdayOf as dayOf,
  ɵisDay as isDay,
  ɵisEventTime as isEventTime,
  type ɵDateLine as DateLine,
  type ɵIcalTime as IcalTime,
  type ɵRecurrenceReader as RecurrenceReader,
  ɵZoneClock as ZoneClock,
} from 'ngx-calendar-sync/core';
import type { RecurringEvent } from './recurring-event';
import { type SeriesStart, timeOfDay } from './rule-parts';

const OFFSET = /Z$|[+-]\d{2}:?\d{2}$/i;

/** Dates of lines, as starts: instants in milliseconds since the epoch or, of an all-day series, midnights in UTC. */
export interface ReadDates {
  readonly starts: ReadonlySet<number>;
  /** Whether there were any that cannot be read, and are not among the starts. */
  readonly hasUnreadable: boolean;
}

/** The start of a series and the dates of its recurrence, in its zone or, where the browser does not know that, in its own. */
export class SeriesDates implements SeriesStart {
  readonly wallTime: number | undefined;
  readonly allDay: boolean;
  readonly #clock: ZoneClock;
  readonly #reader: RecurrenceReader;

  constructor({ start, timeZone, allDay }: RecurringEvent, reader: RecurrenceReader) {
    this.#clock = ZoneClock.of(timeZone);
    this.#reader = reader;
    this.allDay = allDay ?? (typeof start === 'string' && isDay(start));
    const wallTime = this.#wallTimeOfStart(start, ZoneClock.find(timeZone) !== undefined);
    this.wallTime = Number.isNaN(wallTime) ? undefined : wallTime;
  }

  get firstStart(): number | undefined {
    return this.wallTime === undefined || this.allDay
      ? this.wallTime
      : this.#clock.instantOf(this.wallTime);
  }

  /** What the clocks of the series show at a time of its recurrence. */
  wallTimeOf({ wallTime, form }: IcalTime): number {
    return form === 'utc' && !this.allDay ? this.#clock.wallTimeAt(wallTime) : wallTime;
  }

  datesIn(lines: readonly DateLine[]): ReadDates {
    const starts = new Set<number>();
    let hasUnreadable = false;
    for (const { timeZone, values } of lines) {
      const clock = ZoneClock.find(timeZone) ?? this.#clock;
      for (const value of values.filter((each) => each.trim() !== '')) {
        const time = this.#reader.dateOf(value);
        if (time) {
          starts.add(this.#startOf(time, clock));
        } else {
          hasUnreadable = true;
        }
      }
    }
    return { starts, hasUnreadable };
  }

  #startOf({ wallTime, form }: IcalTime, clock: ZoneClock): number {
    if (this.allDay) {
      return wallTime - timeOfDay(wallTime);
    }
    switch (form) {
      case 'utc':
        return wallTime;
      case 'local':
        return clock.instantOf(wallTime);
      case 'day':
        return this.#clock.instantOf(wallTime + timeOfDay(this.wallTime ?? 0));
    }
  }

  #wallTimeOfStart(start: RecurringEvent['start'], isKnownZone: boolean): number {
    if (start === undefined) {
      return NaN;
    }
    if (typeof start !== 'string') {
      const instant = start.getTime();
      if (Number.isNaN(instant)) {
        return NaN;
      }
      return this.allDay ? Date.parse(dayOf(start)) : this.#clock.wallTimeAt(instant);
    }
    if (!isEventTime(start)) {
      return NaN;
    }
    if (this.allDay) {
      return Date.parse(start.slice(0, 10));
    }
    // With the offset of its calendar, a time shows the day that the calendar shows.
    return isKnownZone && OFFSET.test(start)
      ? this.#clock.wallTimeAt(Date.parse(start))
      : Date.parse(`${start.replace(OFFSET, '').replace(' ', 'T')}Z`);
  }
}
