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
  search: RuleSearch,
): Generator<WallTime | undefined, void, undefined> {
  const { start, from, to, budget } = search;
  const { interval, positions, count } = rule;
  const periods = periodsOf(rule);
  const days = new RuleDays(rule, start, search.dialect);
  const times = timesOf(rule, search);
  let period = periods.numberAt(start);
  if (count === undefined && from > start) {
    // Nothing has to be counted, so that the periods before `from` can be skipped.
    period += Math.floor((periods.numberAt(from) - period) / interval) * interval;
  }
  let countLeft = count ?? Infinity;
  for (;;) {
    const begin = periods.beginOf(period);
    // False also for NaN, which is a period that is later than all dates.
    if (!(begin <= to && countLeft > 0)) {
      return;
    }
    const end = periods.beginOf(period + 1);
    const firstDay = Math.floor(begin / DAY_MS);
    const endDay = Math.ceil(end / DAY_MS);
    const daysInPeriod = days.within(firstDay, endDay);
    if (budget.spend(endDay - firstDay)) {
      if (budget.isSpent) {
        return;
      }
      yield undefined;
    }
    // The wall times of a period are not written out: those of every second of a year would be 31 million.
    const length = times.areIn(begin) ? daysInPeriod.length * times.perDay : 0;
    const places = positions.length === 0 ? undefined : placesAt(positions, length);
    const placeCount = places?.length ?? length;
    if (end <= from && begin >= start) {
      countLeft -= placeCount;
    } else {
      for (let index = 0; index < placeCount && countLeft > 0; index += 1) {
        const place = places?.[index] ?? index;
        const day = daysInPeriod[Math.floor(place / times.perDay)] ?? 0;
        const wallTime = Math.max(day * DAY_MS, begin) + times.at(place % times.perDay);
        if (budget.spend(1)) {
          if (budget.isSpent) {
            return;
          }
          yield undefined;
        }
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
    const next = daysInPeriod.length === 0 ? periods.numberAt(endDay * DAY_MS) : period + 1;
    period += Math.ceil((next - period) / interval) * interval;
  }
}

/** The years, months, weeks, days, hours, minutes or seconds that a rule recurs in, by number. */
function periodsOf({ frequency, weekStart }: RecurrenceRule) {
  const lengthMs = PERIOD_MS[frequency];
  if (lengthMs !== undefined) {
    // Week 0 has 1 January 1970, a Thursday, in it.
    const firstBegin = frequency === 'WEEKLY' ? (weekStart - 3) * DAY_MS : 0;
    return {
      numberAt: (wallTime: WallTime) => Math.floor((wallTime - firstBegin) / lengthMs),
      beginOf: (period: number): WallTime => firstBegin + period * lengthMs,
    };
  }
  const months = frequency === 'YEARLY' ? 12 : 1;
  return {
    numberAt: (wallTime: WallTime) => {
      const date = new Date(wallTime);
      return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
    },
    beginOf: (period: number): WallTime => dayNumber(0, period * months, 1) * DAY_MS,
  };
}

/**
 * The times in a day, or in an hour, minute or second where the rule recurs in these: by BYHOUR, BYMINUTE and BYSECOND,
 * or by the time of the start.
 */
function timesOf(rule: RecurrenceRule, { start, allDay }: RuleSearch) {
  const lengthMs = PERIOD_MS[rule.frequency] ?? DAY_MS;
  const date = new Date(start);
  const valuesOf = (unitMs: number, values: readonly number[], ofStart: number) =>
    lengthMs <= unitMs ? [0] : allDay || values.length === 0 ? [ofStart] : values;
  const hours = valuesOf(HOUR_MS, rule.hours, date.getUTCHours());
  const minutes = valuesOf(MINUTE_MS, rule.minutes, date.getUTCMinutes());
  const seconds = valuesOf(SECOND_MS, rule.seconds, date.getUTCSeconds());
  const perHour = minutes.length * seconds.length;
  return {
    perDay: hours.length * perHour,
    /** The time at a place in their order, in milliseconds. */
    at: (place: number) =>
      (hours[Math.floor(place / perHour)] ?? 0) * HOUR_MS +
      (minutes[Math.floor(place / seconds.length) % minutes.length] ?? 0) * MINUTE_MS +
      (seconds[place % seconds.length] ?? 0) * SECOND_MS,
    /** Whether BYHOUR, BYMINUTE and BYSECOND allow a period that is shorter than a day. */
    areIn: (begin: WallTime) => {
      if (allDay || lengthMs >= DAY_MS) {
        return true;
      }
      const beginDate = new Date(begin);
      return (
        allows(rule.hours, beginDate.getUTCHours()) &&
        (lengthMs >= HOUR_MS || allows(rule.minutes, beginDate.getUTCMinutes())) &&
        (lengthMs >= MINUTE_MS || allows(rule.seconds, beginDate.getUTCSeconds()))
      );
    },
  };
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
