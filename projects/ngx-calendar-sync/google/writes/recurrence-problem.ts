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
  // Google has the Gregorian calendar alone, and RFC 7529 no other use for this part: it takes no value.
  RSCALE: 0,
};

/** A line that begins with a space continues the one before (RFC 5545, 3.1). */
const FOLD = /\r?\n[ \t]/g;
/** What is in quotes may hold a colon (RFC 5545, 3.2). */
const LINE = /^(RRULE|EXRULE|RDATE|EXDATE)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/i;
/** Google itself writes some lists of dates as `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000`, and takes them back. */
const DATES_AS_RULE = /^(R|EX)RULE\s*[:;]\s*(DATE[;:]|(VALUE|TZID)=|\d{8})/i;
const TIME = /^(\d{4})(\d\d)(\d\d)(T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?)?$/;
const DURATION = /^\+?P[\dDHMSTW]+$/;

/**
 * Why Google refuses the recurrence of an event: a sentence in development builds, else the name of what is wrong. `undefined`
 * for whatever Google may take: what it does is known from its answers alone, so that what is unusual passes.
 * @param hasTimes Whether the event has times, and not whole days; `undefined` where nobody knows.
 */
export function recurrenceProblem(
  lines: readonly string[],
  hasTimes: boolean | undefined,
): string | undefined {
  return lines
    .flatMap((line) => line.replace(FOLD, '').split('\n'))
    .map((line) => problemOfLine(line.trim(), hasTimes))
    .find((problem) => problem !== undefined);
}

function problemOfLine(line: string, hasTimes: boolean | undefined): string | undefined {
  if (line === '' || DATES_AS_RULE.test(line)) {
    return undefined;
  }
  const [, name = '', text = ''] = LINE.exec(line) ?? [];
  const value = text.toUpperCase().replace(/\s/g, '');
  if (name === '') {
    return ngDevMode
      ? 'it has lines of RRULE, EXRULE, RDATE and EXDATE, such as "RRULE:FREQ=DAILY", and no others.'
      : 'line';
  }
  return /RULE/i.test(name)
    ? problemOfRule(value, hasTimes)
    : problemOfDates(name.toUpperCase(), value);
}

function problemOfRule(rule: string, hasTimes: boolean | undefined): string | undefined {
  const parts = new Map(
    rule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value] as const;
    }),
  );
  const until = parts.get('UNTIL');
  if (!parts.has('FREQ')) {
    return ngDevMode ? 'a rule needs its FREQ, such as FREQ=DAILY.' : 'FREQ';
  }
  const wrong = [...parts].find(([name, values]) => !isPart(name, values))?.[0];
  if (wrong !== undefined) {
    return ngDevMode
      ? `it takes no such ${wrong}${wrong === 'FREQ' ? ', but DAILY, WEEKLY, MONTHLY and YEARLY' : ''}.`
      : wrong;
  }
  if (until === undefined) {
    return undefined;
  }
  if (parts.has('COUNT')) {
    return ngDevMode ? 'COUNT and UNTIL exclude each other: leave one out.' : 'COUNT';
  }
  return isTime(until) && !(hasTimes && /T\d+$/.test(until))
    ? undefined
    : ngDevMode
      ? 'UNTIL is a day, such as 20261122, or a time in UTC, such as 20261122T090000Z.'
      : 'UNTIL';
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

function problemOfDates(name: string, values: string): string | undefined {
  const areDates = values
    // In `EXDATE;TZID=GMT+01:00:20261103T090000` the zone should be in quotes.
    .replace(/^\d\d:/, '')
    .split(',')
    .every((value) => {
      const [start = '', end] = value.split('/');
      return isTime(start) && (end === undefined || isTime(end) || DURATION.test(end));
    });
  return areDates
    ? undefined
    : ngDevMode
      ? `${name} has days that exist, such as 20261122, or times, such as 20261122T090000Z.`
      : name;
}

function isTime(text: string): boolean {
  const [, year, month, day] = TIME.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}`);
  // A day that does not exist, such as 30 February, becomes another one.
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}
