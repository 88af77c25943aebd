import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { CalendarEvent, EventFilter } from 'ngx-calendar-sync/core';

/**
 * Whether an event is what a list wants. Its text is sought in title, description, location and guests, in any case.
 * @param writtenAt When the event was last written, in milliseconds since the epoch.
 * @throws CalendarSyncError `invalid-request` for an `updatedMin` that is not a time
 */
export function fulfils(
  event: CalendarEvent,
  { text = '', updatedMin = new Date(0), privateExtendedProperty = {} }: EventFilter,
  writtenAt: number,
): boolean {
  const since = new Date(updatedMin).getTime();
  if (Number.isNaN(since)) {
    throw new CalendarSyncError('invalid-request', 'updatedMin has to be a Date or a time.');
  }
  const guests = event.attendees?.flatMap(({ email, displayName }) => [email, displayName]) ?? [];
  const searched = [event.title, event.description, event.location, ...guests].join('\n');
  const own = event.extendedProperties?.private ?? {};
  return (
    writtenAt >= since &&
    searched.toLowerCase().includes(text.toLowerCase()) &&
    Object.entries(privateExtendedProperty).every(([name, value]) => own[name] === value)
  );
}
