import type { CalendarEvent } from 'ngx-calendar-sync';

/** Events that have not ended, in their order; then past ones, the latest first. */
export function upcomingFirst<E extends Pick<CalendarEvent, 'end'>>(
  events: readonly E[],
  now = Date.now(),
): readonly E[] {
  const upcoming = events.filter(({ end }) => Date.parse(end) > now);
  const past = events.filter((event) => !upcoming.includes(event));
  return [...upcoming, ...past.reverse()];
}
