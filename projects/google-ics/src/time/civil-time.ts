import { formatDate, formatInstant } from './rfc3339.ts';
import { fromWall, toWall } from './zone.ts';

/** A date without a time and a time zone: `2026-03-29`. */
export type CivilDate = string;

/** A wall time without a time zone: `2026-03-29T02:30:00`. */
export type CivilDateTime = string;

const DAY_MS = 86_400_000;

export function addDays(date: CivilDate, days: number): CivilDate {
  return formatDate(midnight(date) + days * DAY_MS);
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (midnight(to) - midnight(from)) / DAY_MS;
}

/** From 0 for Monday to 6 for Sunday: ISO 8601 weeks begin on Monday. */
export function weekdayOf(date: CivilDate): number {
  return (new Date(midnight(date)).getUTCDay() + 6) % 7;
}

export function mondayOf(date: CivilDate): CivilDate {
  return addDays(date, -weekdayOf(date));
}

/** The wall time in `zone` at `instant` (milliseconds since the epoch). */
export function civilTimeIn(zone: string, instant: number): CivilDateTime {
  return new Date(toWall(instant, zone)).toISOString().slice(0, 19);
}

export function civilDateIn(zone: string, instant: number): CivilDate {
  return formatDate(toWall(instant, zone));
}

/** The instant of a wall time in `zone`, in milliseconds since the epoch. */
export function instantOf(local: CivilDateTime, zone: string): number {
  return fromWall(Date.parse(`${local}Z`), zone);
}

/** A time as Calendar v3 writes it: with its offset and its time zone. */
export function timeIn(timeZone: string, instant: number): { dateTime: string; timeZone: string } {
  return { dateTime: formatInstant(instant, timeZone), timeZone };
}

/** A date or a time in the basic format of ISO 8601, which iCalendar uses: `20260329T100000`. */
export function basicFormat(extended: CivilDateTime): string {
  return extended.replace(/[-:]/g, '');
}

/** An instant in iCalendar's UTC format: `20260329T080000Z`. */
export function basicUtc(instant: number): string {
  return `${basicFormat(new Date(instant).toISOString().slice(0, 19))}Z`;
}

function midnight(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
