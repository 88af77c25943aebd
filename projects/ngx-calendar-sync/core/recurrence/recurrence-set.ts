import { dayAt, type EventTime, isDay } from '../model/event-time';
import { inMilliseconds, overlaps, type TimeRange } from '../model/time-range';
import { type WallTime, ZoneClock } from '../model/zone-clock';
import type { ExpansionCache } from './expansion-cache';
import { type IcalDuration, type IcalTime, readIcalDuration, readIcalTime } from './ical-time';
import { problemText } from './problems';
import type { DateLine } from './recurrence-lines';
import type { RecurrenceRule } from './recurrence-rule';
import { type RuleSearch, visitWallTimes } from './rule-wall-times';
import { SeriesStarts } from './series-starts';
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
export interface SeriesExpansion<R> {
  /** Those of the occurrences, in the order of their starts. */
  readonly results: R[];
  /** The lines of the recurrence, or values of them, that were left out. If no rule is left, the first start remains. */
  readonly unreadable: readonly string[];
  /** Why occurrences may be missing or wrong, in sentences without any content of the event. */
  readonly problems: readonly string[];
}

/** The years 0 to 9999, which are those that the time of an event can have. */
const FIRST_WALL_TIME = dayNumber(0, 0, 1) * DAY_MS;
const LAST_WALL_TIME = dayNumber(10_000, 0, 1) * DAY_MS;

/** To read a date takes as long as to check some days. */
const WORK_UNITS_PER_DATE = 5;
/** To make an event takes longer still. */
const WORK_UNITS_PER_RESULT = 40;

/**
 * The recurrence set of one series (RFC 5545, 3.8.5): DTSTART, RRULE and RDATE without EXRULE and EXDATE. Starts are numbers
 * as in {@link SeriesStarts}. An instance is good for one call of {@link between}.
 */
export class RecurrenceSet {
  readonly #cache: ExpansionCache;
  readonly #recurrence: readonly string[];
  readonly #starts: SeriesStarts;
  readonly #durationMs: number;
  readonly #unreadable: string[] = [];
  readonly #problems: string[] = [];
  /** The ends of occurrences that are not as long as the first one, by start. */
  #ends: Map<number, number> | undefined;
  /** The midnights of the days on which a timed series does not happen. */
  #excludedDays: Set<WallTime> | undefined;

  constructor({ start, end, timeZone, recurrence = [] }: SeriesTimes, cache: ExpansionCache) {
    this.#cache = cache;
    this.#recurrence = recurrence;
    const seriesClock = ZoneClock.find(timeZone);
    this.#starts = new SeriesStarts(start, seriesClock ?? cache.calendarClock);
    if (timeZone !== undefined && !seriesClock && !this.#starts.allDay) {
      this.#problems.push(problemText('zone'));
    }
    this.#durationMs = Date.parse(end) - Date.parse(start);
    if (!this.#hasTimes()) {
      this.#unreadable.push(`${start} to ${end}`);
      this.#problems.push(problemText('times'));
    }
  }

