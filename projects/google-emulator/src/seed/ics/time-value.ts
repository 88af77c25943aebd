import type { WireEventDateTime } from '../../discovery/wire-types.generated.ts';
import type ICAL from 'ical.js';

import { parseDate, parseTimestamp } from '../../time/rfc3339.ts';
import { fromWall } from '../../time/zone.ts';
import type { CivilDate } from '../civil-time.ts';
import { civilDateIn, timeIn } from '../civil-time.ts';
import { parameterOf, rawValuesOf } from './raw-value.ts';
import { Refusal } from './refusal.ts';
import type { ZoneBook } from './zone-book.ts';

/** The value of a DTSTART, DTEND, RECURRENCE-ID, EXDATE or RDATE. */
export type TimeValue =
  | { readonly kind: 'day'; readonly date: CivilDate }
  | {
      readonly kind: 'time';
      readonly instant: number;
      readonly zone: string;
      /** Written in UTC, so that the zone is not what the author saw. */
      readonly utc: boolean;
    };

/** @throws Refusal for what is no date, and for a zone that nobody knows. */
export function timeValuesOf(property: ICAL.Property, zones: ZoneBook): TimeValue[] {
  const tzid = parameterOf(property, 'tzid');
  return rawValuesOf(property).map((value) => {
    // The value of a PERIOD is its start and its end; the start is what recurs.
    const text = String(Array.isArray(value) ? value[0] : value);
    // ical.js makes `2026-05-04T::` of a day that stands without VALUE=DATE.
    return timeValue(text.replace(/T::$/, ''), tzid, zones, property.name);
  });
}

export function timeValueOf(property: ICAL.Property, zones: ZoneBook): TimeValue {
  const [first] = timeValuesOf(property, zones);
  if (first === undefined) {
    throw new Refusal(`${property.name.toUpperCase()} is empty`);
  }
  return first;
}

function timeValue(
  text: string,
  tzid: string | undefined,
  zones: ZoneBook,
  name: string,
): TimeValue {
  const year = Number(text.slice(0, 4));
  const parsed = parseTimestamp(text);
  // Programs write year 0 or 1 for "never"; nobody's calendar begins in the Middle Ages.
  if (year < 1000 || (parseDate(text) === undefined && !parsed)) {
    throw new Refusal(`${name.toUpperCase()} is not a date or a time`);
  }
  if (!parsed) {
    return { kind: 'day', date: text };
  }
  if (parsed.offset === 0) {
    return { kind: 'time', instant: parsed.wall, zone: 'UTC', utc: true };
  }
  const zone = tzid ? zones.zoneOf(tzid, year) : zones.calendarZone;
  return { kind: 'time', instant: fromWall(parsed.wall, zone), zone, utc: false };
}

/** The day on the calendar, for what should have been a day and was written as a time. */
export function dayOf(value: TimeValue, calendarZone: string): CivilDate {
  if (value.kind === 'day') {
    return value.date;
  }
  // A midnight in UTC is how many programs write a day: `UNTIL=20130225T000000Z`.
  const midnightUtc = value.utc && value.instant % 86_400_000 === 0;
  return civilDateIn(midnightUtc ? 'UTC' : value.utc ? calendarZone : value.zone, value.instant);
}

export function toEventDateTime(value: TimeValue): WireEventDateTime {
  return value.kind === 'day' ? { date: value.date } : timeIn(value.zone, value.instant);
}
