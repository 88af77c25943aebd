import { fromWall, toWall } from '../time/zone.ts';
import { readDuration, readSeriesTime, type SeriesTime } from './ical-time.ts';
import { Patience } from './patience.ts';
import { readLine } from './recurrence-line.ts';
import { RecurrenceRule } from './rule.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';
import { DAY_MS } from './year-weeks.ts';

/**
 * The starts of one series: its first, and what the lines of `recurrence[]` say together, rules and single dates less
 * the exceptions from them. Found anew each time and only as far as somebody asks: an endless series costs what is
 * looked at.
 */
export class Occurrences {
  private readonly rules: RecurrenceRule[] = [];
  private readonly exceptionRules: RecurrenceRule[] = [];
  /**
   * Google shows the first start also where the rule has it not, and does not count it then
   * (github.com/googleapis/google-api-nodejs-client/issues/2214, fmeringdal/rust-rrule/issues/119).
   */
  private readonly dates: number[];
  private readonly excluded = new Set<number>();
  private readonly excludedDays = new Set<number>();
  private readonly lengths = new Map<number, number>();

  /** @throws RecurrenceError for a line that cannot be read. */
  constructor(
    lines: readonly string[],
    private readonly series: SeriesStart,
  ) {
    this.dates = [series.wall];
    for (const line of lines) {
      this.read(line);
    }
    this.dates.sort((a, b) => a - b);
  }

  /** What a stored series has, whoever wrote it: a line that cannot be read says nothing. */
  static ofReadable(lines: readonly string[], series: SeriesStart): Occurrences {
    return new Occurrences(
      lines.filter((line) => isReadable(line, series)),
      series,
    );
  }

  /** Starts from `from` to before `to`, on the series' own clock, in order and none twice. */
  *between(from: number, to: number): Generator<number, void> {
    // A time that a clock change skips is shown up to a day later.
    const span = [from - DAY_MS, to + DAY_MS] as const;
    const shown = (rules: readonly RecurrenceRule[]) =>
      rules.map((rule) => this.shown(rule.walls(...span)));
    const exceptions = merged(shown(this.exceptionRules));
    const patience = new Patience(Math.max(this.series.wall, span[0]));
    let exception = exceptions.next();
    for (const wall of merged([...shown(this.rules), this.shown(this.datesIn(...span))])) {
      if (wall >= to) {
        return;
      }
      while (!exception.done && exception.value < wall) {
        if (exception.value >= from && !patience.bearsException()) {
          return;
        }
        exception = exceptions.next();
      }
      const isExcepted = !exception.done && exception.value === wall;
      if (wall >= from && !isExcepted && !this.isExcluded(wall)) {
        patience.found(wall);
        yield wall;
      } else if (patience.isOver(wall) || (wall >= from && !patience.bearsException())) {
        return;
      }
    }
  }

  has(wall: number): boolean {
    return !this.between(wall, wall + 1).next().done;
  }

  /** How long the occurrence of this start is, in milliseconds, where it is not as long as its series says. */
  lengthAt(wall: number): number | undefined {
    return this.lengths.get(wall);
  }

  /** The starts with such a length, in order. */
  startsWithLength(): number[] {
    return [...this.lengths.keys()].filter((wall) => this.has(wall)).sort((a, b) => a - b);
  }

  private isExcluded(wall: number): boolean {
    return this.excluded.has(wall) || this.excludedDays.has(Math.floor(wall / DAY_MS) * DAY_MS);
  }

  private datesIn(from: number, to: number): number[] {
    return this.dates.filter((wall) => wall >= from && wall < to);
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

  private read(text: string): void {
    const { name, value, zone } = readLine(text);
    switch (name) {
      case 'RRULE':
        this.rules.push(new RecurrenceRule(value, this.series));
        return;
      case 'EXRULE':
        this.exceptionRules.push(new RecurrenceRule(value, this.series));
        return;
      case 'RDATE':
        value.split(',').forEach((date) => {
          this.addDate(date, zone);
        });
        return;
      case 'EXDATE':
        value.split(',').forEach((date) => {
          this.exclude(this.timeOf(date, zone));
        });
    }
  }

  /** A PERIOD, `start/end` or `start/duration`, has a length of its own (RFC 5545, section 3.8.5.2). */
  private addDate(text: string, zone: string | undefined): void {
    const [startText = '', endText] = text.split('/');
    const time = this.timeOf(startText, zone);
    const wall = time.wholeDay ? time.wall + timeOfDay(this.series.wall) : time.wall;
    this.dates.push(wall);
    if (endText === undefined) {
      return;
    }
    const length = readDuration(endText) ?? this.timeBetween(wall, this.timeOf(endText, zone).wall);
    if (length < 0) {
      throw new RecurrenceError(text);
    }
    // A series of whole days has no occurrence that ends within one.
    if (!this.series.allDay || (length > 0 && length % DAY_MS === 0)) {
      this.lengths.set(this.shownAt(wall), length);
    }
  }

  private timeBetween(start: number, end: number): number {
    return fromWall(end, this.series.zone) - fromWall(start, this.series.zone);
  }

  private exclude(time: SeriesTime): void {
    if (time.wholeDay) {
      this.excludedDays.add(time.wall);
    } else {
      this.excluded.add(this.shownAt(time.wall));
    }
  }

  private timeOf(text: string, zone: string | undefined): SeriesTime {
    const time = readSeriesTime(text, this.series, zone);
    if (!time) {
      throw new RecurrenceError(text);
    }
    return time;
  }
}

function isReadable(line: string, series: SeriesStart): boolean {
  try {
    new Occurrences([line], series);
    return true;
  } catch (error) {
    if (error instanceof RecurrenceError) {
      return false;
    }
    throw error;
  }
}

function timeOfDay(wall: number): number {
  return ((wall % DAY_MS) + DAY_MS) % DAY_MS;
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
