import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { EventFilter } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from '../mapping/outlook-calendar-event';

/**
 * Whether a list is to have an event. Graph cannot search events, and its filter for titles fails as soon as one event has
 * none; so all of them are asked for, and chosen here. The text is sought in title, description, location and guests.
 * @throws CalendarSyncError `invalid-request` for an `updatedMin` that is no time
 */
export function filterOf(filter: EventFilter): (event: OutlookCalendarEvent) => boolean {
  const { text = '', updatedMin, privateExtendedProperty = {}, showDeleted = false } = filter;
  const since = updatedMin === undefined ? -Infinity : new Date(updatedMin).getTime();
  if (Number.isNaN(since)) {
    throw new CalendarSyncError(
      'invalid-request',
      ngDevMode && 'updatedMin has to be a Date or a time.',
    );
  }
  const words = text.toLowerCase().split(/\s+/);
  const properties = Object.entries(privateExtendedProperty);
  return (event) => {
    const own = event.extendedProperties?.private ?? {};
    const modified = Date.parse(event.outlookEvent.lastModifiedDateTime ?? '');
    const searched = textsOf(event).join('\n').toLowerCase();
    return (
      (showDeleted || event.status !== 'cancelled') &&
      (updatedMin === undefined || modified >= since) &&
      words.every((word) => searched.includes(word)) &&
      properties.every(([name, value]) => own[name] === value)
    );
  };
}

function textsOf({ title, description = '', location = '', attendees = [] }: OutlookCalendarEvent) {
  const guests = attendees.flatMap(({ email, displayName = '' }) => [email, displayName]);
  return [title, description, location, ...guests];
}
