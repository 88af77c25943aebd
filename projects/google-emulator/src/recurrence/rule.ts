import { utcMilliseconds } from '../time/utc.ts';
import { readSeriesTime, untilDate } from './ical-time.ts';
import { RuleFilter } from './rule-filter.ts';
import { readRule, type RuleParts } from './rule-parts.ts';
import { periodsFrom, type Period } from './rule-periods.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';
import { DAY_MS } from './year-weeks.ts';

/** BYSETPOS picks by looking at the whole set. */
const LARGEST_SET = 10_000;
/** Days of the years 1 to 9999. */
const DAYS_OF_CALENDAR = 3_652_059;
/** The days of 400 years, after which our calendar repeats itself: a rule that met none of them meets none at all. */
const DAYS_OF_CYCLE = 146_097;
const LONGEST_PERIOD_DAYS = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7, DAILY: 1 };

/** A day on which a rule happens, and when it does so on this day: milliseconds of the day, in order. */
interface DayOfRule {
  readonly day: number;
  readonly times: readonly number[];
}

/**
 * One RRULE or EXRULE, in wall time: its days are found by looking at every day of its periods, and each has the
 * rule's times.
 */
export class RecurrenceRule {
  private readonly parts: RuleParts;
  private readonly filter: RuleFilter;
  /** Milliseconds of the day, in order. */
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
    // A count that the calendar has no room for is none, and nobody need count that far.
    const hasRoom = this.parts.count < this.times.length * DAYS_OF_CALENDAR;
    this.count = hasRoom ? this.parts.count : Infinity;
    this.until = readUntil(this.parts.until, series);
    this.counted = { before: series.wall, found: 0 };
    const largestSet = this.times.length * LONGEST_PERIOD_DAYS[this.parts.frequency];
    if (this.hasPositions && largestSet > LARGEST_SET) {
      throw new RecurrenceError('BYSETPOS picks from too many times');
    }
  }

  /** How many starts there are before a period, of those that were counted last. */
  private counted: { readonly before: number; readonly found: number };

  /** Every start from `from` to before `to`, in order, on the series' own clock. */
  *walls(from: number, to: number): Generator<number, void> {
    if (this.filter.isImpossible) {
      return;
    }
    const { count } = this;
    const isCounted = count !== Infinity;
    const known =
      this.counted.before <= from ? this.counted : { before: this.series.wall, found: 0 };
    // What is counted is counted from the start; everything else begins where somebody looks.
    const begin = isCounted ? known.before : Math.max(from, this.series.wall);
    let { found } = known;
    let daysInVain = 0;
    for (const period of periodsFrom(begin, this.series.wall, this.parts)) {
      if (period.start >= to || period.start > this.until || daysInVain > DAYS_OF_CYCLE) {
        return;
      }
      if (isCounted && period.start <= from && period.start > this.counted.before) {
        this.counted = { before: period.start, found };
      }
      daysInVain += (period.end - period.start) / DAY_MS;
      for (const { day, times } of this.daysIn(period, begin)) {
        daysInVain = 0;
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

  /** @param begin What is before the day of this need not be given. */
  private *daysIn(period: Period, begin: number): Generator<DayOfRule, void> {
    if (!this.hasPositions) {
      const firstDay = Math.floor(begin / DAY_MS) * DAY_MS;
      for (const day of this.days({ ...period, start: Math.max(period.start, firstDay) })) {
        yield { day, times: this.times };
      }
      return;
    }
    // Positions are counted in whole periods, also in the one that the series begins in the middle of.
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

/** The last moment that may be a start. */
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
