import type { WallTime } from '../model/zone-clock';
import type { Dialect } from './dialect';
import type { Frequency, RecurrenceRule } from './recurrence-rule';
import { RuleDays } from './rule-days';
import { DAY_MS, dayNumber } from './wall-time';
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

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Of the periods that always have the same length in wall time. */
const PERIOD_MS: Readonly<Partial<Record<Frequency, number>>> = {
  SECONDLY: SECOND_MS,
  MINUTELY: MINUTE_MS,
  HOURLY: HOUR_MS,
  DAILY: DAY_MS,
  WEEKLY: 7 * DAY_MS,
};

/**
 * The wall times of a rule, in order; each is searched when it is asked for. `undefined` is a pause in long work. Where
 * the budget is spent, the rest is missing.
 */
export function* wallTimesOf(
  rule: RecurrenceRule,
  { start, allDay, from, to, budget, dialect }: RuleSearch,
): Generator<WallTime | undefined, void, undefined> {
  const { interval, positions, count } = rule;
  const days = new RuleDays(rule, start, dialect);
  const startDate = new Date(start);
  const timeMs = Math.min(PERIOD_MS[rule.frequency] ?? DAY_MS, DAY_MS);
  const timesIn = (unitMs: number, values: readonly number[], ofStart: number) =>
    timeMs <= unitMs ? [0] : allDay || values.length === 0 ? [ofStart] : values;
  const hours = timesIn(HOUR_MS, rule.hours, startDate.getUTCHours());
  const minutes = timesIn(MINUTE_MS, rule.minutes, startDate.getUTCMinutes());
  const seconds = timesIn(SECOND_MS, rule.seconds, startDate.getUTCSeconds());
  const timesPerHour = minutes.length * seconds.length;
  const timesPerDay = hours.length * timesPerHour;

  let period = periodAt(start, rule);
  if (count === undefined && from > start) {
    // Nothing has to be counted, so that the periods before `from` can be skipped.
    period += Math.floor((periodAt(from, rule) - period) / interval) * interval;
  }
  let countLeft = count ?? Infinity;
  for (;;) {
    const begin = beginOf(period, rule);
    // False also for NaN, which is a period that is later than all dates.
    if (!(begin <= to && countLeft > 0)) {
      return;
    }
    const end = beginOf(period + 1, rule);
    const firstDay = Math.floor(begin / DAY_MS);
    const endDay = Math.ceil(end / DAY_MS);
    const daysInPeriod = days.within(firstDay, endDay);
    if (budget.spend(endDay - firstDay + positions.length)) {
      if (budget.isSpent) {
        return;
      }
      yield undefined;
    }
    // The wall times of a period are not written out: those of every second of a year would be 31 million.
    const length =
      allDay || timeMs === DAY_MS || allowsPeriod(begin, timeMs, rule)
        ? daysInPeriod.length * timesPerDay
        : 0;
    const places = positions.length === 0 ? undefined : placesAt(positions, length);
    const placeCount = places?.length ?? length;
    if (end <= from && begin >= start) {
      countLeft -= placeCount;
    } else {
      for (let index = 0; index < placeCount && countLeft > 0; index += 1) {
        if (budget.spend(1)) {
          if (budget.isSpent) {
            return;
          }
          yield undefined;
        }
        const place = places?.[index] ?? index;
        const day = daysInPeriod[Math.floor(place / timesPerDay)] ?? 0;
        const wallTime =
          Math.max(day * DAY_MS, begin) +
          (hours[Math.floor(place / timesPerHour) % hours.length] ?? 0) * HOUR_MS +
          (minutes[Math.floor(place / seconds.length) % minutes.length] ?? 0) * MINUTE_MS +
          (seconds[place % seconds.length] ?? 0) * SECOND_MS;
        if (wallTime > to) {
          return;
        }
        if (wallTime >= start) {
          countLeft -= 1;
          if (wallTime >= from) {
            yield wallTime;
          }
        }
      }
    }
    // Hours, minutes and seconds of a day on which nothing happens are skipped together.
    const next = daysInPeriod.length === 0 ? periodAt(endDay * DAY_MS, rule) : period + 1;
    period += Math.ceil((next - period) / interval) * interval;
  }
}

/** The number of the year, month, week, day, hour, minute or second that a rule recurs in. */
function periodAt(wallTime: WallTime, { frequency, weekStart }: RecurrenceRule): number {
  const lengthMs = PERIOD_MS[frequency];
  if (lengthMs !== undefined) {
    return Math.floor((wallTime - firstBegin(frequency, weekStart)) / lengthMs);
  }
  const date = new Date(wallTime);
  const year = date.getUTCFullYear();
  return frequency === 'YEARLY' ? year : year * 12 + date.getUTCMonth();
}

/** When a period begins; NaN for one that a Date cannot hold. */
function beginOf(period: number, { frequency, weekStart }: RecurrenceRule): WallTime {
  const lengthMs = PERIOD_MS[frequency];
  if (lengthMs !== undefined) {
    return firstBegin(frequency, weekStart) + period * lengthMs;
  }
  return dayNumber(0, frequency === 'YEARLY' ? period * 12 : period, 1) * DAY_MS;
}

/** When period 0 begins. Week 0 has 1 January 1970, a Thursday, in it. */
function firstBegin(frequency: Frequency, weekStart: number): WallTime {
  return frequency === 'WEEKLY' ? (weekStart - 3) * DAY_MS : 0;
}

/** Whether BYHOUR, BYMINUTE and BYSECOND allow a period that is shorter than a day. */
function allowsPeriod(begin: WallTime, lengthMs: number, rule: RecurrenceRule): boolean {
  const date = new Date(begin);
  return (
    allows(rule.hours, date.getUTCHours()) &&
    (lengthMs >= HOUR_MS || allows(rule.minutes, date.getUTCMinutes())) &&
    (lengthMs >= MINUTE_MS || allows(rule.seconds, date.getUTCSeconds()))
  );
}

function allows(values: readonly number[], value: number): boolean {
  return values.length === 0 || values.includes(value);
}

/** The places that BYSETPOS names, among so many. */
function placesAt(positions: readonly number[], length: number): readonly number[] {
  const places = positions
    .map((position) => (position > 0 ? position - 1 : length + position))
    .filter((place) => place >= 0 && place < length);
  return [...new Set(places)].sort((a, b) => a - b);
}
