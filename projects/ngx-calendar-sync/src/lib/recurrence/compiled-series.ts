import { dateTimeAt, dayAt, type EventTime, isDay } from '../model/event-time';
import type { TimeRange } from '../model/time-range';
import { ZoneClock } from '../model/zone-clock';
import type { IcalTime } from './ical-time';
import type { RecurrenceDate, RecurrenceLines } from './recurrence-lines';
import type { RecurrenceRule } from './recurrence-rule';
import { patternOf } from './rule-pattern';
import type { Sliced } from './rule-walls';
import type { SharedExpansion } from './shared-expansion';
import { DAY_MS, dayNumber, midnightOf } from './wall-time';
import { WorkBudget } from './work-budget';

/** When a series happens first, and how it recurs. */
export interface SeriesTimes {
  readonly start: EventTime;
  readonly end: EventTime;
  /** The zone that it recurs in; one that cannot be read counts as none. */
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
  /** Lines of recurrence that were not followed; where no rule is left, the first occurrence and single dates stand. */
  readonly unreadable: readonly string[];
  /** Why the occurrences may not be all, or not the right ones, in words that hold nothing of the event. */
  readonly problems: readonly string[];
}

/** Between which wall times rules are followed, and at what cost. */
interface Search {
  readonly from: number;
  readonly to: number;
  readonly budget: WorkBudget;
}

/** Ranges are cut to the years that events can have. */
const FIRST_WALL = dayNumber(0, 0, 1) * DAY_MS;
const LAST_WALL = dayNumber(10_000, 0, 1) * DAY_MS;

/** Handled within a millisecond. */
const STARTS_PER_SLICE = 500;

/** A series that has been read. A wall time, and a day, is the milliseconds that its digits have in UTC. */
export class CompiledSeries {
  readonly #shared: SharedExpansion;
  readonly #recurrence: readonly string[];
  readonly #allDay: boolean;
  /** The clock that the series recurs by. */
  readonly #clock: ZoneClock;
  /** The clock that its times are told by, and whose midnights part days. */
  readonly #toldBy: ZoneClock;
  /** When it starts first, as an instant or a day, and in wall time. */
  readonly #firstStart: number;
  readonly #firstWall: number;
  readonly #duration: number;
  readonly #unreadable: string[] = [];
  readonly #problems = new Set<string>();
  /** By its start, when an occurrence ends that is not as long as the first one. */
  readonly #ends = new Map<number, number>();
  #handled = 0;

  /** `toldBy` is the clock of the calendar. */
  constructor(
    { start, end, timeZone, recurrence = [] }: SeriesTimes,
    toldBy: ZoneClock,
    shared: SharedExpansion,
  ) {
    this.#shared = shared;
    this.#recurrence = recurrence;
    this.#allDay = isDay(start);
    this.#toldBy = toldBy;
    const clock = ZoneClock.find(timeZone);
    this.#clock = clock ?? toldBy;
    if (timeZone !== undefined && !clock && !this.#allDay) {
      this.#problems.add('Its time zone is not known: it recurs in that of its calendar.');
    }
    // Rules know whole seconds.
    this.#firstStart = Math.floor(Date.parse(start) / 1000) * 1000;
    this.#firstWall = this.#allDay ? this.#firstStart : this.#clock.wallTimeAt(this.#firstStart);
    this.#duration = Date.parse(end) - Date.parse(start);
  }

