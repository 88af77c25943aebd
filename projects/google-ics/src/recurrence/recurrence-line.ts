import { RecurrenceError } from './series-start.ts';

/** One parsed line of `recurrence`. */
export interface RecurrenceLine {
  readonly name: 'RRULE' | 'EXRULE' | 'RDATE' | 'EXDATE';
  /** The TZID, without quotes. */
  readonly zone: string | undefined;
  readonly value: string;
}

/** Parameters in quotes may contain colons and semicolons (RFC 5545, section 3.2). */
const LINE = /^(RRULE|EXRULE|RDATE|EXDATE)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/is;
/** Google answers some RDATE lines as `RRULE:DATE` (github.com/allenporter/gcal_sync/pull/327). */
const DATE_AS_RULE_PREFIX = /^(R|EX)RULE:(?=DATE[;:])/i;
const TZID = /;TZID=(?:"([^"]*)"|([^";]*))/i;

/** @throws RecurrenceError for any other line, such as DTSTART. */
export function readLine(text: string): RecurrenceLine {
  const match = LINE.exec(text.trim().replace(DATE_AS_RULE_PREFIX, '$1'));
  const name = match?.[1]?.toUpperCase() as RecurrenceLine['name'] | undefined;
  if (!match || !name) {
    throw new RecurrenceError(text);
  }
  const [, quoted, plain] = TZID.exec(match[2] ?? '') ?? [];
  return { name, zone: quoted ?? plain, value: match[3] ?? '' };
}
