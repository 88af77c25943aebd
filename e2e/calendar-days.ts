import { Temporal } from 'temporal-polyfill';

/** Where the seed's people live, and the browser of the tests. */
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

/** A time of a day at home, with its offset. */
export function timeAt(date: string, time: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(HOME_ZONE)
    .toString({ timeZoneName: 'never' });
}

/** The moment that a time with an offset names. */
export function instantOf(time: string | undefined): string {
  return Temporal.Instant.from(time ?? '').toString();
}

/** What date inputs, grid cells and people with an English calendar call a day. */
export function spoken(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
