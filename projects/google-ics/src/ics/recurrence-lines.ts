import { Occurrences } from '../recurrence/occurrences.ts';
import type { SeriesStart } from '../recurrence/series-start.ts';
import { toWall } from '../time/zone.ts';
import { basicFormat, civilTimeIn } from '../time/civil-time.ts';
import type { IcsComponent } from './components.ts';
import { durationText } from './duration.ts';
import type { EventTimes } from './event-times.ts';
import { quoted, Refusal } from './import-report.ts';
import { contentLine, type ContentLine } from './content-lines.ts';
import { allOf } from './properties.ts';
import { rulePartsOf, ruleText, type RuleParts } from './rule-text.ts';
import { dayOf, periodValuesOf, type PeriodValue, type TimeValue } from './time-value.ts';
import { writtenTimeOf } from './written-time.ts';
import type { EventZones } from './zone-book.ts';

const DAY_MS = 86_400_000;
/** A rule that contains dates: `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000`. */
const DATES_IN_RULE = /^\s*R?DATE[;:]/i;

/** A series in Google's form, and its occurrences. */
export interface Series {
  /** RRULE, EXRULE, RDATE and EXDATE lines with IANA time zones. */
  readonly lines: readonly string[];
  readonly start: SeriesStart;
  readonly occurrences: Occurrences;
  /** The dates of EXDATE, as wall times of the series. */
  readonly excluded: ReadonlySet<number>;
}

/** The parts of an event that its recurrence depends on. */
export interface RepeatingEvent {
  readonly component: IcsComponent;
  readonly times: EventTimes;
  readonly zones: EventZones;
  /** Records a correction for the report. */
  readonly note: (text: string) => void;
}

/**
 * @param restored Original starts of exceptions, as wall times of the series. EXDATEs of these dates are left out,
 * because Outlook and others write both an exception and an EXDATE for its date.
 * @returns Undefined for an event that does not repeat.
 * @throws Refusal for a rule that cannot be read, or if every occurrence is excluded.
 */
export function seriesOf(event: RepeatingEvent, restored: ReadonlySet<number>): Series | undefined {
  const { component, times, zones } = event;
  const series = seriesStart(times.start);
  const rules = rulesOf('RRULE', event).flatMap((parts) =>
    unlessNever(endedOnce(parts, series, event), series, event),
  );
  const rdates = [...allOf(component, 'RDATE'), ...datesInRules(component)].flatMap((property) =>
    periodValuesOf(property, zones, event.note),
  );
  const included = [
    ...rules.map((parts) => `RRULE:${ruleText(parts)}`),
    ...dateLines(rdates, event),
  ];
  if (included.length === 0) {
    return undefined;
  }
  const exdates = allOf(component, 'EXDATE')
    .flatMap((property) => periodValuesOf(property, zones, event.note))
    .filter(({ start }) => !restored.has(wallOf(start, series, zones.calendarZone)));
  const lines = [
    ...included.filter((line) => line.startsWith('RRULE')),
    ...rulesOf('EXRULE', event).map((parts) => `EXRULE:${ruleText(parts)}`),
    ...included.filter((line) => line.startsWith('RDATE')),
    ...plainDateLine('EXDATE', exdates, event),
  ];
  const occurrences = expanded(lines, series);
  if (occurrences.between(-Infinity, Infinity).next().done === true) {
    throw new Refusal(`its recurrence never happens (${quoted(lines.join(' '))})`);
  }
  const excluded = new Set(exdates.map(({ start }) => wallOf(start, series, zones.calendarZone)));
  return { lines, start: series, occurrences, excluded };
}

function rulesOf(name: 'RRULE' | 'EXRULE', event: RepeatingEvent): RuleParts[] {
  const { component, times, zones, note } = event;
  return allOf(component, name)
    .filter(({ value }) => !DATES_IN_RULE.test(value))
    .flatMap(({ value }) => rulePartsOf(value, times.start, zones.calendarZone, note) ?? []);
}

/** Google's own data has such rules, which mean RDATE. */
function datesInRules(component: IcsComponent): ContentLine[] {
  return allOf(component, 'RRULE')
    .filter(({ value }) => DATES_IN_RULE.test(value))
    .map(({ value, lineNumber }) => contentLine(value.replace(/^R?DATE/i, 'RDATE'), lineNumber));
}

