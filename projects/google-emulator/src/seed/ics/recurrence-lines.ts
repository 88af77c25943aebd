import { Occurrences } from '../../recurrence/occurrences.ts';
import type { SeriesStart } from '../../recurrence/series-start.ts';
import { toWall } from '../../time/zone.ts';
import { basicFormat, civilTimeIn } from '../civil-time.ts';
import type { IcsComponent } from './components.ts';
import { durationText } from './duration.ts';
import type { EventSpan } from './event-span.ts';
import { Refusal } from './import-report.ts';
import { contentLine, type ContentLine } from './content-lines.ts';
import { allOf } from './properties.ts';
import { rulePartsOf, ruleText, type RuleParts } from './rule-text.ts';
import { dayOf, periodValuesOf, type PeriodValue, type TimeValue } from './time-value.ts';
import { clockOf } from './written-time.ts';
import type { EventZones } from './zone-book.ts';

const DAY_MS = 86_400_000;
/** `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000` */
const DATES_IN_RULE = /^\s*R?DATE[;:]/i;

/** A series as Google keeps it, and what it expands to. */
export interface Series {
  /** RRULE, EXRULE, RDATE and EXDATE lines with IANA zones; no DTSTART. */
  readonly lines: readonly string[];
  readonly start: SeriesStart;
  readonly occurrences: Occurrences;
}

/** An event as far as its recurrence needs it. */
export interface RepeatingEvent {
  readonly component: IcsComponent;
  readonly span: EventSpan;
  readonly zones: EventZones;
  /** Takes what was corrected, for the person whose file it is. */
  readonly note: (text: string) => void;
}

/**
 * @param restored Original starts (walls on the series' clock) that an exception stands for, so that an EXDATE beside
 * it means "not as the rule says" and not "not at all": Outlook and others write both.
 * @returns undefined for an event that does not repeat.
 * @throws Refusal for a rule that cannot be read, or where every date is excluded.
 */
export function seriesOf(event: RepeatingEvent, restored: ReadonlySet<number>): Series | undefined {
  const { component, span, zones } = event;
  const series = seriesStart(span.start);
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
    throw new Refusal(`its recurrence never happens (${lines.join(' ')})`);
  }
  return { lines, start: series, occurrences };
}

function rulesOf(name: 'RRULE' | 'EXRULE', event: RepeatingEvent): RuleParts[] {
  const { component, span, zones, note } = event;
  return allOf(component, name)
    .filter(({ value }) => !DATES_IN_RULE.test(value))
    .flatMap(({ value }) => rulePartsOf(value, span.start, zones.calendarZone, note) ?? []);
}

/** Google itself has such rules in its data, and means RDATE by them. */
function datesInRules(component: IcsComponent): ContentLine[] {
  return allOf(component, 'RRULE')
    .filter(({ value }) => DATES_IN_RULE.test(value))
    .map(({ value, lineNumber }) => contentLine(value.replace(/^R?DATE/i, 'RDATE'), lineNumber));
}

/** Google takes either COUNT or UNTIL: the one that ends the series first is kept. */
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

/** A rule that meets no date after its start is left out: Google shows the start alone. */
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
  note(`its rule never happens after its start and was left out (${ruleText(parts)})`);
  return [];
}

function endsBeforeStart(parts: RuleParts, series: SeriesStart): boolean {
  return parts.has('UNTIL') && untilWall(parts, series) < series.wall;
}

/** Where UNTIL is on the series' clock. */
function untilWall(parts: RuleParts, series: SeriesStart): number {
  const until = clockOf(parts.get('UNTIL') ?? '');
  if (!until) {
    return Infinity;
  }
  return until.utc ? toWall(until.wall, series.zone) : until.wall;
}

function without(parts: RuleParts, name: string): RuleParts {
  return new Map([...parts].filter(([part]) => part !== name));
}

/** A series' zone is its start's; where that was UTC, the series keeps to UTC as it was written. */
export function seriesStart(start: TimeValue): SeriesStart {
  return start.kind === 'day'
    ? { allDay: true, wall: Date.parse(start.date), zone: 'UTC' }
    : { allDay: false, wall: toWall(start.instant, start.zone), zone: start.zone };
}

/** The wall of `value` on the series' clock. A plain day stands for that day's instance of a timed series. */
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
    throw new Refusal(`its recurrence cannot be read (${lines.join(' ')})`);
  }
}

/** Plain dates and periods each have a line of their own. */
function dateLines(dates: readonly PeriodValue[], event: RepeatingEvent): string[] {
  const isPeriod = ({ length }: PeriodValue) =>
    length !== undefined && event.span.start.kind === 'time';
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
  { span: { start }, zones: { calendarZone } }: RepeatingEvent,
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
