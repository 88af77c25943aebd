import type { WallTime } from '../model/zone-clock';
import type { Dialect } from './dialect';
import { PERIOD_MS, type RecurrenceRule } from './recurrence-rule';
import { RuleDays } from './rule-days';
import type { Sliced } from './sliced';
import { DAY_MS, dayNumber, midnightOf, modulo } from './wall-time';
import type { WorkBudget } from './work-budget';

/** Where a rule is searched for occurrences, and the work that this may take. */
export interface RuleSearch {
  /** The wall time of the first occurrence. Intervals and COUNT are counted from there. */
  readonly start: WallTime;
  /** In a series of whole days, times of the day in its rule are ignored (RFC 5545, 3.3.10). */
  readonly allDay: boolean;
  readonly from: WallTime;
  /** Inclusive. */
  readonly to: WallTime;
  readonly budget: WorkBudget;
  readonly dialect: Dialect;
}

/** What a rule of seconds costs for each second that is counted, beside the unit for its day. */
const WORK_UNITS_PER_COUNTED_SECOND = 3;

const LONG_PERIOD_MS = 28 * DAY_MS;
/** A rule that happens more often would have thousands of times in a long period, which are visited one by one. */
const MAX_TIMES_PER_DAY = 24;

/** The parts of a time of the day: where a rule has their values, their length, and how many there are. */
const TIME_PARTS = [
  ['hours', 3_600_000, 24],
  ['minutes', 60_000, 60],
  ['seconds', 1000, 60],
] as const;

/**
 * Calls `visit` with the wall times of a rule, in order, until it returns false. Where the budget is spent, the rest is
 * missing.
 */
export function* visitWallTimes(
  rule: RecurrenceRule,
  { start, allDay, from, to, budget, dialect }: RuleSearch,
  visit: (wallTime: WallTime) => boolean,
): Sliced<void> {
  const { interval, positions, count, frequency, until } = rule;
  // The caller compares UNTIL exactly. One in UTC may be up to a day earlier than on the clocks of the series.
  const last = until ? Math.min(to, until.wallTime + DAY_MS) : to;
  const days = new RuleDays(rule, start, dialect);
  const frequencyMs = PERIOD_MS[frequency];
  const timesMs = Math.min(frequencyMs || DAY_MS, DAY_MS);
  const times = allDay ? [] : timesWithin(timesMs, rule, start - midnightOf(start));
  const timesPerDay = times.reduce((product, { length }) => product * length, 1);
  // Where no period counts as a whole, it does not matter where one ends: longer ones are searched faster.
  const isAnyPeriod = interval === 1 && positions.length === 0 && timesMs === DAY_MS;
  const periodMs = isAnyPeriod && timesPerDay <= MAX_TIMES_PER_DAY ? LONG_PERIOD_MS : frequencyMs;
  const periodMonths = frequency === 'YEARLY' ? 12 : 1;
  // Week 0 has 1 January 1970, a Thursday, in it.
  const firstBegin = frequency === 'WEEKLY' ? (rule.weekStart - 3) * DAY_MS : 0;
  /** The number of the year, month, week, day, hour, minute or second that a wall time is in. */
  const periodAt = (wallTime: WallTime) => {
    if (periodMs) {
      return Math.floor((wallTime - firstBegin) / periodMs);
    }
    const date = new Date(wallTime);
    return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / periodMonths);
  };
  /** When a period begins; NaN for one that a Date cannot hold. */
  const beginOf = (number: number) =>
    periodMs ? firstBegin + number * periodMs : dayNumber(0, number * periodMonths, 1) * DAY_MS;

  let period = periodAt(start);
  if (count === undefined && from > start) {
    // Nothing has to be counted, so that the periods before `from` can be skipped.
    period += Math.floor((periodAt(from) - period) / interval) * interval;
  }
  const extraUnitsPerPeriod =
    count !== undefined && frequency === 'SECONDLY' ? WORK_UNITS_PER_COUNTED_SECOND : 0;
  let countLeft = count ?? Infinity;
  for (;;) {
    const begin = beginOf(period);
    // False also for NaN, which is a period that is later than all dates.
    if (!(begin <= last && countLeft > 0)) {
      return;
    }
    const end = beginOf(period + 1);
    const firstDay = Math.floor(begin / DAY_MS);
    const endDay = Math.ceil(end / DAY_MS);
    const daysInPeriod = days.within(firstDay, endDay);
    if (budget.spend(extraUnitsPerPeriod + endDay - firstDay + positions.length)) {
      if (budget.isSpent) {
        return;
      }
      yield;
    }
    // The wall times of a period are not written out: those of every second of a year would be 31 million.
    const length =
      allDay || timesMs === DAY_MS || allowsPeriod(begin, timesMs, rule)
        ? daysInPeriod.length * timesPerDay
        : 0;
    const places = positions.length === 0 ? undefined : placesAt(positions, length);
    const placeCount = places ? places.length : length;
    if (end <= from && begin >= start) {
      countLeft -= placeCount;
    } else {
      for (let index = 0; index < placeCount && countLeft > 0; index += 1) {
        if (budget.spend(1)) {
          if (budget.isSpent) {
            return;
          }
          yield;
        }
        const place = places?.[index] ?? index;
        const day = daysInPeriod[Math.floor(place / timesPerDay)] ?? 0;
        const wallTime = Math.max(day * DAY_MS, begin) + timeAt(place, times);
        if (wallTime > last) {
          return;
        }
        if (wallTime >= start) {
          countLeft -= 1;
          if (wallTime >= from && !visit(wallTime)) {
            return;
          }
        }
      }
    }
    // Hours, minutes and seconds of a day on which nothing happens are skipped together, and days of such a month.
    const next = daysInPeriod.length === 0 ? periodAt(days.nextDay * DAY_MS) : period + 1;
    period += Math.ceil((next - period) / interval) * interval;
  }
}

