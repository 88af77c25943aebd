import { fromWall, toWall } from '../time/zone.ts';
import { readSeriesTime, type SeriesTime } from './ical-time.ts';
import { Patience } from './patience.ts';
import { RecurrenceRule } from './rule.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';

const DAY = 86_400_000;
const LINE = /^(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:]*)?):(.*)$/is;

/** What the lines of `recurrence[]` say together: rules and single dates, less the exceptions from them. */
export class RecurrenceSet {
  private readonly rules: RecurrenceRule[] = [];
  private readonly exceptionRules: RecurrenceRule[] = [];
  private readonly dates: number[] = [];
  private readonly excluded = new Set<number>();
  private readonly excludedDays = new Set<number>();

  /** @throws RecurrenceError for a line that cannot be read. */
  constructor(
    lines: readonly string[],
    private readonly series: SeriesStart,
  ) {
    for (const line of lines) {
      this.read(line.trim());
    }
  }

  /** Every start in order, none twice. */
  *walls(): Generator<number, void> {
    const exceptions = merged(this.exceptionRules.map((rule) => this.shown(rule.walls())));
    let exception = exceptions.next();
    const patience = new Patience(this.series.wall);
    const rules = this.rules.map((rule) => this.shown(rule.walls()));
    for (const wall of merged([...rules, this.singleDates()])) {
      while (!exception.done && exception.value < wall) {
        exception = exceptions.next();
      }
      const skipped =
        this.excluded.has(wall) ||
        this.excludedDays.has(wall - (((wall % DAY) + DAY) % DAY)) ||
        (!exception.done && exception.value === wall);
      if (!skipped) {
        patience.found(wall);
        yield wall;
      } else if (patience.isOver(wall)) {
        return;
      }
    }
  }

  /** Without a rule the first start is a date like the others. */
  private singleDates(): Generator<number, void> {
    const first = this.rules.length === 0 ? [this.series.wall] : [];
    return this.shown([...first, ...this.dates].sort((a, b) => a - b));
  }

  private *shown(walls: Iterable<number>): Generator<number, void> {
    for (const wall of walls) {
      yield this.shownAt(wall);
    }
  }

  /** A time that a clock change skips is the one that the clock shows then (RFC 5545, sections 3.3.5 and 3.8.5.3). */
  private shownAt(wall: number): number {
    return toWall(fromWall(wall, this.series.zone), this.series.zone);
  }

  private read(line: string): void {
    const match = LINE.exec(line);
    if (!match) {
      throw new RecurrenceError(line);
    }
    const [, name = '', parameters = '', value = ''] = match;
    switch (name.toUpperCase()) {
      case 'RRULE':
        this.rules.push(new RecurrenceRule(value, this.series));
        return;
      case 'EXRULE':
        this.exceptionRules.push(new RecurrenceRule(value, this.series));
        return;
      case 'RDATE':
        this.dates.push(...this.times(value, parameters).map((time) => this.startOn(time)));
        return;
      default:
        for (const time of this.times(value, parameters)) {
          if (time.wholeDay) {
            this.excludedDays.add(time.wall);
          } else {
            this.excluded.add(this.shownAt(time.wall));
          }
        }
    }
  }

  private times(value: string, parameters: string): SeriesTime[] {
    const zone = /;TZID="?([^;"]+)"?/i.exec(parameters)?.[1];
    return value.split(',').map((text) => {
      // A PERIOD is `start/end`: its start is what recurs.
      const time = readSeriesTime(text.split('/')[0] ?? '', this.series, zone);
      if (!time) {
        throw new RecurrenceError(text);
      }
      return time;
    });
  }

  private startOn(time: SeriesTime): number {
    return time.wholeDay ? time.wall + (((this.series.wall % DAY) + DAY) % DAY) : time.wall;
  }
}

/** Sorted sequences as one, without repetitions. */
function* merged(sources: readonly Generator<number, void>[]): Generator<number, void> {
  const heads = sources.map((source) => ({ source, head: source.next() }));
  let last = -Infinity;
  for (;;) {
    let smallest: (typeof heads)[number] | undefined;
    let value = Infinity;
    for (const each of heads) {
      if (!each.head.done && each.head.value < value) {
        smallest = each;
        value = each.head.value;
      }
    }
    if (!smallest) {
      return;
    }
    smallest.head = smallest.source.next();
    if (value > last) {
      last = value;
      yield value;
    }
  }
}
