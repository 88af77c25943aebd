import { dateTimeAt, dayAt, type EventTime } from '../../model/event-time';
import { type WallTime, ZoneClock } from '../../model/zone-clock';
import { GOOGLE_DIALECT } from '../dialect';
import { type IcalTime, readIcalTime } from '../ical-time';
import { type DateLine, recurrenceLines } from '../recurrence-lines';
import type { RecurrenceRule } from '../recurrence-rule';
import type { SeriesTimes } from '../recurrence-set';
import { SeriesStarts } from '../series-starts';
import { DAY_MS, midnightOf } from '../wall-time';
import { movedDays, movedTimes } from './moved-rule';
import { daysBetween, icalTimeText, type RuleParts, timeOfDay, withParts } from './rule-text';

/** A start of a series, and the IANA name of the zone that the series recurs in. */
export interface ZonedStart {
  readonly start: EventTime;
  readonly timeZone?: string;
}

/**
 * The start of another occurrence after one start of its series is moved: in wall time it moves as far, and where the series
 * becomes an all-day one, by as many days.
 */
export function movedStart(start: EventTime, from: ZonedStart, to: ZonedStart): EventTime {
  const before = new SeriesStarts(from.start, ZoneClock.of(from.timeZone));
  const after = new SeriesStarts(to.start, ZoneClock.of(to.timeZone));
  const { firstWallTime } = new SeriesStarts(start, before.clock);
  if (after.allDay) {
    const days = daysBetween(before.firstWallTime, after.firstWallTime);
    return dayAt(midnightOf(firstWallTime) + days * DAY_MS);
  }
  const wallTime = firstWallTime + after.firstWallTime - before.firstWallTime;
  return dateTimeAt(after.at(wallTime), after.clock);
}

/** A series before and after it is moved. */
interface MovedStarts {
  readonly before: SeriesStarts;
  readonly after: SeriesStarts;
  readonly timeZone: string | undefined;
}

/**
 * The recurrence of a series whose first start is moved: in wall time everything in it moves as far, so that the series ends
 * with the same occurrence and leaves out the same ones.
 * @throws CalendarSyncError `invalid-event` for a rule that cannot happen on the days, or at the times, of the new start.
 */
export function movedRecurrence(
  { start, timeZone, recurrence = [] }: SeriesTimes,
  moved: ZonedStart,
): readonly string[] {
  const before = new SeriesStarts(start, ZoneClock.of(timeZone));
  const after = new SeriesStarts(moved.start, ZoneClock.of(moved.timeZone));
  const isSameZone = timeZone === moved.timeZone || before.allDay;
  const isSameTime = before.firstWallTime === after.firstWallTime;
  if (before.allDay === after.allDay && isSameZone && isSameTime) {
    return recurrence;
  }
  const starts = { before, after, timeZone: moved.timeZone };
  return [...recurrenceLines(recurrence.join('\n'), GOOGLE_DIALECT)].flatMap((each) => {
    if ('rule' in each) {
      return 'problem' in each.rule ? [each.line] : [movedRule(each.line, each.rule, starts)];
    }
    return 'dates' in each ? movedDates(each.line, each.dates, starts) : [each.line];
  });
}

function movedRule(line: string, rule: RecurrenceRule, starts: MovedStarts): string {
  const { before, after } = starts;
  const move = { from: before.firstWallTime, to: after.firstWallTime };
  const times: RuleParts =
    before.allDay || after.allDay
      ? { BYHOUR: undefined, BYMINUTE: undefined, BYSECOND: undefined }
      : movedTimes(rule, move);
  const until = rule.until ? { UNTIL: movedUntil(rule.until, starts) } : {};
  return withParts(line, rule, { ...movedDays(rule, move), ...times, ...until });
}