/**
 * The hours, minutes and seconds of a rule in a day or in a shorter period, in milliseconds: each time is the sum of one
 * of each. The times are not written out, since a series may have many rules of every second.
 */
function timesWithin(
  periodMs: number,
  rule: RecurrenceRule,
  timeOfStart: number,
): readonly (readonly number[])[] {
  // Hardly any rule has times.
  if (periodMs === DAY_MS && rule.hours.length + rule.minutes.length + rule.seconds.length === 0) {
    return [[timeOfStart]];
  }
  return TIME_PARTS.filter(([, lengthMs]) => lengthMs < periodMs).map(([part, lengthMs, count]) =>
    (rule[part].length === 0 ? [Math.floor(timeOfStart / lengthMs) % count] : rule[part]).map(
      (value) => value * lengthMs,
    ),
  );
}

/** The time at a place in the order of all, which begins anew each day. */
function timeAt(place: number, times: readonly (readonly number[])[]): number {
  let time = 0;
  for (let index = times.length - 1; index >= 0; index -= 1) {
    const values = times[index] ?? [];
    time += values[place % values.length] ?? 0;
    place = Math.floor(place / values.length);
  }
  return time;
}

/** Whether BYHOUR, BYMINUTE and BYSECOND allow a period that is shorter than a day. */
function allowsPeriod(begin: WallTime, periodMs: number, rule: RecurrenceRule): boolean {
  return TIME_PARTS.every(
    ([part, lengthMs, count]) =>
      lengthMs < periodMs ||
      rule[part].length === 0 ||
      rule[part].includes(modulo(Math.floor(begin / lengthMs), count)),
  );
}

/** The places that BYSETPOS names, among so many. */
function placesAt(positions: readonly number[], length: number): readonly number[] {
  const places = positions
    .map((position) => (position > 0 ? position - 1 : length + position))
    .filter((place) => place >= 0 && place < length);
  return [...new Set(places)].sort((a, b) => a - b);
}
