import { basicFormat, basicUtc, instantOf } from '../time/civil-time.ts';
import { formatDate } from '../time/rfc3339.ts';
import { toWall } from '../time/zone.ts';
import { quoted, Refusal } from './import-report.ts';
import type { TimeValue } from './time-value.ts';
import { writtenTimeOf } from './written-time.ts';

/** The parts of a rule by name, in upper case. */
export type RuleParts = ReadonlyMap<string, string>;

const FREQUENCIES = /^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/;
const LIST_PARTS: Readonly<Record<string, RegExp>> = {
  BYSECOND: /^\d{1,2}$/,
  BYMINUTE: /^\d{1,2}$/,
  BYHOUR: /^\d{1,2}$/,
  BYDAY: /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)$/,
  BYMONTHDAY: /^[+-]?\d{1,2}$/,
  BYYEARDAY: /^[+-]?\d{1,3}$/,
  BYWEEKNO: /^[+-]?\d{1,2}$/,
  BYMONTH: /^\d{1,2}$/,
  BYSETPOS: /^[+-]?\d{1,3}$/,
};
const HOURS_PER_DAY = 24;
const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * A rule in the form that Google accepts: without spaces and empty parts, and with UNTIL as a date for all-day series and
 * in UTC for others.
 * @param note Records a correction for the report.
 * @returns Undefined for a rule that is left out.
 * @throws Refusal for a rule that cannot be read.
 */
export function rulePartsOf(
  text: string,
  start: TimeValue,
  calendarZone: string,
  note: (text: string) => void,
): RuleParts | undefined {
  const parts = new Map<string, string>();
  // Some programs repeat the name of the property in its value: `RRULE:RRULE:FREQ=DAILY`.
  const value = text.replace(/^\s*(?:RRULE|EXRULE)\s*:/i, '');
  for (const part of value.toUpperCase().replaceAll(/\s/g, '').split(';')) {
    const [name = '', content = ''] = part.split('=');
    if (content !== '') {
      parts.set(name, content);
    }
  }
  if (!/\w/.test(value)) {
    note('its rule (RRULE or EXRULE) is empty and was left out');
    return undefined;
  }
  const frequency = parts.get('FREQ');
  if (frequency === undefined) {
    throw new Refusal(`its rule “${quoted(text.trim())}” does not say how often it repeats (FREQ)`);
  }
  if (!FREQUENCIES.test(frequency)) {
    throw new Refusal(
      `its rule says FREQ=${quoted(frequency)}, which is no frequency of iCalendar`,
    );
  }
  if (/SECONDLY|MINUTELY/.test(frequency)) {
    throw new Refusal('it repeats every few seconds or minutes, which no calendar can show');
  }
  const read = new Map([['FREQ', frequency]]);
  for (const [name, value] of parts) {
    const kept = name === 'FREQ' ? undefined : partOf(name, value, start, calendarZone, note);
    if (kept !== undefined) {
      read.set(name, kept);
    }
  }
  return frequency === 'HOURLY' ? dailyRule(read, start, note) : read;
}

export function ruleText(parts: RuleParts): string {
  return [...parts].map(([name, value]) => `${name}=${value}`).join(';');
}

