import { dateTimeAt, dayAt, type EventTime, isDay } from '../model/event-time';
import { inMilliseconds, overlaps, type TimeRange } from '../model/time-range';
import { type WallTime, ZoneClock } from '../model/zone-clock';
import type { ExpansionCache } from './expansion-cache';
import type { IcalDuration, IcalTime } from './ical-time';
import type { RecurrenceDate, RecurrenceLines } from './recurrence-lines';
import type { RecurrenceRule } from './recurrence-rule';
import { patternOf } from './rule-pattern';
import type { Sliced } from './sliced';
import { DAY_MS, dayNumber, midnightOf } from './wall-time';
import { WorkBudget } from './work-budget';

/** The first occurrence of a series, and its recurrence. */
export interface SeriesTimes {
  readonly start: EventTime;
  readonly end: EventTime;
  /** IANA name of the zone that the series recurs in; if it is not known, the calendar's. */
  readonly timeZone?: string;
  /** RRULE, EXRULE, RDATE and EXDATE lines (RFC 5545, 3.8.5). */
  readonly recurrence?: readonly string[];
}

/** One date of a series. */
export interface Occurrence {
  /** The start that the series gives the occurrence. Together with the id of the series it identifies the occurrence. */
  readonly originalStart: EventTime;
  readonly start: EventTime;
  /** Exclusive. */
  readonly end: EventTime;
}

/** The occurrences of a series in a range. */
export interface SeriesExpansion {
  /** In the order of their starts. */
  readonly occurrences: readonly Occurrence[];
  /** The lines of the recurrence, or values of them, that were left out. If no rule is left, the first start remains. */
  readonly unreadable: readonly string[];
  /** Why occurrences may be missing or wrong, in sentences without any content of the event. */
  readonly problems: readonly string[];
}

/** The part of the rules that is searched for occurrences, and the work that this may take. */
interface Search {
  readonly from: WallTime;
  readonly to: WallTime;
  readonly budget: WorkBudget;
}

/** The years 0 to 9999, which are those that the time of an event can have. */
const FIRST_WALL_TIME = dayNumber(0, 0, 1) * DAY_MS;
const LAST_WALL_TIME = dayNumber(10_000, 0, 1) * DAY_MS;

/** So many starts are handled in less than a millisecond. */
const STARTS_PER_SLICE = 500;

/**
 * The recurrence set of one series (RFC 5545, 3.8.5): DTSTART, RRULE and RDATE without EXRULE and EXDATE. A start is a
 * number: of a timed series an instant in milliseconds since the epoch, of an all-day series the midnight of its day in
 * UTC. An instance is good for one call of {@link between}.
 */
export class RecurrenceSet {
  readonly #cache: ExpansionCache;
  readonly #recurrence: readonly string[];
  readonly #allDay: boolean;
  /** The clock of the zone that the series recurs in. */
  readonly #seriesClock: ZoneClock;
  /** The clock of the calendar: it gives times their offset, and all-day events their midnights. */
  readonly #calendarClock: ZoneClock;
  readonly #firstStart: number;
  readonly #firstWallTime: WallTime;
  readonly #durationMs: number;
  readonly #unreadable: string[] = [];
  readonly #problems = new Set<string>();
  /** The ends of occurrences that are not as long as the first one, by start. */
  readonly #ends = new Map<number, number>();
  #handledStarts = 0;

  constructor(
    { start, end, timeZone, recurrence = [] }: SeriesTimes,
    calendarClock: ZoneClock,
    cache: ExpansionCache,
  ) {
    this.#cache = cache;
    this.#recurrence = recurrence;
    this.#allDay = isDay(start);
    this.#calendarClock = calendarClock;
    const seriesClock = ZoneClock.find(timeZone);
    this.#seriesClock = seriesClock ?? calendarClock;
    if (timeZone !== undefined && !seriesClock && !this.#allDay) {
      this.#problems.add('Its time zone is not known: it recurs in that of its calendar.');
    }
    // Recurrence rules have whole seconds.
    this.#firstStart = Math.floor(Date.parse(start) / 1000) * 1000;
    this.#firstWallTime = this.#allDay
      ? this.#firstStart
      : this.#seriesClock.wallTimeAt(this.#firstStart);
    this.#durationMs = Date.parse(end) - Date.parse(start);
  }

