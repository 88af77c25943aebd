import { fromWall, toWall } from '../time/zone.ts';
import { readDuration, readSeriesTime, type SeriesTime } from './ical-time.ts';
import { SearchLimit } from './search-limit.ts';
import { readLine } from './recurrence-line.ts';
import { RecurrenceRule } from './rule.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';
import { DAY_MS } from './year-weeks.ts';

/**
 * The starts of one series: its first start, those of RRULE and RDATE, without those of EXRULE and EXDATE. They are
 * computed lazily, so that an endless series costs only the requested range.
 */
export class Occurrences {
  private readonly rules: RecurrenceRule[] = [];
  private readonly exceptionRules: RecurrenceRule[] = [];
  /**
   * Google also shows a first start that is not in the rule, and COUNT does not count it
   * (github.com/googleapis/google-api-nodejs-client/issues/2214, fmeringdal/rust-rrule/issues/119).
   */
  private readonly dates: number[];
  private readonly excluded = new Set<number>();
  private readonly excludedDays = new Set<number>();
  private readonly durations = new Map<number, number>();

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

  /** For stored series, which may have been written without checks: lines that cannot be read are ignored. */
  static ofReadable(lines: readonly string[], series: SeriesStart): Occurrences {
    return new Occurrences(
      lines.filter((line) => isReadable(line, series)),
      series,
    );
  }

  /** The starts from `from` to before `to`, as wall times in the zone of the series, in order and without repetitions. */
  *between(from: number, to: number): Generator<number, void> {
    // A wall time that a clock change skips is moved by up to a day.
    const searched = [from - DAY_MS, to + DAY_MS] as const;
    const startsOf = (rules: readonly RecurrenceRule[]) =>
      rules.map((rule) => this.existingWalls(rule.walls(...searched)));
    const exceptions = merged(startsOf(this.exceptionRules));
    const limit = new SearchLimit(Math.max(this.series.wall, searched[0]));
    let exception = exceptions.next();
    for (const wall of merged([
      ...startsOf(this.rules),
      this.existingWalls(this.datesIn(...searched)),
    ])) {
      if (wall >= to) {
        return;
      }
      while (!exception.done && exception.value < wall) {
        if (exception.value >= from && !limit.allowsException()) {
          return;
        }
        exception = exceptions.next();
      }
      const isExcepted = !exception.done && exception.value === wall;
      if (wall >= from && !isExcepted && !this.isExcluded(wall)) {
        limit.restartAt(wall);
        yield wall;
      } else if (limit.isExceeded(wall) || (wall >= from && !limit.allowsException())) {
        return;
      }
    }
  }

  has(wall: number): boolean {
    return !this.between(wall, wall + 1).next().done;
  }

  /** Duration of the occurrence in milliseconds if it differs from that of its series, otherwise undefined. */
  durationAt(wall: number): number | undefined {
    return this.durations.get(wall);
  }

  /** The starts with a duration of their own, in order. */
  startsWithDuration(): number[] {
    return [...this.durations.keys()].filter((wall) => this.has(wall)).sort((a, b) => a - b);
  }

  private isExcluded(wall: number): boolean {
    return this.excluded.has(wall) || this.excludedDays.has(Math.floor(wall / DAY_MS) * DAY_MS);
  }

  private datesIn(from: number, to: number): number[] {
    return this.dates.filter((wall) => wall >= from && wall < to);
  }

  private *existingWalls(walls: Iterable<number>): Generator<number, void> {
    for (const wall of walls) {
      yield this.existingWall(wall);
    }
  }

  /** Moves a wall time that a clock change skips to the time that the clock then shows (RFC 5545, section 3.3.5). */
  private existingWall(wall: number): number {
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

  /** A PERIOD, `start/end` or `start/duration`, has a duration of its own (RFC 5545, section 3.8.5.2). */
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
    // Occurrences of an all-day series end at midnight, so other durations are ignored.
    if (!this.series.allDay || (length > 0 && length % DAY_MS === 0)) {
      this.durations.set(this.existingWall(wall), length);
    }
  }

  private timeBetween(start: number, end: number): number {
    return fromWall(end, this.series.zone) - fromWall(start, this.series.zone);
  }

  private exclude(time: SeriesTime): void {
    if (time.wholeDay) {
      this.excludedDays.add(time.wall);
    } else {
      this.excluded.add(this.existingWall(time.wall));
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

/** Merges sorted sequences without repetitions. */
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
