import { type IcalTime, readIcalTime } from './ical-time';
import { RecurrenceRule } from './recurrence-rule';

/** A value of RDATE or EXDATE, in the zone that its line names. */
export interface RecurrenceDate extends IcalTime {
  readonly timeZone: string | undefined;
}

/** What the lines of a series say. */
export interface RecurrenceLines {
  readonly rules: readonly RecurrenceRule[];
  readonly exceptionRules: readonly RecurrenceRule[];
  readonly dates: readonly RecurrenceDate[];
  readonly exceptionDates: readonly RecurrenceDate[];
  /** The lines, or values of them, that could not be read. */
  readonly unreadable: readonly string[];
}

const property = /^(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:]*)?):(.*)$/i;
const fold = /\r?\n[ \t]+(?!(?:RRULE|EXRULE|RDATE|EXDATE|DTSTART|DTEND)[;:])/gi;

/** Reads RRULE, EXRULE, RDATE and EXDATE (RFC 5545, 3.8.5), and as much as it can of what is malformed. */
export function readRecurrenceLines(text: string): RecurrenceLines {
  const rules: RecurrenceRule[] = [];
  const exceptionRules: RecurrenceRule[] = [];
  const dates: RecurrenceDate[] = [];
  const exceptionDates: RecurrenceDate[] = [];
  const unreadable: string[] = [];
  for (const each of text.replace(fold, '').split('\n')) {
    const line = each.trim();
    // A series has its times elsewhere.
    if (line === '' || /^DT(START|END)[;:]/i.test(line)) continue;
    const [, name = '', parameters = '', value = ''] = property.exec(line) ?? [];
    switch (name.toUpperCase()) {
      case 'RRULE':
        readRule(value, line, rules);
        break;
      case 'EXRULE':
        readRule(value, line, exceptionRules);
        break;
      case 'RDATE':
        readDates(value, parameters, dates);
        break;
      case 'EXDATE':
        readDates(value, parameters, exceptionDates);
        break;
      default:
        unreadable.push(line);
    }
  }
  return { rules, exceptionRules, dates, exceptionDates, unreadable };

  function readRule(text: string, line: string, into: RecurrenceRule[]): void {
    const rule = RecurrenceRule.read(text);
    if (rule) into.push(rule);
    else unreadable.push(line);
  }

  function readDates(values: string, parameters: string, into: RecurrenceDate[]): void {
    const timeZone = /;TZID="?([^;"]+)"?/i.exec(parameters)?.[1];
    for (const text of values.split(',')) {
      // Of a PERIOD, `start/end`, the start is what recurs.
      const time = readIcalTime((text.split('/')[0] ?? '').trim().toUpperCase());
      if (time) into.push({ ...time, timeZone });
      else if (text.trim() !== '') unreadable.push(text);
    }
  }
}
