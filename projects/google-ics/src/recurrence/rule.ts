import { utcMilliseconds } from '../time/utc.ts';
import { readSeriesTime, untilDate } from './ical-time.ts';
import { RuleFilter } from './rule-filter.ts';
import { readRule, type RuleParts } from './rule-parts.ts';
import { periodsFrom, type Period } from './rule-periods.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';
import { DAY_MS } from './year-weeks.ts';

/** BYSETPOS has to compute the whole set of a period, so its size is limited. */
const MAX_SET_SIZE = 10_000;
/** Days in the years 1 to 9999. */
const DAYS_IN_ALL_YEARS = 3_652_059;
/** Days in 400 years, after which the Gregorian calendar repeats: a rule without a day in them never has one. */
const DAYS_IN_400_YEARS = 146_097;
const MAX_PERIOD_DAYS = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7, DAILY: 1 };

/** A day of a rule, and its times on that day in milliseconds since midnight, in order. */
interface DayOfRule {
  readonly day: number;
  readonly times: readonly number[];
}

/**
 * One RRULE or EXRULE in wall time. Every day of its periods is checked against the parts of the rule, and each day that
 * matches has the times of the rule.
 */
export class RecurrenceRule {
  private readonly parts: RuleParts;
  private readonly filter: RuleFilter;
  /** Milliseconds since midnight, in order. */
  private readonly times: readonly number[];
  private readonly until: number;
  private readonly count: number;

  /** @throws RecurrenceError for a rule that cannot be read. */
  constructor(
    text: string,
    private readonly series: SeriesStart,
  ) {
    this.parts = readRule(text, series);
    this.filter = new RuleFilter(this.parts);
    this.times = timesOf(this.parts);
    // A COUNT that exceeds all possible starts has no effect, and ignoring it avoids counting from the first start.
    const isReachable = this.parts.count < this.times.length * DAYS_IN_ALL_YEARS;
    this.count = isReachable ? this.parts.count : Infinity;
    this.until = readUntil(this.parts.until, series);
    this.counted = { before: series.wall, found: 0 };
    const largestSet = this.times.length * MAX_PERIOD_DAYS[this.parts.frequency];
    if (this.hasPositions && largestSet > MAX_SET_SIZE) {
      throw new RecurrenceError('BYSETPOS has too many times to choose from');
    }
  }

  /** Cache for COUNT: the number of starts before the latest period that was counted up to. */
  private counted: { readonly before: number; readonly found: number };

  /** The starts from `from` to before `to`, as wall times in the zone of the series, in order. */
  *walls(from: number, to: number): Generator<number, void> {
    if (this.filter.isImpossible) {
      return;
    }
    const { count } = this;
    const isCounted = count !== Infinity;
    const known =
      this.counted.before <= from ? this.counted : { before: this.series.wall, found: 0 };
    // With COUNT the starts must be counted from the first one; otherwise begin with the requested range.
    const begin = isCounted ? known.before : Math.max(from, this.series.wall);
    let { found } = known;
    let daysWithoutStart = 0;
    for (const period of periodsFrom(begin, this.series.wall, this.parts)) {
      if (period.start >= to || period.start > this.until || daysWithoutStart > DAYS_IN_400_YEARS) {
        return;
      }
      if (isCounted && period.start <= from && period.start > this.counted.before) {
        this.counted = { before: period.start, found };
      }
      daysWithoutStart += (period.end - period.start) / DAY_MS;
      for (const { day, times } of this.daysIn(period, begin)) {
        daysWithoutStart = 0;
        const isPassed = day >= this.series.wall && day + DAY_MS <= Math.min(from, this.until);
        if (isPassed && found + times.length < count) {
          found += times.length;
          continue;
        }
        for (const time of times) {
          const wall = day + time;
          if (wall >= to || wall > this.until) {
            return;
          }
          if (wall >= this.series.wall) {
            found++;
            if (wall >= from) {
              yield wall;
            }
          }
          if (found === count) {
            return;
          }
        }
      }
    }
  }

  private get hasPositions(): boolean {
    return this.parts.positions.length > 0;
  }

  /** @param begin Days before that of this wall time may be left out. */
  private *daysIn(period: Period, begin: number): Generator<DayOfRule, void> {
    if (!this.hasPositions) {
      const firstDay = Math.floor(begin / DAY_MS) * DAY_MS;
      for (const day of this.days({ ...period, start: Math.max(period.start, firstDay) })) {
        yield { day, times: this.times };
      }
      return;
    }
    // BYSETPOS counts in whole periods, even if the series begins in the middle of one.
    const days = [...this.days(period)];
    const size = days.length * this.times.length;
    const { positions } = this.parts;
    const isPicked = (index: number) =>
      positions.includes(index + 1) || positions.includes(index - size);
    for (const [nth, day] of days.entries()) {
      const first = nth * this.times.length;
      const times = this.times.filter((_, index) => isPicked(first + index));
      if (times.length > 0) {
        yield { day, times };
      }
    }
  }

  private *days({ start, end }: Period): Generator<number, void> {
    for (let day = start; day < end;) {
      const date = new Date(day);
      if (!this.filter.allowsMonth(date)) {
        day = utcMilliseconds(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
        continue;
      }
      if (this.filter.allowsDay(date)) {
        yield day;
      }
      day += DAY_MS;
    }
  }
}

function timesOf({ hours, minutes, seconds }: RuleParts): number[] {
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) =>
      seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000),
    ),
  );
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The last wall time that may be a start. */
function readUntil(text: string | undefined, series: SeriesStart): number {
  if (text === undefined) {
    return Infinity;
  }
  const date = untilDate(text);
  const until = series.allDay
    ? date && { wall: Date.parse(date), wholeDay: false }
    : readSeriesTime(text, series);
  if (!until) {
    throw new RecurrenceError(`UNTIL=${text}`);
  }
  return until.wholeDay ? until.wall + DAY_MS - 1 : until.wall;
}
