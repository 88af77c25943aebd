import { dateTimeAt, dayAt, type EventTime, isDay } from '../model/event-time';
import type { TimeRange } from '../model/time-range';
import { ZoneClock } from '../model/zone-clock';
import type { IcalTime } from './ical-time';
import type { RecurrenceDate, RecurrenceLines } from './recurrence-lines';
import type { RecurrenceRule } from './recurrence-rule';
import { anchored } from './rule-anchor';
import type { SharedExpansion } from './shared-expansion';

const dayMs = 86_400_000;

/** When a series happens first, and how it recurs. */
export interface SeriesTimes {
  readonly start: EventTime;
  readonly end: EventTime;
  /** IANA name of the zone that it recurs in; one that the browser does not know counts as none. */
  readonly timeZone?: string;
  /** RRULE, EXRULE, RDATE and EXDATE lines (RFC 5545, 3.8.5). */
  readonly recurrence?: readonly string[];
}

/** One time that a series happens. */
export interface Occurrence {
  readonly originalStart: EventTime;
  readonly start: EventTime;
  readonly end: EventTime;
}

/** The occurrences of a series in a range. */
export interface SeriesExpansion {
  /** In order. */
  readonly occurrences: readonly Occurrence[];
  /** Lines of recurrence that could not be understood; where no rule is left, the first occurrence stands alone. */
  readonly unreadable: readonly string[];
}

/** A series that has been read. A wall time, and a day, is the milliseconds that its digits have in UTC. */
export class CompiledSeries {
  readonly #shared: SharedExpansion;
  readonly #lines: RecurrenceLines;
  readonly #allDay: boolean;
  /** The clock that the series recurs by. */
  readonly #clock: ZoneClock;
  /** The clock that its times are told by, and whose midnights part days. */
  readonly #toldBy: ZoneClock;
  /** Wall time of the first start. */
  readonly #first: number;
  readonly #duration: number;
  readonly #exceptions: readonly number[];
  readonly #exceptionDays: readonly number[];

  /** `toldBy` is the clock of the calendar. */
  constructor(
    { start, end, timeZone, recurrence = [] }: SeriesTimes,
    toldBy: ZoneClock,
    shared: SharedExpansion,
  ) {
    this.#shared = shared;
    this.#lines = shared.linesOf(recurrence);
    this.#allDay = isDay(start);
    this.#toldBy = toldBy;
    this.#clock = ZoneClock.find(timeZone) ?? toldBy;
    const instant = Date.parse(start);
    this.#first = this.#allDay ? instant : this.#clock.wallAt(instant);
    this.#duration = Date.parse(end) - instant;
    const { exceptionDates } = this.#lines;
    this.#exceptions = exceptionDates.map((date) => this.#startOn(date));
    this.#exceptionDays = exceptionDates.flatMap(({ form, wall }) => (form === 'day' ? wall : []));
  }

  /** The occurrences that end after the start of `range` and start before its end. */
  between(range: TimeRange): SeriesExpansion {
    // A zone is less than a day from UTC: days are searched generously, and instants compared exactly.
    const from = dayOf(range.start.getTime()) - (Math.ceil(this.#duration / dayMs) + 1) * dayMs;
    const to = dayOf(range.end.getTime()) + 2 * dayMs;
    const starts = new Set<number>();
    const unreadable = [...this.#lines.unreadable];
    const each = (rules: readonly RecurrenceRule[], use: (start: number) => void) =>
      rules.filter((rule) => {
        const walls = this.#shared.wallsOf(anchored(rule, this.#first, from), from, to);
        if (walls) this.#startsOf(rule, walls, use);
        else unreadable.push(rule.text);
        return walls;
      });

    const read = each(this.#lines.rules, (start) => starts.add(start));
    if (read.length === 0) starts.add(this.#startAt(this.#first));
    for (const date of this.#lines.dates) starts.add(this.#startOn(date));
    each(this.#lines.exceptionRules, (start) => starts.delete(start));
    const inOrder = [...starts].sort((a, b) => a - b);
    return { occurrences: this.#occurrences(inOrder, range), unreadable };
  }

  /** A start is an instant or, of days, a day. */
  #startAt(wall: number): number {
    return this.#allDay ? dayOf(wall) : this.#clock.instantOf(wall);
  }

  #startsOf(rule: RecurrenceRule, walls: readonly number[], use: (start: number) => void): void {
    const time = rule.isByDay ? this.#first - dayOf(this.#first) : 0;
    for (const each of walls) {
      const wall = each + time;
      const start = this.#startAt(wall);
      if (wall >= this.#first && !this.#isAfter(rule.until, wall, start)) use(start);
    }
  }

  /** On days only the date counts, whatever else Google's data has there. */
  #isAfter(until: IcalTime | undefined, wall: number, start: number): boolean {
    if (!until) return false;
    if (this.#allDay || until.form === 'day') return dayOf(wall) > dayOf(until.wall);
    return (until.form === 'utc' ? start : wall) > until.wall;
  }

  #startOn({ wall, form, timeZone }: RecurrenceDate): number {
    if (this.#allDay) return dayOf(wall);
    switch (form) {
      case 'utc':
        return wall;
      case 'local':
        return (ZoneClock.find(timeZone) ?? this.#clock).instantOf(wall);
      case 'day':
        return this.#startAt(wall + this.#first - dayOf(this.#first));
    }
  }

  #occurrences(starts: readonly number[], range: TimeRange): readonly Occurrence[] {
    const [from, to] = [range.start.getTime(), range.end.getTime()];
    const occurrences: Occurrence[] = [];
    for (const start of starts) {
      const begin = this.#shownAt(start);
      const end = Math.max(this.#shownAt(start + this.#duration), begin + 1);
      if (begin < to && end > from && !this.#isExcepted(start)) {
        const told = this.#tell(start);
        occurrences.push({
          originalStart: told,
          start: told,
          end: this.#tell(start + this.#duration),
        });
      }
    }
    return occurrences;
  }

  #isExcepted(start: number): boolean {
    if (this.#exceptions.length === 0) return false;
    const wall = this.#allDay ? start : this.#clock.wallAt(start);
    return this.#exceptions.includes(start) || this.#exceptionDays.includes(dayOf(wall));
  }

  #shownAt(time: number): number {
    return this.#allDay ? this.#toldBy.instantOf(time) : time;
  }

  #tell(time: number): EventTime {
    return this.#allDay ? dayAt(time) : dateTimeAt(time, this.#toldBy);
  }
}

function dayOf(wall: number): number {
  return Math.floor(wall / dayMs) * dayMs;
}
