import { CalendarSyncError } from 'ngx-calendar-sync/base';

/** The parts of a rule by their names, in upper case. */
export type RuleParts = ReadonlyMap<string, string>;

/** What Graph's patterns are made of. No other part can be said. */
const KNOWN_PARTS: ReadonlySet<string> = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
]);

/** A line that begins with a space continues the one before (RFC 5545, 3.1). */
const FOLD = /\r?\n[ \t]/g;

/**
 * The parts of the only rule of a recurrence.
 * @throws CalendarSyncError `invalid-event` for a second rule, for RDATE, EXDATE and EXRULE, and for parts that Outlook
 *   cannot say.
 */
export function rulePartsOf(lines: readonly string[]): RuleParts {
  const [first = '', ...more] = lines
    .join('\n')
    .replace(FOLD, '')
    .split('\n')
    .map((line) => line.trim().toUpperCase())
    // Those are the start and the end of the event.
    .filter((line) => line !== '' && !/^DT(START|END)[;:]/.test(line));
  const other = [first, ...more].find((line) => !line.startsWith('RRULE:'));
  if (other !== undefined) {
    throw notSayable(/^[A-Z-]+/.exec(other)?.[0] ?? 'RRULE', undefined);
  }
  if (more.length > 0) {
    throw notSayable('a second RRULE', undefined);
  }
  const parts = new Map<string, string>();
  for (const part of first.slice('RRULE:'.length).replaceAll(/\s/g, '').split(';')) {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=');
    if (name === '' || name.startsWith('X-')) {
      continue;
    }
    if (!KNOWN_PARTS.has(name) || value === '' || (parts.get(name) ?? value) !== value) {
      throw notSayable(name, value);
    }
    parts.set(name, value);
  }
  return parts;
}

/** @throws CalendarSyncError `invalid-event` for what is not a positive number. */
export function wholeNumber(parts: RuleParts, name: string): number | undefined {
  const text = parts.get(name);
  if (text !== undefined && !/^\+?0*[1-9]\d{0,8}$/.test(text)) {
    throw notSayable(name, text);
  }
  return text === undefined ? undefined : Number(text);
}

/** @param part Such as `BYHOUR`. */
export function notSayable(part: string, value: string | undefined): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-event',
    ngDevMode &&
      `Outlook cannot repeat an event so: it has no series for ${part}${value ? `=${value}` : ''}. See ` +
        'https://learn.microsoft.com/graph/api/resources/recurrencepattern for those that it has' +
        (part === 'BYMONTHDAY'
          ? '; the last day of shorter months too is BYMONTHDAY=28,29,30,31;BYSETPOS=-1.'
          : '.'),
  );
}
