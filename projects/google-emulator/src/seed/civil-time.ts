import { formatDate, formatInstant } from '../time/rfc3339.ts';
import { fromWall, toWall } from '../time/zone.ts';

/** A day of the calendar without a time or a zone: `2026-03-29`. */
export type CivilDate = string;

/** A wall-clock reading without a zone: `2026-03-29T02:30:00`. */
export type CivilDateTime = string;

const DAY_LENGTH = 86_400_000;

export function addDays(date: CivilDate, days: number): CivilDate {
  return formatDate(midnight(date) + days * DAY_LENGTH);
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (midnight(to) - midnight(from)) / DAY_LENGTH;
}

/** 0 is Monday, as in ISO 8601. */
export function weekdayOf(date: CivilDate): number {
  return (new Date(midnight(date)).getUTCDay() + 6) % 7;
}

export function mondayOf(date: CivilDate): CivilDate {
  return addDays(date, -weekdayOf(date));
}

/** What a clock in `zone` shows at `instant` (milliseconds since 1970, UTC). */
export function civilTimeIn(zone: string, instant: number): CivilDateTime {
  return new Date(toWall(instant, zone)).toISOString().slice(0, 19);
}

export function civilDateIn(zone: string, instant: number): CivilDate {
  return formatDate(toWall(instant, zone));
}

/** The instant at which a clock in `zone` shows `local`. */
export function instantOf(local: CivilDateTime, zone: string): number {
  return fromWall(Date.parse(`${local}Z`), zone);
}

/** A time as Calendar v3 writes it: with its offset and its zone. */
export function timeIn(timeZone: string, instant: number): { dateTime: string; timeZone: string } {
  return { dateTime: formatInstant(instant, timeZone), timeZone };
}

/** A date or a time in the basic format of ISO 8601, which iCalendar writes: `20260329T100000`. */
export function basicFormat(extended: CivilDateTime): string {
  return extended.replace(/[-:]/g, '');
}

/** `20260329T080000Z` */
export function basicUtc(instant: number): string {
  return `${basicFormat(new Date(instant).toISOString().slice(0, 19))}Z`;
}

function midnight(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
