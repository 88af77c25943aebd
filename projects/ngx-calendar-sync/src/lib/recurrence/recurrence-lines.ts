import { ZoneClock } from '../model/zone-clock';
import { type ContentLine, readContentLine } from './content-line';
import { type IcalDuration, type IcalTime, readIcalDuration, readIcalTime } from './ical-time';
import { type RecurrenceRule, readRule } from './recurrence-rule';
import type { Sliced } from './rule-walls';

/** A value of RDATE or EXDATE, in the zone that its line names. */
export interface RecurrenceDate extends IcalTime {
  readonly timeZone: string | undefined;
  /** Of a PERIOD (RFC 5545, 3.3.9): until when, or how long. */
  readonly length: IcalTime | IcalDuration | undefined;
}

/** What the lines of a series say. */
export interface RecurrenceLines {
  readonly rules: readonly RecurrenceRule[];
  readonly exceptionRules: readonly RecurrenceRule[];
  readonly dates: readonly RecurrenceDate[];
  readonly exceptionDates: readonly RecurrenceDate[];
  /** The lines, or values of them, that could not be read. */
  readonly unreadable: readonly string[];
  /** What is wrong with them, in words that hold nothing of the event. */
  readonly problems: readonly string[];
}

/** Read within a millisecond. */
const VALUES_PER_SLICE = 500;

/** A line that begins with a space goes on with the one before (RFC 5545, 3.1), but not where it is a property itself. */
const FOLD = /\r?\n[ \t]+(?!(?:RRULE|EXRULE|RDATE|EXDATE|DTSTART|DTEND)[;:])/gi;

/**
 * Google writes some lists of dates as `RRULE:DATE;TZID=Europe/Warsaw:20240618T020000`, and means RDATE.
 * @see https://github.com/allenporter/gcal_sync/issues/327
 */
const DATES_AS_RULE =
  /^(R|EX)RULE\s*[:;]\s*(?!.*FREQ=)(?:(?:R|EX)?DATE(?=[;:])|(?=(?:VALUE|TZID)=|\d{8}))/i;

/** Reads RRULE, EXRULE, RDATE and EXDATE (RFC 5545, 3.8.5), and as much as it can of what is malformed. */
export function* readRecurrenceLines(text: string): Sliced<RecurrenceLines> {
  const rules: RecurrenceRule[] = [];
  const exceptionRules: RecurrenceRule[] = [];
  const dates: RecurrenceDate[] = [];
  const exceptionDates: RecurrenceDate[] = [];
  const unreadable: string[] = [];
  const problems = new Set<string>();
  let read = 0;
  for (const each of text.replace(FOLD, '').split('\n')) {
    const line = each.trim();
    // A series has its times elsewhere.
    if (line === '' || /^DT(START|END)[;:]/i.test(line)) {
      continue;
    }
    const property = readContentLine(withRightName(line));
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
        cannotRead(line, 'A line of its recurrence cannot be read.');
    }
  }
  return { rules, exceptionRules, dates, exceptionDates, unreadable, problems: [...problems] };

  function addRule(value: string, line: string, into: RecurrenceRule[]): void {
    const rule = readRule(value);
    if ('problem' in rule) {
      cannotRead(line, rule.problem);
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
    // A zone such as GMT+01:00 that is not in quotes is cut at its colon.
    const cut = /^(\d{2}):(.*)$/.exec(value);
    if (cut && timeZone !== undefined) {
      timeZone += `:${cut[1] ?? ''}`;
      values = cut[2] ?? '';
    }
    if (timeZone !== undefined && !ZoneClock.find(timeZone)) {
      problems.add(`The time zone of its ${name} is not known: read in that of the series.`);
    }
    for (const each of values.split(',')) {
      read += 1;
      if (read % VALUES_PER_SLICE === 0) {
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
        cannotRead(each, `A date of its ${name} cannot be read.`);
      }
    }
  }

  function cannotRead(what: string, problem: string): void {
    unreadable.push(what);
    problems.add(problem);
  }
}

function withRightName(line: string): string {
  const [begin, kind] = DATES_AS_RULE.exec(line) ?? [];
  if (begin === undefined) {
    return line;
  }
  const rest = line.slice(begin.length);
  const between = /^[;:]/.test(rest) ? '' : /^\d/.test(rest) ? ':' : ';';
  return (kind?.toUpperCase() === 'R' ? 'RDATE' : 'EXDATE') + between + rest;
}
