import type { CalendarEvent } from 'ngx-calendar-sync';

/** What is to come in its order, then what has been, the latest first. */
export function comingFirst<E extends Pick<CalendarEvent, 'end'>>(
  events: readonly E[],
  now = Date.now(),
): readonly E[] {
  const coming = events.filter(({ end }) => Date.parse(end) > now);
  const past = events.filter((event) => !coming.includes(event));
  return [...coming, ...past.reverse()];
}