/** @returns Undefined for a part that is left out. */
function partOf(
  name: string,
  value: string,
  start: TimeValue,
  calendarZone: string,
  note: (text: string) => void,
): string | undefined {
  const leftOut = (reason: string): string | undefined => {
    note(`${quoted(name)}=${value.slice(0, 40)} of its rule ${reason}`);
    return undefined;
  };
  const pattern = LIST_PARTS[name];
  if (pattern) {
    const values = value.split(',').filter((each) => each !== '');
    if (values.length === 0) {
      return leftOut('is empty and was left out');
    }
    if (
      !values.every(
        (each) => pattern.test(each) && !/^[+-]?0+(\D|$)/.test(valueWithoutZero(name, each)),
      )
    ) {
      throw new Refusal(`its rule has ${name}=${value.slice(0, 40)}, which cannot be read`);
    }
    return values.join(',');
  }
  switch (name) {
    case 'UNTIL':
      return untilOf(value, start, calendarZone, note);
    case 'INTERVAL':
    case 'COUNT':
      if (/^[+-]?0*\d{1,9}$/.test(value)) {
        const number = Number(value);
        return number > 0 ? String(number) : leftOut('was left out: it must be 1 or more');
      }
      throw new Refusal(
        `its rule has ${name}=${value.slice(0, 40)}, which is no number that can be used`,
      );
    case 'WKST':
      return /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value)
        ? value
        : leftOut('is no weekday and was left out');
    case 'RSCALE':
      if (value !== 'GREGORIAN') {
        throw new Refusal(
          `its rule counts by the calendar ${quoted(value)} (RSCALE), which Google cannot`,
        );
      }
      return undefined;
    case 'SKIP':
      if (value !== 'OMIT') {
        throw new Refusal(
          `its rule moves days that do not exist (SKIP=${quoted(value)}), which Google cannot`,
        );
      }
      return undefined;
    default:
      return leftOut('is not of iCalendar and was left out');
  }
}

/** Zero is valid in BYSECOND, BYMINUTE and BYHOUR only. Answers the value to check for zero, empty for these parts. */
function valueWithoutZero(name: string, value: string): string {
  return /^BY(SECOND|MINUTE|HOUR)$/.test(name) ? '' : value;
}

function untilOf(
  value: string,
  start: TimeValue,
  calendarZone: string,
  note: (text: string) => void,
): string {
  const until = writtenTimeOf(value);
  if (!until) {
    throw new Refusal(`its rule has UNTIL=${value.slice(0, 40)}, which is not a date or a time`);
  }
  const day = formatDate(until.wall);
  if (start.kind === 'day') {
    // Google uses the date as written, whatever time follows it.
    return basicFormat(day);
  }
  if (until.utc) {
    return basicUtc(Math.min(until.wall, LAST_INSTANT_MS));
  }
  const zone = start.utc ? calendarZone : start.zone;
  // A date as UNTIL of a timed series includes that day.
  const clock = until.isDay ? `${day}T23:59:59` : new Date(until.wall).toISOString().slice(0, 19);
  const instant = until.offset === undefined ? instantOf(clock, zone) : until.wall - until.offset;
  const written = basicUtc(Math.min(instant, LAST_INSTANT_MS));
  note(`UNTIL of its rule is not in UTC, as Google wants it: it was read in ${zone}`);
  return written;
}

/** Google refuses FREQ=HOURLY. A daily rule with BYHOUR has the same occurrences, except when clocks change. */
function dailyRule(
  parts: RuleParts,
  start: TimeValue,
  note: (text: string) => void,
): RuleParts | undefined {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const daily = new Map([...parts, ['FREQ', 'DAILY']]);
  if (start.kind === 'time' && interval % HOURS_PER_DAY === 0) {
    daily.set('INTERVAL', String(interval / HOURS_PER_DAY));
  } else if (start.kind === 'time' && HOURS_PER_DAY % interval === 0) {
    daily.delete('INTERVAL');
    const first = new Date(toWall(start.instant, start.zone)).getUTCHours();
    const requestedHours = parts.get('BYHOUR')?.split(',').map(Number);
    const hours = Array.from({ length: HOURS_PER_DAY }, (_, hour) => hour).filter(
      (hour) => (hour - first) % interval === 0 && requestedHours?.includes(hour) !== false,
    );
    daily.set('BYHOUR', hours.join(','));
  } else {
    note(
      `its rule repeats every ${interval} hours, which Google cannot: only its first date was loaded`,
    );
    return undefined;
  }
  note('its rule repeats by the hour: the same times of every day were written instead');
  return daily;
}
