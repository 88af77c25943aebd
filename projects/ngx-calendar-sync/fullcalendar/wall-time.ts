import type { FullCalendarEvent } from './full-calendar-event';

/** Whether a text says which instant it is, and not only what a clock shows. */
export function hasOffset(time: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/.test(time);
}

const DAY_MS = 86_400_000;

/**
 * Gives events the times that the clocks of a zone show, such as `2026-06-10T12:00:00`. Days stay as they are.
 * @throws RangeError where the browser does not know the zone.
 */
export function inWallTime(timeZone: string): (event: FullCalendarEvent) => FullCalendarEvent {
  const wallTime = wallTimeIn(timeZone);
  return (event) =>
    event.allDay
      ? event
      : {
          ...event,
          start: wallTime(Date.parse(event.start)),
          end: wallTime(Date.parse(event.end)),
        };
}

/**
 * The instant at which the clocks of a zone show a time, in RFC 3339. A time that a change of the clocks skips is read with the
 * offset before it, so that 02:30 becomes 03:30. Of one that comes twice, this is the first (RFC 5545, 3.3.5). What is no time
 * stays as it is: the service refuses it.
 * @throws RangeError where the browser does not know the zone.
 */
export function instantIn(timeZone: string, time: string): string {
  const wallTime = wallTimeIn(timeZone);
  const inUtc = Date.parse(`${time}Z`);
  if (Number.isNaN(inUtc)) {
    return time;
  }
  const offsetAt = (instant: number) => Date.parse(`${wallTime(instant)}Z`) - instant;
  const before = inUtc - offsetAt(inUtc - DAY_MS);
  const after = inUtc - offsetAt(inUtc + DAY_MS);
  const isShownAt = (instant: number) => instant + offsetAt(instant) === inUtc;
  const instant = !isShownAt(before) && isShownAt(after) ? after : before;
  return new Date(instant).toISOString();
}

function wallTimeIn(timeZone: string): (instant: number) => string {
  // The Swedish format is ISO 8601, but for the T.
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instant) => clock.format(instant).replace(' ', 'T');
}