  /** The occurrences that end after the start of `range` and start before its end. */
  *between(range: TimeRange): Sliced<SeriesExpansion> {
    const lines = yield* this.#shared.linesOf(this.#recurrence);
    this.#unreadable.push(...lines.unreadable);
    for (const problem of lines.problems) {
      this.#problems.add(problem);
    }

    // A zone is less than a day from UTC: days are searched generously, and instants compared exactly.
    const margin = (Math.ceil(this.#duration / DAY_MS) + 1) * DAY_MS;
    const from = Math.max(midnightOf(range.start.getTime()) - margin, FIRST_WALL);
    const to = Math.min(midnightOf(range.end.getTime()) + 2 * DAY_MS, LAST_WALL);
    // The first start always happens, beside what the rule has and counts (Google does so, and RFC 5545, 3.8.5.3).
    const starts = new Set([this.#firstStart]);
    const search = { from, to, budget: new WorkBudget(from, to) };
    for (const rule of lines.rules) {
      yield* this.#startsOf(rule, search, (start) => starts.add(start));
    }
    for (const date of lines.dates) {
      if (this.#isSliceOver) {
        yield;
      }
      starts.add(this.#startOfDate(date));
    }
    for (const rule of lines.exceptionRules) {
      yield* this.#startsOf(rule, search, (start) => starts.delete(start));
    }
    const all = yield* this.#occurrences([...starts], lines, range);
    const occurrences = all.slice(0, search.budget.occurrences);
    if (occurrences.length < all.length) {
      this.#problems.add(
        'It happens too often to be shown whole: its last occurrences are left out.',
      );
    }
    return { occurrences, unreadable: this.#unreadable, problems: [...this.#problems] };
  }

  *#startsOf(
    rule: RecurrenceRule,
    { from, to, budget }: Search,
    use: (start: number) => void,
  ): Sliced<void> {
    const pattern = patternOf(rule, this.#firstWall, this.#allDay);
    const last = Math.min(to, (rule.until?.wall ?? Infinity) + DAY_MS);
    const walls = yield* this.#shared.wallsOf(pattern, from, last, budget);
    if (!walls || !budget.take(walls.length)) {
      this.#unreadable.push(rule.line);
      this.#problems.add('A rule of its recurrence happens too often to be shown: it is left out.');
      return;
    }
    const time = pattern.isByDay ? this.#firstWall - midnightOf(this.#firstWall) : 0;
    for (const each of walls) {
      if (this.#isSliceOver) {
        yield;
      }
      const wall = each + time;
      const start = this.#startAt(wall);
      if (wall >= this.#firstWall && !this.#isAfter(rule.until, wall, start)) {
        use(start);
      }
    }
  }

  /** A start is an instant or, of days, a day. */
  #startAt(wall: number): number {
    if (this.#allDay) {
      return midnightOf(wall);
    }
    return wall === this.#firstWall ? this.#firstStart : this.#clock.instantOf(wall);
  }

  /** On days only the date counts, whatever else Google's data has there. */
  #isAfter(until: IcalTime | undefined, wall: number, start: number): boolean {
    if (!until) {
      return false;
    }
    if (this.#allDay || until.form === 'day') {
      return midnightOf(wall) > midnightOf(until.wall);
    }
    return (until.form === 'utc' ? start : wall) > until.wall;
  }

  /** Also notes when that occurrence ends, where the date is a PERIOD. */
  #startOfDate(date: RecurrenceDate): number {
    const start = this.#startOn(date, date.timeZone);
    const { length } = date;
    if (!length) {
      return start;
    }
    const end =
      'form' in length ? this.#startOn(length, date.timeZone) : this.#later(start, length);
    if (end > start) {
      this.#ends.set(start, end);
    } else {
      this.#problems.add(
        'A period of its RDATE ends before it begins: it is as long as the first.',
      );
    }
    return start;
  }

  #startOn({ wall, form }: IcalTime, timeZone: string | undefined): number {
    if (this.#allDay) {
      return midnightOf(wall);
    }
    switch (form) {
      case 'utc':
        return wall;
      case 'local':
        return (ZoneClock.find(timeZone) ?? this.#clock).instantOf(wall);
      case 'day':
        return this.#startAt(wall + this.#firstWall - midnightOf(this.#firstWall));
    }
  }

  #later(
    start: number,
    { days, milliseconds }: { readonly days: number; readonly milliseconds: number },
  ): number {
    if (this.#allDay) {
      return start + days * DAY_MS + Math.ceil(milliseconds / DAY_MS) * DAY_MS;
    }
    return this.#clock.instantOf(this.#clock.wallTimeAt(start) + days * DAY_MS) + milliseconds;
  }

  *#occurrences(
    starts: number[],
    { exceptionDates }: RecurrenceLines,
    range: TimeRange,
  ): Sliced<readonly Occurrence[]> {
    const exceptions = new Set<number>();
    const exceptionDays = new Set<number>();
    for (const date of exceptionDates) {
      if (this.#isSliceOver) {
        yield;
      }
      exceptions.add(this.#startOn(date, date.timeZone));
      if (date.form === 'day') {
        exceptionDays.add(date.wall);
      }
    }
    const isExcepted = (start: number) =>
      exceptions.has(start) ||
      (exceptionDays.size > 0 &&
        exceptionDays.has(midnightOf(this.#allDay ? start : this.#clock.wallTimeAt(start))));

    const [from, to] = [range.start.getTime(), range.end.getTime()];
    const occurrences: Occurrence[] = [];
    for (const start of starts.sort((a, b) => a - b)) {
      if (this.#isSliceOver) {
        yield;
      }
      const end = this.#ends.get(start) ?? start + this.#duration;
      const begins = this.#shownAt(start);
      const ends = Math.max(this.#shownAt(end), begins + 1);
      if (begins < to && ends > from && !isExcepted(start)) {
        const told = this.#tell(start);
        occurrences.push({ originalStart: told, start: told, end: this.#tell(end) });
      }
    }
    return occurrences;
  }

  get #isSliceOver(): boolean {
    this.#handled += 1;
    return this.#handled % STARTS_PER_SLICE === 0;
  }

  #shownAt(time: number): number {
    return this.#allDay ? this.#toldBy.instantOf(time) : time;
  }

  #tell(time: number): EventTime {
    return this.#allDay ? dayAt(time) : dateTimeAt(time, this.#toldBy);
  }
}
