import { Temporal } from 'temporal-polyfill';

/** The time zone of the emulator's accounts and of the tests' browser. */
export const HOME_ZONE = 'Europe/Berlin';

export function today(timeZone = HOME_ZONE): string {
  return Temporal.Now.plainDateISO(timeZone).toString();
}

/** A day of the current week; 0 is Monday. */
export function dayOfThisWeek(index: number): string {
  const now = Temporal.Now.plainDateISO(HOME_ZONE);
  return now.add({ days: index - (now.dayOfWeek - 1) }).toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The moment of a date and a time of day in {@link HOME_ZONE}, with its offset. */
export function timeAt(date: string, time: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(HOME_ZONE)
    .toString({ timeZoneName: 'never' });
}

/** The moment of a time with an offset, in UTC, so that times with different offsets can be compared. */
export function instantOf(time: string | undefined): string {
  return Temporal.Instant.from(time ?? '').toString();
}