/** UNTIL in the form that RFC 5545 demands: a day in an all-day series, otherwise a time of UTC (3.3.10). */
function movedUntil(until: IcalTime, { before, after }: MovedStarts): string {
  const { firstWallTime: from } = before;
  const { firstWallTime: to } = after;
  const lastDay = lastDayOf(until, before);
  if (after.allDay) {
    return icalTimeText(lastDay + daysBetween(from, to) * DAY_MS, 'day');
  }
  const isDay = before.allDay || until.form === 'day';
  const wallTime = isDay
    ? lastDay + daysBetween(from, to) * DAY_MS + DAY_MS - 1000
    : wallTimeOf(until, before, before.clock) + to - from;
  return icalTimeText(after.clock.instantOf(wallTime), 'utc');
}

/** The midnight of the last day on which a series can happen. */
function lastDayOf(until: IcalTime, { allDay, clock, firstWallTime }: SeriesStarts): WallTime {
  if (allDay || until.form === 'day') {
    return midnightOf(until.wallTime);
  }
  const wallTime = until.form === 'utc' ? clock.wallTimeAt(until.wallTime) : until.wallTime;
  return midnightOf(wallTime - timeOfDay(firstWallTime));
}

function movedDates(
  line: string,
  { name, timeZone, values }: DateLine,
  starts: MovedStarts,
): readonly string[] {
  const clock = ZoneClock.find(timeZone);
  const beforeValues = line.slice(0, line.length - values.join(',').length);
  /** The values by what their line begins with, since a line cannot mix days and times. */
  const moved = new Map<string, string[]>();
  for (const value of values.filter((each) => each.trim() !== '')) {
    const [start = '', end] = value.trim().toUpperCase().split('/');
    const time = readIcalTime(start);
    const endTime = end === undefined ? undefined : readIcalTime(end);
    let begin = beforeValues;
    let text = value;
    if (time) {
      const { form, text: startText } = movedTime(time, clock, starts);
      const isPeriod = end !== undefined && form !== 'day' && !starts.before.allDay;
      const endText = isPeriod ? (endTime ? movedTime(endTime, clock, starts).text : end) : '';
      const zone = clock ? timeZone : starts.before.allDay ? starts.timeZone : undefined;
      begin =
        name +
        (isPeriod ? ';VALUE=PERIOD' : form === 'day' ? ';VALUE=DATE' : '') +
        (form === 'local' && zone ? `;TZID=${quoted(zone)}` : '') +
        ':';
      text = isPeriod ? `${startText}/${endText}` : startText;
    }
    moved.set(begin, [...(moved.get(begin) ?? []), text]);
  }
  return [...moved].map(([begin, some]) => begin + some.join(','));
}

/** A value of RDATE or EXDATE. It keeps its form where the series can have that after the move. */
function movedTime(
  time: IcalTime,
  clock: ZoneClock | undefined,
  { before, after }: MovedStarts,
): { readonly form: IcalTime['form']; readonly text: string } {
  const { firstWallTime: from } = before;
  const { firstWallTime: to } = after;
  const wallTime = wallTimeOf(time, before, clock ?? before.clock);
  const isDayOfTimes = time.form === 'day' && !before.allDay;
  if (after.allDay || isDayOfTimes) {
    const text = icalTimeText(midnightOf(wallTime) + daysBetween(from, to) * DAY_MS, 'day');
    return { form: 'day', text };
  }
  const movedWallTime = wallTime + to - from;
  if (time.form === 'utc' && !before.allDay) {
    return { form: 'utc', text: icalTimeText(after.clock.instantOf(movedWallTime), 'utc') };
  }
  const written = clock ? clock.wallTimeAt(after.clock.instantOf(movedWallTime)) : movedWallTime;
  return { form: 'local', text: icalTimeText(written, 'local') };
}

/** The wall time of a value in the zone of its series. */
function wallTimeOf(time: IcalTime, starts: SeriesStarts, clock: ZoneClock): WallTime {
  if (starts.allDay || time.form === 'day') {
    return midnightOf(time.wallTime);
  }
  return time.form === 'local' && clock === starts.clock
    ? time.wallTime
    : starts.clock.wallTimeAt(starts.of(time, clock));
}

/** In quotes where the name of a zone has a colon, as `GMT+01:00` (RFC 5545, 3.2). */
function quoted(timeZone: string): string {
  return /[:;,]/.test(timeZone) ? `"${timeZone}"` : timeZone;
}
