import type ICAL from 'ical.js';

import { Occurrences } from '../../recurrence/occurrences.ts';
import type { SeriesStart } from '../../recurrence/series-start.ts';
import { toWall } from '../../time/zone.ts';
import { basicFormat, basicUtc, civilTimeIn, instantOf } from '../civil-time.ts';
import type { EventSpan } from './event-span.ts';
import { rawValuesOf } from './raw-value.ts';
import { Refusal, reasonOf } from './refusal.ts';
import type { TimeValue } from './time-value.ts';
import { dayOf, timeValuesOf } from './time-value.ts';
import type { ZoneBook } from './zone-book.ts';

/** A series as Google keeps it, and what it expands to. */
export interface Series {
  /** RRULE, EXRULE, RDATE and EXDATE lines with IANA zones; no DTSTART. */
  readonly lines: readonly string[];
  readonly start: SeriesStart;
  readonly occurrences: Occurrences;
}

/**
 * @param restored Original starts (walls on the series' clock) that an exception stands for, so that an EXDATE beside
 * it means "not as the rule says" and not "not at all": Outlook and others write both.
 * @returns undefined for an event that does not repeat.
 * @throws Refusal for a rule that cannot be read, or that never happens.
 */
export function seriesOf(
  event: ICAL.Component,
  { start }: EventSpan,
  zones: ZoneBook,
  restored: ReadonlySet<number>,
): Series | undefined {
  const series = seriesStart(start);
  const lines: string[] = [];
  for (const name of ['rrule', 'exrule']) {
    for (const property of event.getAllProperties(name)) {
      lines.push(`${name.toUpperCase()}:${ruleText(property, start, zones.calendarZone)}`);
    }
  }
  const rdates = datesOf(event, 'rdate', zones);
  const exdates = datesOf(event, 'exdate', zones).filter(
    (date) => !restored.has(wallOf(date, series, zones.calendarZone)),
  );
  lines.push(
    ...dateLine('RDATE', rdates, start, zones),
    ...dateLine('EXDATE', exdates, start, zones),
  );
  if (!lines.some((line) => /^(RRULE|RDATE)/.test(line))) {
    return undefined;
  }
  return { lines, start: series, occurrences: expanded(lines, series) };
}

/** A series' zone is its start's; where that was UTC, the series keeps to UTC as it was written. */
function seriesStart(start: TimeValue): SeriesStart {
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
  return Date.parse(value.date) + (series.wall % 86_400_000);
}

function expanded(lines: readonly string[], start: SeriesStart): Occurrences {
  let occurrences: Occurrences;
  try {
    occurrences = new Occurrences(lines, start);
  } catch (error) {
    throw new Refusal(`its recurrence cannot be read: ${reasonOf(error)}`);
  }
  if (occurrences.between(-Infinity, Infinity).next().done === true) {
    throw new Refusal(`its recurrence never happens (${lines.join(' ')})`);
  }
  return occurrences;
}

/** The rule as it was written, but for UNTIL, which must be of the start's kind and in UTC. */
function ruleText(property: ICAL.Property, start: TimeValue, calendarZone: string): string {
  const text = property.toICALString().replace(/^[^:]*:/, '');
  if (/FREQ=(SECONDLY|MINUTELY)/i.test(text)) {
    throw new Refusal('it repeats every few seconds or minutes, which no calendar can show');
  }
  return text.replace(/UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/i, (...found) => {
    const [, year, month, day, hour, minute, second, utc] = found as (string | undefined)[];
    const date = `${year}-${month}-${day}`;
    const zone = start.kind === 'day' || start.utc ? calendarZone : start.zone;
    // A day as the end of a timed series includes that day.
    const clock = hour === undefined ? '23:59:59' : `${hour}:${minute}:${second}`;
    const instant = utc ? Date.parse(`${date}T${clock}Z`) : instantOf(`${date}T${clock}`, zone);
    if (start.kind === 'time') {
      return `UNTIL=${basicUtc(instant)}`;
    }
    const last =
      hour === undefined || !utc
        ? date
        : dayOf({ kind: 'time', instant, zone: 'UTC', utc: true }, calendarZone);
    return `UNTIL=${basicFormat(last)}`;
  });
}

function datesOf(event: ICAL.Component, name: 'rdate' | 'exdate', zones: ZoneBook): TimeValue[] {
  return (
    event
      .getAllProperties(name)
      // An empty line excludes nothing.
      .filter((property) => rawValuesOf(property).some((value) => /\d/.test(String(value))))
      .flatMap((property) => timeValuesOf(property, zones))
  );
}

function dateLine(
  name: 'RDATE' | 'EXDATE',
  dates: readonly TimeValue[],
  start: TimeValue,
  zones: ZoneBook,
): string[] {
  if (dates.length === 0) {
    return [];
  }
  if (start.kind === 'day') {
    const days = dates.map((date) => basicFormat(dayOf(date, zones.calendarZone)));
    return [`${name};VALUE=DATE:${days.join(',')}`];
  }
  const series = seriesStart(start);
  const walls = dates.map((date) => wallOf(date, series, zones.calendarZone));
  const clocks = walls.map((wall) => basicFormat(civilTimeIn('UTC', wall)));
  return start.zone === 'UTC'
    ? [`${name}:${clocks.map((clock) => `${clock}Z`).join(',')}`]
    : [`${name};TZID=${start.zone}:${clocks.join(',')}`];
}
