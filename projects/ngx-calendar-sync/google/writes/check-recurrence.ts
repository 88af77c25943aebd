import { CalendarSyncError } from 'ngx-calendar-sync/base';

const WEEKDAY = /^([+-]?(0?[1-9]|[1-5]\d))?(MO|TU|WE|TH|FR|SA|SU)$/;
const POSITIVE = /^\+?0*[1-9]\d{0,9}$/;

/** The parts of a rule (RFC 5545, 3.3.10), with the form of each value, or the greatest place, from the end as well. */
const PARTS: Readonly<Record<string, RegExp | number>> = {
  FREQ: /^(YEARLY|MONTHLY|WEEKLY|DAILY)$/,
  INTERVAL: POSITIVE,
  COUNT: POSITIVE,
  WKST: WEEKDAY,
  BYDAY: WEEKDAY,
  BYHOUR: /^\+?([01]?\d|2[0-3])$/,
  BYMINUTE: /^\+?[0-5]?\d$/,
  BYSECOND: /^\+?([0-5]?\d|60)$/,
  BYMONTH: 12,
  BYMONTHDAY: 31,
  BYWEEKNO: 53,
  BYYEARDAY: 366,
  BYSETPOS: 366,
  // Google has the Gregorian calendar alone.
  RSCALE: /^GREGORIAN$/,
};

/** A line that begins with a space continues the one before (RFC 5545, 3.1). */
const FOLD = /\r?\n[ \t]/g;
/** What is in quotes may hold a colon (RFC 5545, 3.2). */
const LINE = /^(RRULE|EXRULE|RDATE|EXDATE)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/i;
/** Google itself writes some lists of dates as `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000`, and takes them back. */
const DATES_AS_RULE = /^(R|EX)RULE\s*[:;]\s*(DATE[;:]|(VALUE|TZID)=|\d{8})/i;
const TIME = /^(\d{4})(\d\d)(\d\d)(T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)(Z|[+-]\d\d:?\d\d)?)?$/;
const DURATION = /^\+?P[\dDHMSTW]+$/;

/**
 * Refuses a recurrence that Google surely refuses. What it takes is known from its answers alone, so that what is unusual passes.
 * @param hasTimes Whether the event has times, and not whole days; `undefined` where nobody knows.
 * @throws CalendarSyncError `invalid-event`
 */
export function checkRecurrence(lines: unknown, hasTimes: boolean | undefined): void {
  if (!areTexts(lines)) {
    throw refused(ngDevMode && 'it is an array of lines');
  }
  for (const each of lines.flatMap((line) => line.replace(FOLD, '').split('\n'))) {
    const line = each.trim();
    if (line !== '' && !DATES_AS_RULE.test(line)) {
      checkLine(line, hasTimes);
    }
  }
}

function areTexts(lines: unknown): lines is readonly string[] {
  return Array.isArray(lines) && lines.every((line) => typeof line === 'string');
}

function checkLine(line: string, hasTimes: boolean | undefined): void {
  const [, name = '', text = ''] = LINE.exec(line) ?? [];
  const value = text.toUpperCase().replace(/\s/g, '');
  if (name === '') {
    throw refused(
      ngDevMode && 'its lines are RRULE, EXRULE, RDATE and EXDATE, such as "RRULE:FREQ=DAILY"',
    );
  }
  if (/RULE/i.test(name)) {
    checkRule(value, hasTimes);
  } else if (!areDates(value)) {
    throw refused(
      ngDevMode &&
        `${name} has days that exist, such as 20261122, or times, such as 20261122T090000Z`,
    );
  }
}

function checkRule(rule: string, hasTimes: boolean | undefined): void {
  const parts = new Map(
    `FREQ=;${rule}`.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value] as const;
    }),
  );
  for (const [name, values] of parts) {
    if (!isPart(name, values)) {
      throw refused(
        ngDevMode &&
          (name === 'FREQ'
            ? 'a rule has a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY'
            : `it has no such ${name}`),
      );
    }
  }
  const until = parts.get('UNTIL');
  if (until !== undefined && parts.has('COUNT')) {
    throw refused(ngDevMode && 'COUNT and UNTIL exclude each other');
  }
  if (until !== undefined && (!isTime(until) || (hasTimes && /T\d+$/.test(until)))) {
    throw refused(
      ngDevMode && 'UNTIL is a day, such as 20261122, or in UTC, such as 20261122T090000Z',
    );
  }
}

function isPart(name: string, values: string): boolean {
  const valid = PARTS[name];
  return (
    valid === undefined ||
    values
      .split(',')
      .every((value) =>
        typeof valid === 'number'
          ? /^[+-]?0*[1-9]\d{0,2}$/.test(value) && Math.abs(Number(value)) <= valid
          : valid.test(value),
      )
  );
}

function areDates(values: string): boolean {
  return (
    values
      // In `EXDATE;TZID=GMT+01:00:20261103T090000` the zone should be in quotes.
      .replace(/^\d\d:/, '')
      .split(',')
      .every((value) => {
        const [start = '', end] = value.split('/');
        return isTime(start) && (end === undefined || isTime(end) || DURATION.test(end));
      })
  );
}

function isTime(text: string): boolean {
  const [, year, month, day] = TIME.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}`);
  // A day that does not exist, such as 30 February, becomes another one.
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

function refused(words: string | false | null): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-event',
    words && `Google refuses the recurrence: ${words}.`,
  );
}