  /**
   * The occurrences that end after the start of `range` and start before its end.
   * @param replaced The original starts of exceptions, whose occurrences are left out.
   * @param toResult What an occurrence becomes, such as an event.
   */
  *between<R>(
    range: TimeRange,
    replaced: readonly EventTime[],
    toResult: (occurrence: Occurrence) => R,
  ): Sliced<SeriesExpansion<R>> {
    if (!this.#hasTimes()) {
      return this.#expansion([]);
    }
    const { dialect } = this.#cache;
    const lines = this.#cache.linesOf(this.#recurrence);
    this.#unreadable.push(...lines.unreadable);
    this.#problems.push(...lines.problems);

    // Rules are searched by wall time, which differs from UTC by less than a day in every zone: with a margin of whole
    // days the search finds all that may show. Later the occurrences are compared with the exact range.
    const rangeMs = inMilliseconds(range);
    const margin = (Math.ceil(this.#durationMs / DAY_MS) + 1) * DAY_MS;
    const from = Math.max(midnightOf(rangeMs.start) - margin, FIRST_WALL_TIME);
    const to = Math.min(midnightOf(rangeMs.end) + 2 * DAY_MS, LAST_WALL_TIME);
    const budget = new WorkBudget(from, to);
    const { allDay, firstWallTime: start } = this.#starts;
    const search = { start, allDay, from, to, budget, dialect };

    const starts: number[] = [];
    if (dialect.startOutsideRuleShows || lines.rules.length === 0) {
      starts.push(this.#starts.first);
    }
    const excluded = replaced.filter((time) => isDay(time) === allDay).map(Date.parse);
    for (const rule of lines.rules) {
      yield* this.#addStarts(rule, search, starts);
    }
    for (const rule of lines.exceptionRules) {
      yield* this.#addStarts(rule, search, excluded);
    }
    if (lines.dates.length > 0) {
      yield* this.#forEachDate(lines.dates, budget, (time, clock, length) => {
        starts.push(this.#startOfPeriod(time, clock, length));
      });
    }
    if (lines.exceptionDates.length > 0) {
      yield* this.#forEachDate(lines.exceptionDates, budget, (time, clock) => {
        if (time.form === 'day' && !allDay) {
          (this.#excludedDays ??= new Set()).add(time.wallTime);
        } else {
          excluded.push(this.#starts.of(time, clock));
        }
      });
    }

    const excludedStarts = excluded.length > 0 && new Set(excluded);
    const results: R[] = [];
    let previous: number | undefined;
    for (const start of starts.sort((a, b) => a - b)) {
      const end = this.#ends?.get(start) ?? start + this.#durationMs;
      if (
        start === previous ||
        !overlaps({ start: this.#instantOf(start), end: this.#instantOf(end) }, rangeMs) ||
        (excludedStarts && excludedStarts.has(start)) ||
        this.#excludedDays?.has(this.#dayOf(start))
      ) {
        continue;
      }
      previous = start;
      if (results.length >= budget.maxOccurrences) {
        this.#problems.push(problemText('frequent'));
        break;
      }
      const startTime = this.#eventTimeOf(start);
      results.push(
        toResult({ originalStart: startTime, start: startTime, end: this.#eventTimeOf(end) }),
      );
      if (budget.spend(WORK_UNITS_PER_RESULT)) {
        yield;
      }
    }
    return this.#expansion(results);
  }

  #hasTimes(): boolean {
    return !Number.isNaN(this.#starts.first + this.#durationMs);
  }

  #expansion<R>(results: R[]): SeriesExpansion<R> {
    return { results, unreadable: this.#unreadable, problems: [...new Set(this.#problems)] };
  }

  /** Adds the starts of a rule, or none of them where they are too many. */
  *#addStarts(rule: RecurrenceRule, search: RuleSearch, into: number[]): Sliced<void> {
    const { until } = rule;
    const { budget } = search;
    const lengthBefore = into.length;
    yield* visitWallTimes(rule, search, (wallTime) => {
      const start = this.#starts.at(wallTime);
      if (!until || !this.#starts.isAfter(until, wallTime, start)) {
        into.push(start);
      }
      return into.length <= budget.maxOccurrences;
    });
    if (budget.isSpent || into.length > budget.maxOccurrences) {
      into.length = lengthBefore;
      this.#unreadable.push(rule.line);
      this.#problems.push(problemText('frequentRule'));
    }
  }

  /** Calls `use` with each value of the lines that can be read, the clock of its zone, and the length of a PERIOD. */
  *#forEachDate(
    lines: readonly DateLine[],
    budget: WorkBudget,
    use: (time: IcalTime, clock: ZoneClock, length: IcalTime | IcalDuration | undefined) => void,
  ): Sliced<void> {
    for (const { name, timeZone, values } of lines) {
      const clock = ZoneClock.find(timeZone);
      if (timeZone !== undefined && !clock) {
        this.#problems.push(problemText('dateZone', name));
      }
      for (const value of values) {
        if (budget.spend(WORK_UNITS_PER_DATE)) {
          yield;
        }
        const text = value.trim().toUpperCase();
        if (text === '') {
          continue;
        }
        const [start = '', end] = text.split('/');
        const time = readIcalTime(start);
        const length = end === undefined ? undefined : (readIcalTime(end) ?? readIcalDuration(end));
        if (time) {
          use(time, clock ?? this.#starts.clock, length);
        }
        if (!time || (end !== undefined && !length)) {
          this.#unreadable.push(value);
          this.#problems.push(problemText('date', name));
        }
      }
    }
  }

  /** The start of an RDATE. If the RDATE is a PERIOD, its end is stored as well. */
  #startOfPeriod(
    time: IcalTime,
    clock: ZoneClock,
    length: IcalTime | IcalDuration | undefined,
  ): number {
    const start = this.#starts.of(time, clock);
    if (length) {
      const end = 'form' in length ? this.#starts.of(length, clock) : this.#endAfter(start, length);
      if (end > start) {
        (this.#ends ??= new Map()).set(start, end);
      } else {
        this.#problems.push(problemText('period'));
      }
    }
    return start;
  }

  #endAfter(start: number, { days, milliseconds }: IcalDuration): number {
    const { allDay, clock } = this.#starts;
    if (allDay) {
      return start + days * DAY_MS + Math.ceil(milliseconds / DAY_MS) * DAY_MS;
    }
    return clock.instantOf(clock.wallTimeAt(start) + days * DAY_MS) + milliseconds;
  }

  /** The midnight of the day that a start is on. */
  #dayOf(start: number): WallTime {
    return midnightOf(this.#starts.wallTimeOf(start));
  }

  #instantOf(start: number): number {
    return this.#starts.allDay ? this.#cache.calendarClock.instantOf(start) : start;
  }

  #eventTimeOf(start: number): EventTime {
    return this.#starts.allDay ? dayAt(start) : this.#cache.dateTimeAt(start);
  }
}