  /** The occurrences that end after the start of `range` and start before its end. */
  *between(range: TimeRange): Sliced<SeriesExpansion> {
    const lines = yield* this.#cache.linesOf(this.#recurrence);
    this.#unreadable.push(...lines.unreadable);
    for (const problem of lines.problems) {
      this.#problems.add(problem);
    }

    // Rules are searched by wall time, which differs from UTC by less than a day in every zone: with a margin of whole
    // days the search finds all that may show. Later the occurrences are compared with the exact range.
    const margin = (Math.ceil(this.#durationMs / DAY_MS) + 1) * DAY_MS;
    const from = Math.max(midnightOf(range.start.getTime()) - margin, FIRST_WALL_TIME);
    const to = Math.min(midnightOf(range.end.getTime()) + 2 * DAY_MS, LAST_WALL_TIME);
    // The first start is always an occurrence, even if no rule has it and COUNT does not count it: this is what Google
    // does, and what RFC 5545, 3.8.5.3 says.
    const starts = new Set([this.#firstStart]);
    const search = { from, to, budget: new WorkBudget(from, to) };
    for (const rule of lines.rules) {
      yield* this.#forEachStart(rule, search, (start) => starts.add(start));
    }
    for (const date of lines.dates) {
      if (this.#shouldYield()) {
        yield;
      }
      starts.add(this.#readDate(date));
    }
    for (const rule of lines.exceptionRules) {
      yield* this.#forEachStart(rule, search, (start) => starts.delete(start));
    }
    const all = yield* this.#occurrences([...starts], lines, range);
    const occurrences = all.slice(0, search.budget.maxOccurrences);
    if (occurrences.length < all.length) {
      this.#problems.add(
        'It happens too often to be shown whole: its last occurrences are left out.',
      );
    }
    return { occurrences, unreadable: this.#unreadable, problems: [...this.#problems] };
  }

  *#forEachStart(
    rule: RecurrenceRule,
    { from, to, budget }: Search,
    use: (start: number) => void,
  ): Sliced<void> {
    const pattern = patternOf(rule, this.#firstWallTime, this.#allDay);
    const last = Math.min(to, (rule.until?.wallTime ?? Infinity) + DAY_MS);
    const found = yield* this.#cache.wallTimesOf(pattern, from, last, budget);
    if (!found || !budget.takeOccurrences(found.length)) {
      this.#unreadable.push(rule.line);
      this.#problems.add('A rule of its recurrence happens too often to be shown: it is left out.');
      return;
    }
    const timeOfDay = pattern.isDateOnly
      ? this.#firstWallTime - midnightOf(this.#firstWallTime)
      : 0;
    for (const each of found) {
      if (this.#shouldYield()) {
        yield;
      }
      const wallTime = each + timeOfDay;
      const start = this.#startAt(wallTime);
      if (wallTime >= this.#firstWallTime && !this.#isAfterUntil(rule.until, wallTime, start)) {
        use(start);
      }
    }
  }

  #startAt(wallTime: WallTime): number {
    if (this.#allDay) {
      return midnightOf(wallTime);
    }
    // Where clocks go back, the wall time of the first start comes twice, and the series may start at the second time.
    return wallTime === this.#firstWallTime
      ? this.#firstStart
      : this.#seriesClock.instantOf(wallTime);
  }

  /** In Google's data UNTIL and the start may have different forms: if either is a day, only the dates are compared. */
  #isAfterUntil(until: IcalTime | undefined, wallTime: WallTime, start: number): boolean {
    if (!until) {
      return false;
    }
    if (this.#allDay || until.form === 'day') {
      return midnightOf(wallTime) > midnightOf(until.wallTime);
    }
    return (until.form === 'utc' ? start : wallTime) > until.wallTime;
  }

  /** The start of an RDATE. If the RDATE is a PERIOD, its end is stored as well. */
  #readDate(date: RecurrenceDate): number {
    const start = this.#startOf(date, date.timeZone);
    const { length } = date;
    if (!length) {
      return start;
    }
    const end =
      'form' in length ? this.#startOf(length, date.timeZone) : this.#endAfter(start, length);
    if (end > start) {
      this.#ends.set(start, end);
    } else {
      this.#problems.add(
        'A period of its RDATE ends before it begins: it is as long as the first.',
      );
    }
    return start;
  }

  #startOf({ wallTime, form }: IcalTime, timeZone: string | undefined): number {
    if (this.#allDay) {
      return midnightOf(wallTime);
    }
    switch (form) {
      case 'utc':
        return wallTime;
      case 'local':
        return (ZoneClock.find(timeZone) ?? this.#seriesClock).instantOf(wallTime);
      case 'day':
        return this.#startAt(wallTime + this.#firstWallTime - midnightOf(this.#firstWallTime));
    }
  }

  #endAfter(start: number, { days, milliseconds }: IcalDuration): number {
    if (this.#allDay) {
      return start + days * DAY_MS + Math.ceil(milliseconds / DAY_MS) * DAY_MS;
    }
    const wallTime = this.#seriesClock.wallTimeAt(start) + days * DAY_MS;
    return this.#seriesClock.instantOf(wallTime) + milliseconds;
  }

  *#occurrences(
    starts: number[],
    { exceptionDates }: RecurrenceLines,
    range: TimeRange,
  ): Sliced<readonly Occurrence[]> {
    const excluded = new Set<number>();
    const excludedDays = new Set<number>();
    for (const date of exceptionDates) {
      if (this.#shouldYield()) {
        yield;
      }
      excluded.add(this.#startOf(date, date.timeZone));
      if (date.form === 'day') {
        excludedDays.add(date.wallTime);
      }
    }
    const isExcluded = (start: number) =>
      excluded.has(start) ||
      (excludedDays.size > 0 &&
        excludedDays.has(midnightOf(this.#allDay ? start : this.#seriesClock.wallTimeAt(start))));

    const rangeMs = inMilliseconds(range);
    const occurrences: Occurrence[] = [];
    for (const start of starts.sort((a, b) => a - b)) {
      if (this.#shouldYield()) {
        yield;
      }
      const end = this.#ends.get(start) ?? start + this.#durationMs;
      const instants = { start: this.#instantOf(start), end: this.#instantOf(end) };
      if (overlaps(instants, rangeMs) && !isExcluded(start)) {
        const originalStart = this.#eventTimeOf(start);
        occurrences.push({ originalStart, start: originalStart, end: this.#eventTimeOf(end) });
      }
    }
    return occurrences;
  }

  /** True once for every {@link STARTS_PER_SLICE} calls: the caller is to yield then. */
  #shouldYield(): boolean {
    this.#handledStarts += 1;
    return this.#handledStarts % STARTS_PER_SLICE === 0;
  }

  #instantOf(start: number): number {
    return this.#allDay ? this.#calendarClock.instantOf(start) : start;
  }

  #eventTimeOf(start: number): EventTime {
    return this.#allDay ? dayAt(start) : dateTimeAt(start, this.#calendarClock);
  }
}