/** Google refuses COUNT with UNTIL, so only the one that ends the series first is kept. */
function endedOnce(parts: RuleParts, series: SeriesStart, { note }: RepeatingEvent): RuleParts {
  if (!parts.has('COUNT') || !parts.has('UNTIL')) {
    return parts;
  }
  const byCount = expanded([`RRULE:${ruleText(without(parts, 'UNTIL'))}`], series);
  const goesOn = byCount.between(untilWall(parts, series) + 1, Infinity).next().done !== true;
  const [kept, leftOut] = goesOn ? ['UNTIL', 'COUNT'] : ['COUNT', 'UNTIL'];
  note(
    `its rule has COUNT and UNTIL, of which Google takes one: ${kept}, which ends it first, was kept and ${leftOut} left out`,
  );
  return without(parts, leftOut);
}

/** Leaves out a rule without an occurrence after the start, because Google shows the start alone. */
function unlessNever(parts: RuleParts, series: SeriesStart, { note }: RepeatingEvent): RuleParts[] {
  const occurrences = expanded([`RRULE:${ruleText(parts)}`], series);
  if (occurrences.between(series.wall + 1, Infinity).next().done !== true) {
    return [parts];
  }
  const isEndless = !parts.has('COUNT') && !parts.has('UNTIL');
  const isOnce = occurrences.has(series.wall) && !isEndless && !endsBeforeStart(parts, series);
  if (isOnce) {
    return [parts];
  }
  note(`its rule never happens after its start and was left out (${quoted(ruleText(parts))})`);
  return [];
}

function endsBeforeStart(parts: RuleParts, series: SeriesStart): boolean {
  return parts.has('UNTIL') && untilWall(parts, series) < series.wall;
}

/** UNTIL as a wall time of the series. */
function untilWall(parts: RuleParts, series: SeriesStart): number {
  const until = writtenTimeOf(parts.get('UNTIL') ?? '');
  if (!until) {
    return Infinity;
  }
  return until.utc ? toWall(until.wall, series.zone) : until.wall;
}

function without(parts: RuleParts, name: string): RuleParts {
  return new Map([...parts].filter(([part]) => part !== name));
}

/** The series is in the time zone of its start; a start in UTC keeps the series in UTC. */
export function seriesStart(start: TimeValue): SeriesStart {
  return start.kind === 'day'
    ? { allDay: true, wall: Date.parse(start.date), zone: 'UTC' }
    : { allDay: false, wall: toWall(start.instant, start.zone), zone: start.zone };
}

/** `value` as a wall time of the series. In a timed series a day means the occurrence on that day. */
export function wallOf(value: TimeValue, series: SeriesStart, calendarZone: string): number {
  if (series.allDay) {
    return Date.parse(dayOf(value, calendarZone));
  }
  if (value.kind === 'time') {
    return toWall(value.instant, series.zone);
  }
  return Date.parse(value.date) + (((series.wall % DAY_MS) + DAY_MS) % DAY_MS);
}

function expanded(lines: readonly string[], start: SeriesStart): Occurrences {
  try {
    return new Occurrences(lines, start);
  } catch {
    throw new Refusal(`its recurrence cannot be read (${quoted(lines.join(' '))})`);
  }
}

/** RDATE lines: one for all dates, and one for each period. */
function dateLines(dates: readonly PeriodValue[], event: RepeatingEvent): string[] {
  const isPeriod = ({ length }: PeriodValue) =>
    length !== undefined && event.times.start.kind === 'time';
  return [
    ...plainDateLine(
      'RDATE',
      dates.filter((date) => !isPeriod(date)),
      event,
    ),
    ...dates.filter(isPeriod).map(({ start, length = 0 }) => {
      const [line = ''] = plainDateLine('RDATE', [{ start }], event);
      return `${line.replace('RDATE', 'RDATE;VALUE=PERIOD')}/${durationText(length)}`;
    }),
  ];
}

function plainDateLine(
  name: 'RDATE' | 'EXDATE',
  dates: readonly PeriodValue[],
  { times: { start }, zones: { calendarZone } }: RepeatingEvent,
): string[] {
  if (dates.length === 0) {
    return [];
  }
  if (start.kind === 'day') {
    const days = dates.map((date) => basicFormat(dayOf(date.start, calendarZone)));
    return [`${name};VALUE=DATE:${days.join(',')}`];
  }
  const series = seriesStart(start);
  const walls = dates.map((date) => wallOf(date.start, series, calendarZone));
  const clocks = walls.map((wall) => basicFormat(civilTimeIn('UTC', wall)));
  return start.zone === 'UTC'
    ? [`${name}:${clocks.map((clock) => `${clock}Z`).join(',')}`]
    : [`${name};TZID=${start.zone}:${clocks.join(',')}`];
}
