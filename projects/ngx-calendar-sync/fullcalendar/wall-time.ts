import type { FullCalendarEvent } from './full-calendar-event';

/** Whether a text says which instant it is, and not only what a clock shows. */
export function hasOffset(time: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/.test(time);
}

/**
 * Gives events the times that the clocks of a zone show, such as `2026-06-10T12:00:00`. Days stay as they are.
 * @throws RangeError where the browser does not know the zone.
 */
export function inWallTime(timeZone: string): (event: FullCalendarEvent) => FullCalendarEvent {
  // The Swedish format is ISO 8601, but for the T.
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const wallTime = (time: string) => clock.format(Date.parse(time)).replace(' ', 'T');
  return (event) =>
    event.allDay ? event : { ...event, start: wallTime(event.start), end: wallTime(event.end) };
}
