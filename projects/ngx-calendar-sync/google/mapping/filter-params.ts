import { CalendarSyncError, type EventFilter } from 'ngx-calendar-sync';

/**
 * The parameters of Google's `events.list` that filter.
 * @throws CalendarSyncError `invalid-request` for a time that cannot be read
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
 */
export function filterParams({
  text,
  updatedMin,
  privateExtendedProperty,
  showDeleted,
}: EventFilter): Readonly<Record<string, string | boolean | readonly string[]>> {
  return {
    ...(text === undefined ? {} : { q: text }),
    ...(updatedMin === undefined ? {} : { updatedMin: instantText(updatedMin) }),
    ...(privateExtendedProperty
      ? {
          privateExtendedProperty: Object.entries(privateExtendedProperty).map(
            ([name, value]) => `${name}=${value}`,
          ),
        }
      : {}),
    ...(showDeleted === undefined ? {} : { showDeleted }),
  };
}

function instantText(time: Date | string): string {
  const instant = new Date(time);
  if (Number.isNaN(instant.getTime())) {
    throw new CalendarSyncError('invalid-request', 'updatedMin has to be a Date or a time.');
  }
  return instant.toISOString();
}
