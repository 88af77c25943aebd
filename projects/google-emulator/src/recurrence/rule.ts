import ICAL from 'ical.js';
import { readSeriesTime } from './ical-time.ts';
import { Patience } from './patience.ts';
import { RuleFilter } from './rule-filter.ts';
import {
  oneIntervalEarlier,
  readParts,
  spelledOut,
  walkedPart,
  type RuleParts,
} from './rule-parts.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';

const DAY = 86_400_000;
/** RFC 5545 has no last day; the digits of an iCalendar year end here. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

/**
 * One RRULE or EXRULE. ical.js walks its rhythm in wall time; which of those days are meant, and how many, is decided
 * here: ical.js lets days that do not exist overflow (30 February), and miscounts sets.
 */
export class RecurrenceRule {
  private readonly filter: RuleFilter;
  private readonly recur: ICAL.Recur;
  private readonly anchor: number;
  private readonly count: number;
  private readonly until: number;

  constructor(
    text: string,
    private readonly series: SeriesStart,
  ) {
    const parts = spelledOut(readParts(text), series);
    this.count = readCount(parts.get('COUNT'));
    this.until = readUntil(parts.get('UNTIL'), series);
    this.filter = new RuleFilter(parts, series.wall);
    // Positions are counted in whole periods, also in the one that the series begins in the middle of.
    this.anchor = this.filter.hasPositions ? oneIntervalEarlier(parts, series.wall) : series.wall;
    assertReadable(parts);
    this.recur = readRecur(walkedPart(parts));
  }

  /** Every start, in order, on the series' own clock. Endless where the rule is. */
  *walls(): Generator<number, void> {
    let found = 0;
    for (const wall of this.filter.hasPositions ? this.positioned() : this.candidates()) {
      if (wall > this.until || found === this.count) {
        return;
      }
      if (wall >= this.series.wall) {
        found++;
        yield wall;
      }
    }
  }

  private *positioned(): Generator<number, void> {
    const patience = new Patience(this.anchor);
    let period: number | undefined;
    let walls: number[] = [];
    for (const wall of this.candidates()) {
      const next = this.filter.periodOf(wall);
      if (next !== period) {
        const positioned = this.filter.positioned(walls);
        if (positioned.length > 0) {
          patience.found(wall);
        } else if (patience.isOver(wall)) {
          return;
        }
        yield* positioned;
        walls = [];
        period = next;
      }
      walls.push(wall);
    }
    yield* this.filter.positioned(walls);
  }

  private *candidates(): Generator<number, void> {
    if (this.filter.isImpossible) {
      return;
    }
    const iterator = this.recur.iterator(icalTime(this.anchor, this.series.allDay));
    const patience = new Patience(this.anchor);
    // A set of positions that begins before the rule ends is walked to its own end, a year later at the most.
    const last = Math.min(this.until + 366 * DAY, END_OF_TIME);
    for (;;) {
      // The declared type forgets that a walk may end.
      const next = iterator.next() as ICAL.Time | null;
      const wall = next ? wallOf(next) : Infinity;
      if (wall > last || patience.isOver(wall)) {
        return;
      }
      if (this.filter.allows(wall)) {
        patience.found(wall);
        yield wall;
      }
    }
  }
}

function readCount(text: string | undefined): number {
  if (text === undefined) {
    return Infinity;
  }
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new RecurrenceError(`COUNT=${text}`);
  }
  return count;
}

function readUntil(text: string | undefined, series: SeriesStart): number {
  if (text === undefined) {
    return Infinity;
  }
  const until = readSeriesTime(text, series);
  if (!until) {
    throw new RecurrenceError(`UNTIL=${text}`);
  }
  return until.wholeDay ? until.wall + DAY - 1 : until.wall;
}

/** What is walked is less than what was written: the rest must be right too. */
function assertReadable(parts: RuleParts): void {
  readRecur(new Map([...parts].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL')));
}

function readRecur(parts: RuleParts): ICAL.Recur {
  try {
    const recur = ICAL.Recur.fromString([...parts].map((part) => part.join('=')).join(';'));
    if (!recur.freq) {
      throw new RecurrenceError('FREQ is missing');
    }
    return recur;
  } catch (error) {
    throw new RecurrenceError(error instanceof Error ? error.message : String(error));
  }
}

function icalTime(wall: number, isDate: boolean): ICAL.Time {
  const date = new Date(wall);
  return ICAL.Time.fromData({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate,
  });
}

function wallOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}
