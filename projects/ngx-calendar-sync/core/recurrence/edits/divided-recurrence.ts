import type { EventTime } from '../../model/event-time';
import { type WallTime, ZoneClock } from '../../model/zone-clock';
import { GOOGLE_DIALECT } from '../dialect';
import { readIcalTime } from '../ical-time';
import { type DateLine, recurrenceLines } from '../recurrence-lines';
import type { RecurrenceRule } from '../recurrence-rule';
import type { SeriesTimes } from '../recurrence-set';
import { visitWallTimes } from '../rule-wall-times';
import { SeriesStarts } from '../series-starts';
import { DAY_MS } from '../wall-time';
import { WorkBudget } from '../work-budget';
import { anchors } from './anchored-rule';
import { firstStartBefore } from './occurrences-of-series';
import { icalTimeText, notDivisible, withParts } from './rule-text';

/** The recurrence lines of the two series that become of one. */
export interface DividedRecurrence {
  /** Those of the series until the division; `null` where it has no occurrence before. */
  readonly before: readonly string[] | null;
  /** Those of a series that starts at the division. Empty where nothing follows its start. */
  readonly after: readonly string[];
}

/** Where a series is divided. */
interface Division {
  readonly starts: SeriesStarts;
  readonly start: number;
  readonly wallTime: WallTime;
}

/**
 * The recurrence of a series before one of its occurrences, and from this occurrence on. Together the two series have the
 * occurrences of the one. COUNT counts what a rule has before EXDATE takes occurrences away (RFC 5545, 3.3.10).
 * @param from The original start of the first occurrence of the second series.
 * @param cancelled The original starts of deleted occurrences.
 * @throws CalendarSyncError `invalid-event` for a rule that cannot be divided there, or that happens too often to be counted.
 */
export function dividedRecurrence(
  series: SeriesTimes,
  from: EventTime,
  cancelled: readonly EventTime[],
): DividedRecurrence {
  const starts = new SeriesStarts(series.start, ZoneClock.of(series.timeZone));
  const { first: start, firstWallTime: wallTime } = new SeriesStarts(from, starts.clock);
  const division = { starts, start, wallTime };
  const before: string[] = [];
  const after: string[] = [];
  let isAnythingAdded = false;
  for (const each of recurrenceLines((series.recurrence ?? []).join('\n'), GOOGLE_DIALECT)) {
    const { line } = each;
    if (each.name === undefined || ('rule' in each && 'problem' in each.rule)) {
      before.push(line);
      after.push(line);
      continue;
    }
    const [ended, continued] =
      'rule' in each
        ? dividedRule(line, each.rule as RecurrenceRule, each.name === 'EXRULE', division)
        : dividedDates(line, each.dates, division);
    before.push(...ended);
    after.push(...continued);
    isAnythingAdded ||= continued.length > 0 && !each.name.startsWith('EX');
  }
  const isAnyBefore = firstStartBefore(series, from, cancelled) !== undefined;
  return { before: isAnyBefore ? before : null, after: isAnythingAdded ? after : [] };
}

type Lines = readonly string[];

function dividedRule(
  line: string,
  rule: RecurrenceRule,
  isException: boolean,
  { starts, start, wallTime }: Division,
): readonly [Lines, Lines] {
  const { count, until } = rule;
  const isOverBefore = until !== undefined && starts.isAfter(until, wallTime, start);
  const passed =
    count === undefined ? undefined : passedOccurrences(rule, { starts, start, wallTime });
  const last = starts.allDay
    ? icalTimeText(start - DAY_MS, 'day')
    : icalTimeText(start - 1000, 'utc');

  let ended = line;
  if (isException || isOverBefore || (passed && passed.untilStart === count)) {
    // Nothing of the rule is left out by the division, or nothing that is left out would show.
  } else if (passed && passed.untilStart > 0) {
    ended = withParts(line, rule, { COUNT: String(passed.untilStart) });
  } else {
    ended = withParts(line, rule, { COUNT: undefined, UNTIL: last });
  }

  const left = count === undefined || !passed ? undefined : count - passed.untilWallTime;
  if (isOverBefore || (left !== undefined && left <= 0)) {
    return [[ended], []];
  }
  const continued = withParts(line, rule, {
    ...anchors(rule, starts.firstWallTime, wallTime, starts.allDay),
    ...(left === undefined ? {} : { COUNT: String(left) }),
  });
  return [[ended], [continued]];
}

/**
 * How many occurrences a rule has before a division. They are counted twice, because a time that the clocks skip is shown
 * as a later one: to the first series it belongs by when it shows, and in the second series the rule is searched from the
 * wall time that its start has.
 */
function passedOccurrences(
  rule: RecurrenceRule,
  { starts, start, wallTime }: Division,
): { readonly untilStart: number; readonly untilWallTime: number } {
  const { allDay, firstWallTime } = starts;
  const to = wallTime + DAY_MS;
  const budget = new WorkBudget(firstWallTime, to);
  let untilStart = 0;
  let untilWallTime = 0;
  const search = { start: firstWallTime, allDay, from: firstWallTime, to, budget };
  const work = visitWallTimes(rule, { ...search, dialect: GOOGLE_DIALECT }, (each) => {
    const eachStart = starts.at(each);
    if (rule.until && starts.isAfter(rule.until, each, eachStart)) {
      return false;
    }
    untilStart += eachStart < start ? 1 : 0;
    untilWallTime += each < wallTime ? 1 : 0;
    return eachStart < start || each < wallTime;
  });
  while (!work.next().done) {
    // The budget bounds the work, and a series is divided once.
  }
  if (budget.isSpent) {
    throw notDivisible('A rule of this series happens too often to be counted.');
  }
  return { untilStart, untilWallTime };
}

function dividedDates(
  line: string,
  { timeZone, values }: DateLine,
  { starts, start }: Division,
): readonly [Lines, Lines] {
  const clock = ZoneClock.find(timeZone) ?? starts.clock;
  const beforeValues = line.slice(0, line.length - values.join(',').length);
  const before: string[] = [];
  const after: string[] = [];
  for (const value of values) {
    const text = value.trim().toUpperCase();
    const time = readIcalTime(text.split('/', 1).join());
    if (!time) {
      // Google may read what cannot be read here.
      before.push(...(text ? [value] : []));
      after.push(...(text ? [value] : []));
    } else if (starts.of(time, clock) < start) {
      before.push(value);
    } else {
      after.push(value);
    }
  }
  const lineOf = (some: Lines) => (some.length === 0 ? [] : [beforeValues + some.join(',')]);
  return [lineOf(before), lineOf(after)];
}
