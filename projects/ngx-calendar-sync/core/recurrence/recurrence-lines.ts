import { type ContentLine, readContentLine } from './content-line';
import type { Dialect } from './dialect';
import { problemText } from './problems';
import { type RecurrenceRule, readRule, type UnreadableRule } from './recurrence-rule';

/** An RDATE or EXDATE line. Its values are read later: there may be thousands, and few series have the same ones. */
export interface DateLine {
  readonly name: string;
  /** Its TZID. */
  readonly timeZone: string | undefined;
  readonly values: readonly string[];
}

/** One property of a recurrence, as it was written and as it is read. */
export type RecurrenceLine = { readonly line: string } & (
  | { readonly name: 'RRULE' | 'EXRULE'; readonly rule: RecurrenceRule | UnreadableRule }
  | { readonly name: 'RDATE' | 'EXDATE'; readonly dates: DateLine }
  | { readonly name: undefined }
);

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
  for (const each of recurrenceLines(text, dialect)) {
    switch (each.name) {
      case 'RRULE':
      case 'EXRULE':
        if ('problem' in each.rule) {
          unreadable.push(each.line);
          problems.push(each.rule.problem);
        } else {
          (each.name === 'RRULE' ? rules : exceptionRules).push(each.rule);
        }
        break;
      case 'RDATE':
        dates.push(each.dates);
        break;
      case 'EXDATE':
        exceptionDates.push(each.dates);
        break;
      case undefined:
        unreadable.push(each.line);
        problems.push(problemText('line'));
    }
  }
  return { rules, exceptionRules, dates, exceptionDates, unreadable, problems };
}

/** The lines of a recurrence, one by one. Those of the start and the end of a series are properties of its master. */
export function* recurrenceLines(text: string, dialect: Dialect): Generator<RecurrenceLine, void> {
  for (const each of text.replace(FOLD, '').split('\n')) {
    const line = each.trim();
    if (line !== '' && !/^DT(START|END)[;:]/i.test(line)) {
      yield recurrenceLineOf(line, dialect);
    }
  }
}

function recurrenceLineOf(line: string, dialect: Dialect): RecurrenceLine {
  const property = readContentLine(dialect.rulesMayHoldDates ? withCorrectName(line) : line);
  switch (property?.name) {
    case 'RRULE':
    case 'EXRULE':
      return { line, name: property.name, rule: readRule(property.value) };
    case 'RDATE':
    case 'EXDATE':
      return { line, name: property.name, dates: dateLineOf(property) };
    default:
      return { line, name: undefined };
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
