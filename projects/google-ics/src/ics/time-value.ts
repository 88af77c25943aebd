import type { EventDateTime } from '../event-resource.ts';

import { formatDate } from '../time/rfc3339.ts';
import type { CivilDate } from '../time/civil-time.ts';
import { civilDateIn, timeIn } from '../time/civil-time.ts';
import type { ContentLine } from './content-lines.ts';
import { durationOf, millisecondsOf } from './duration.ts';
import { Refusal } from './import-report.ts';
import { parameterOf } from './properties.ts';
import { writtenTimeOf } from './written-time.ts';
import type { EventZones } from './zone-book.ts';

const DAY_MS = 86_400_000;
/** Programs write the years 0 and 1 for "never". No real event is earlier than this. */
const FIRST_YEAR = 1000;
/** Leaves room for later occurrences, whose years must have four digits. */
const LAST_YEAR = 9990;

/** The value of a DTSTART, DTEND, RECURRENCE-ID, EXDATE or RDATE. */
export type TimeValue =
  | { readonly kind: 'day'; readonly date: CivilDate }
  | {
      readonly kind: 'time';
      readonly instant: number;
      readonly zone: string;
      /** Whether it was written in UTC, which need not be the time zone of its author. */
      readonly utc: boolean;
    };

/** A value of RDATE: a start and, for a PERIOD, the duration of that occurrence in milliseconds. */
export interface PeriodValue {
  readonly start: TimeValue;
  readonly length?: number;
}

/**
 * @param asWritten Whether midnight with VALUE=DATE is read as a time instead of a day.
 * @throws Refusal for an invalid value or an unknown time zone.
 */
export function timeValueOf(
  property: ContentLine,
  zones: EventZones,
  asWritten = false,
): TimeValue {
  const [first] = textsIn(property).map((text) => timeValue(text, property, zones, asWritten));
  if (first === undefined) {
    throw new Refusal(`${property.name} is empty`);
  }
  return first;
}

/**
 * The values of an EXDATE or RDATE, which may be periods: `start/end` or `start/duration`. Values that cannot be read are
 * left out and noted.
 */
export function periodValuesOf(
  property: ContentLine,
  zones: EventZones,
  note: (text: string) => void,
): PeriodValue[] {
  return textsIn(property).flatMap((text) => {
    try {
      return [periodValue(text, property, zones)];
    } catch (error) {
      if (error instanceof Refusal) {
        note(`${text.slice(0, 40)} of its ${property.name} was left out: ${error.message}`);
        return [];
      }
      throw error;
    }
  });
}

function periodValue(text: string, property: ContentLine, zones: EventZones): PeriodValue {
  const [from = '', to] = text.split('/');
  const start = timeValue(from, property, zones);
  if (to === undefined || start.kind === 'day') {
    return { start };
  }
  const duration = durationOf(to);
  const end = duration ? undefined : timeValue(to, property, zones);
  const endInstant = end?.kind === 'time' ? end.instant : start.instant - 1;
  const length = duration ? millisecondsOf(duration) : endInstant - start.instant;
  return length < 0 ? { start } : { start, length };
}

function textsIn({ value }: ContentLine): string[] {
  return value
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function timeValue(
  text: string,
  property: ContentLine,
  zones: EventZones,
  asWritten = false,
): TimeValue {
  const clock = writtenTimeOf(text);
  const year = clock ? new Date(clock.wall).getUTCFullYear() : 0;
  if (!clock || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new Refusal(`${property.name} is not a date or a time`);
  }
  // Some programs write a day as midnight with VALUE=DATE. Any other time with VALUE=DATE is meant as a time.
  const isDayByName = !asWritten && parameterOf(property, 'VALUE')?.toUpperCase() === 'DATE';
  if (clock.isDay || (isDayByName && clock.wall % DAY_MS === 0)) {
    return { kind: 'day', date: formatDate(clock.wall) };
  }
  if (clock.utc) {
    return { kind: 'time', instant: clock.wall, zone: 'UTC', utc: true };
  }
  const tzid = parameterOf(property, 'TZID');
  if (clock.offset !== undefined) {
    const zone = tzid ? zones.place(clock.wall, tzid).zone : zones.calendarZone;
    return { kind: 'time', instant: clock.wall - clock.offset, zone, utc: false };
  }
  return { kind: 'time', ...zones.place(clock.wall, tzid), utc: false };
}

/** The day of a value, also if it was written as a time. */
export function dayOf(value: TimeValue, calendarZone: string): CivilDate {
  if (value.kind === 'day') {
    return value.date;
  }
  // Many programs write a day as midnight in UTC: `EXDATE:20130225T000000Z`.
  const midnightUtc = value.utc && value.instant % DAY_MS === 0;
  return civilDateIn(midnightUtc ? 'UTC' : value.utc ? calendarZone : value.zone, value.instant);
}

export function toEventDateTime(value: TimeValue): EventDateTime {
  return value.kind === 'day' ? { date: value.date } : timeIn(value.zone, value.instant);
}
