import { RecurrenceError } from './series-start.ts';

/** One line of `recurrence[]`, taken apart. */
export interface RecurrenceLine {
  readonly name: 'RRULE' | 'EXRULE' | 'RDATE' | 'EXDATE';
  /** What TZID says, without quotes. */
  readonly zone: string | undefined;
  readonly value: string;
}

/** A parameter in quotes may hold colons and semicolons (RFC 5545, section 3.2). */
const LINE = /^(RRULE|EXRULE|RDATE|EXDATE)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/is;
/** Google answers dates under the name of a rule (github.com/allenporter/gcal_sync/pull/327). */
const DATES_CALLED_RULE = /^(R|EX)RULE:(?=DATE[;:])/i;
const ZONE = /;TZID=(?:"([^"]*)"|([^";]*))/i;

/** @throws RecurrenceError for anything else, DTSTART among them. */
export function readLine(text: string): RecurrenceLine {
  const match = LINE.exec(text.trim().replace(DATES_CALLED_RULE, '$1'));
  const name = match?.[1]?.toUpperCase() as RecurrenceLine['name'] | undefined;
  if (!match || !name) {
    throw new RecurrenceError(text);
  }
  const [, quoted, plain] = ZONE.exec(match[2] ?? '') ?? [];
  return { name, zone: quoted ?? plain, value: match[3] ?? '' };
}
