import {
  formatInstant,
  fromWall,
  isZone,
  parseDate,
  parseTimestamp,
} from 'google-calendar-ics/internal';
import { invalid, required } from './api-error.ts';
import type { EventDateTime } from './event-resource.ts';

/** A parsed start or end. */
export type EventTime =
  /** `wall` is midnight of the day as a wall time: milliseconds of the same digits in UTC. */
  | { readonly kind: 'date'; readonly wall: number }
  /** `instant` is in milliseconds since the epoch; `zone` is the event's own time zone, if it has one. */
  | { readonly kind: 'dateTime'; readonly instant: number; readonly zone: string | undefined };

type Place = 'start' | 'end';

/**
 * @param place For the error message.
 * @throws ApiError 400 with Google's message.
 */
export function readEventTime(value: EventDateTime | null | undefined, place: Place): EventTime {
  if (!value || (!value.date && !value.dateTime)) {
    throw required(`Missing ${place} time.`);
  }
  if (value.date && value.dateTime) {
    throw invalid(`Invalid ${place} time.`);
  }
  const zone = value.timeZone ?? undefined;
  if (zone !== undefined && !isZone(zone)) {
    throw invalid(`Invalid time zone definition for ${place} time.`);
  }
  if (value.date) {
    const wall = parseDate(value.date);
    if (wall === undefined) {
      throw invalid(`Invalid ${place} time.`);
    }
    return { kind: 'date', wall };
  }
  return { kind: 'dateTime', instant: readInstant(value.dateTime ?? '', zone, place), zone };
}

function readInstant(text: string, zone: string | undefined, place: Place): number {
  const parsed = parseTimestamp(text);
  if (!parsed) {
    throw invalid(`Invalid ${place} time.`);
  }
  if (parsed.offset !== undefined) {
    return parsed.wall - parsed.offset;
  }
  if (zone === undefined) {
    throw required(`Missing time zone definition for ${place} time.`);
  }
  return fromWall(parsed.wall, zone);
}

/** Milliseconds since the epoch. A day begins at midnight in the calendar's zone. */
export function instantOf(time: EventTime, calendarZone: string): number {
  return time.kind === 'date' ? fromWall(time.wall, calendarZone) : time.instant;
}

/**
 * Google's form: the time with the offset of the calendar's zone, or of the requested one, and the time zone of the
 * event itself.
 */
export function writeEventTime(time: EventTime, answerZone: string): EventDateTime {
  if (time.kind === 'date') {
    return { date: new Date(time.wall).toISOString().slice(0, 10) };
  }
  return {
    dateTime: formatInstant(time.instant, answerZone),
    timeZone: time.zone ?? answerZone,
  };
}
