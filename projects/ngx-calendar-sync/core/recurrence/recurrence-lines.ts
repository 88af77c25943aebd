import { type ContentLine, readContentLine } from './content-line';
import type { Dialect } from './dialect';
import { problemText } from './problems';
import { type RecurrenceRule, readRule } from './recurrence-rule';

/** An RDATE or EXDATE line. Its values are read later: there may be thousands, and few series have the same ones. */
export interface DateLine {
  readonly name: string;
  /** Its TZID. */
  readonly timeZone: string | undefined;
  readonly values: readonly string[];
}

/** The recurrence properties of a series. */
export interface RecurrenceLines {
  /** RRULE. */
  readonly rules: readonly RecurrenceRule[];
  /** EXRULE. */
  readonly exceptionRules: readonly RecurrenceRule[];
  /** RDATE. */
  readonly dates: readonly DateLine[];
  /** EXDATE. */
  readonly exceptionDates: readonly DateLine[];
  /** The lines that could not be read. */
  readonly unreadable: readonly string[];
  /** What is wrong with the lines, in sentences without any content of the event. */
  readonly problems: readonly string[];
}

/** A line that begins with a space continues the one before (RFC 5545, 3.1), unless it begins a property. */
const FOLD = /\r?\n[ \t]+(?!(?:RRULE|EXRULE|RDATE|EXDATE|DTSTART|DTEND)[;:])/gi;

/**
 * Google writes some lists of dates as `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000`, and means RDATE.
 * @see https://github.com/allenporter/gcal_sync/issues/327
 */
const DATES_AS_RULE =
  /^(R|EX)RULE\s*[:;]\s*(?!.*FREQ=)(?:(?:R|EX)?DATE(?=[;:])|(?=(?:VALUE|TZID)=|\d{8}))/i;

/** Reads RRULE, EXRULE, RDATE and EXDATE (RFC 5545, 3.8.5). Of malformed lines it reads as much as it can. */
export function readRecurrenceLines(text: string, dialect: Dialect): RecurrenceLines {
  const rules: RecurrenceRule[] = [];
  const exceptionRules: RecurrenceRule[] = [];
  const dates: DateLine[] = [];
  const exceptionDates: DateLine[] = [];
  const unreadable: string[] = [];
  const problems: string[] = [];
  for (const each of text.replace(FOLD, '').split('\n')) {
    const line = each.trim();
    // The start and the end of a series are properties of its master.
    if (line === '' || /^DT(START|END)[;:]/i.test(line)) {
      continue;
    }
    const property = readContentLine(dialect.rulesMayHoldDates ? withCorrectName(line) : line);
    switch (property?.name) {
      case 'RRULE':
        addRule(property.value, line, rules);
        break;
      case 'EXRULE':
        addRule(property.value, line, exceptionRules);
        break;
      case 'RDATE':
        dates.push(dateLineOf(property));
        break;
      case 'EXDATE':
        exceptionDates.push(dateLineOf(property));
        break;
      default:
        unreadable.push(line);
        problems.push(problemText('line'));
    }
  }
  return { rules, exceptionRules, dates, exceptionDates, unreadable, problems };

  function addRule(value: string, line: string, into: RecurrenceRule[]): void {
    const rule = readRule(value);
    if ('problem' in rule) {
      unreadable.push(line);
      problems.push(rule.problem);
    } else {
      into.push(rule);
    }
  }
}

function dateLineOf({ name, timeZone, value }: ContentLine): DateLine {
  // In `EXDATE;TZID=GMT+01:00:20261103T090000` the zone should be in quotes: without them, it is read up to its first
  // colon.
  const [, minutes, values = ''] = /^(\d{2}):(.*)$/.exec(value) ?? [];
  return minutes === undefined || timeZone === undefined
    ? { name, timeZone, values: value.split(',') }
    : { name, timeZone: `${timeZone}:${minutes}`, values: values.split(',') };
}

function withCorrectName(line: string): string {
  const [begin, kind] = DATES_AS_RULE.exec(line) ?? [];
  if (begin === undefined) {
    return line;
  }
  const rest = line.slice(begin.length);
  const separator = /^[;:]/.test(rest) ? '' : /^\d/.test(rest) ? ':' : ';';
  return (kind?.toUpperCase() === 'R' ? 'RDATE' : 'EXDATE') + separator + rest;
}
