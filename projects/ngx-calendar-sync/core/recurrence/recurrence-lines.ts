import { ZoneClock } from '../model/zone-clock';
import { type ContentLine, readContentLine } from './content-line';
import { type IcalDuration, type IcalTime, readIcalDuration, readIcalTime } from './ical-time';
import { type RecurrenceRule, readRule } from './recurrence-rule';
import type { Sliced } from './sliced';

/** A value of an RDATE or EXDATE. */
export interface RecurrenceDate extends IcalTime {
  /** The TZID of its line. */
  readonly timeZone: string | undefined;
  /** Of a PERIOD (RFC 5545, 3.3.9): its end or its duration. */
  readonly length: IcalTime | IcalDuration | undefined;
}

/** The recurrence properties of a series. */
export interface RecurrenceLines {
  /** RRULE. */
  readonly rules: readonly RecurrenceRule[];
  /** EXRULE. */
  readonly exceptionRules: readonly RecurrenceRule[];
  /** RDATE. */
  readonly dates: readonly RecurrenceDate[];
  /** EXDATE. */
  readonly exceptionDates: readonly RecurrenceDate[];
  /** The lines that could not be read, or single values of them. */
  readonly unreadable: readonly string[];
  /** What is wrong with the lines, in sentences without any content of the event. */
  readonly problems: readonly string[];
}

/** So many values are read in less than a millisecond. */
const VALUES_PER_SLICE = 500;

/** A line that begins with a space continues the one before (RFC 5545, 3.1), unless it begins a property. */
const FOLD = /\r?\n[ \t]+(?!(?:RRULE|EXRULE|RDATE|EXDATE|DTSTART|DTEND)[;:])/gi;

/**
 * Google writes some lists of dates as `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000`, and means RDATE.
 * @see https://github.com/allenporter/gcal_sync/issues/327
 */
const DATES_AS_RULE =
  /^(R|EX)RULE\s*[:;]\s*(?!.*FREQ=)(?:(?:R|EX)?DATE(?=[;:])|(?=(?:VALUE|TZID)=|\d{8}))/i;

/** Reads RRULE, EXRULE, RDATE and EXDATE (RFC 5545, 3.8.5). Of malformed lines it reads as much as it can. */
export function* readRecurrenceLines(text: string): Sliced<RecurrenceLines> {
  const rules: RecurrenceRule[] = [];
  const exceptionRules: RecurrenceRule[] = [];
  const dates: RecurrenceDate[] = [];
  const exceptionDates: RecurrenceDate[] = [];
  const unreadable: string[] = [];
  const problems = new Set<string>();
  let valuesRead = 0;
  for (const each of text.replace(FOLD, '').split('\n')) {
    const line = each.trim();
    // The start and the end of a series are properties of its master.
    if (line === '' || /^DT(START|END)[;:]/i.test(line)) {
      continue;
    }
    const property = readContentLine(withCorrectName(line));
    switch (property?.name) {
      case 'RRULE':
        addRule(property.value, line, rules);
        break;
      case 'EXRULE':
        addRule(property.value, line, exceptionRules);
        break;
      case 'RDATE':
        yield* addDates(property, dates);
        break;
      case 'EXDATE':
        yield* addDates(property, exceptionDates);
        break;
      default:
        addUnreadable(line, 'A line of its recurrence cannot be read.');
    }
  }
  return { rules, exceptionRules, dates, exceptionDates, unreadable, problems: [...problems] };

  function addRule(value: string, line: string, into: RecurrenceRule[]): void {
    const rule = readRule(value);
    if ('problem' in rule) {
      addUnreadable(line, rule.problem);
    } else {
      into.push(rule);
    }
  }

  function* addDates(
    { name, parameters, value }: ContentLine,
    into: RecurrenceDate[],
  ): Sliced<void> {
    let timeZone = parameters.get('TZID');
    let values = value;
    // In `EXDATE;TZID=GMT+01:00:20261103T090000` the zone should be in quotes: without them, it is read up to its first
    // colon.
    const restOfZone = /^(\d{2}):(.*)$/.exec(value);
    if (restOfZone && timeZone !== undefined) {
      timeZone += `:${restOfZone[1] ?? ''}`;
      values = restOfZone[2] ?? '';
    }
    if (timeZone !== undefined && !ZoneClock.find(timeZone)) {
      problems.add(`The time zone of its ${name} is not known: read in that of the series.`);
    }
    for (const each of values.split(',')) {
      valuesRead += 1;
      if (valuesRead % VALUES_PER_SLICE === 0) {
        yield;
      }
      const text = each.trim().toUpperCase();
      if (text === '') {
        continue;
      }
      const [start = '', end] = text.split('/');
      const time = readIcalTime(start);
      const length = end === undefined ? undefined : (readIcalTime(end) ?? readIcalDuration(end));
      if (time) {
        into.push({ ...time, timeZone, length });
      }
      if (!time || (end !== undefined && !length)) {
        addUnreadable(each, `A date of its ${name} cannot be read.`);
      }
    }
  }

  function addUnreadable(text: string, problem: string): void {
    unreadable.push(text);
    problems.add(problem);
  }
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
