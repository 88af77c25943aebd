import { addDays, civilTimeIn, instantOf } from 'google-calendar-ics/internal';
import type { EventRecord, StoredTime } from './event-record.ts';

export interface Range {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export function instantOfTime({ wall, zone }: Pick<StoredTime, 'wall' | 'zone'>): number {
  return instantOf(wall.slice(0, 19), zone);
}

/** `dateTimeTimeZone` as Graph answers it: with seven decimals, in the zone that the request prefers. */
export function answeredTime(
  time: StoredTime,
  isAllDay: boolean,
  preferred: { readonly zone: string; readonly name: string },
): { dateTime: string; timeZone: string } {
  // An all-day event is told from midnight to midnight, whatever zone is preferred.
  const wall = isAllDay ? time.wall.slice(0, 19) : civilTimeIn(preferred.zone, instantOfTime(time));
  return { dateTime: `${wall}.0000000`, timeZone: preferred.name };
}

export function overlaps(record: Pick<EventRecord, 'start' | 'end'>, { from, to }: Range): boolean {
  const start = instantOfTime(record.start);
  const end = instantOfTime(record.end);
  return start < to && (end > from || (end === start && start >= from));
}

/** The days of an event, for another day: from `day` on, at the same times and as long. */
export function timesOnDay(
  { start, end }: Pick<EventRecord, 'start' | 'end'>,
  day: string,
): Pick<EventRecord, 'start' | 'end'> {
  const days = Math.round(
    (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${start.wall.slice(0, 10)}T00:00:00Z`)) / DAY_MS,
  );
  const moved = (time: StoredTime): StoredTime => ({
    ...time,
    wall: `${addDays(time.wall.slice(0, 10), days)}${time.wall.slice(10)}`,
  });
  return { start: moved(start), end: moved(end) };
}

export const DAY_MS = 86_400_000;
