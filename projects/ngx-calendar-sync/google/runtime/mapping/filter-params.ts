import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { EventFilter, TimeRange } from 'ngx-calendar-sync/core';

/**
 * Events are asked for from this much earlier, since Google leaves out what ends exactly at `timeMin`, such as an event
 * without a length, and ignores its milliseconds.
 */
const TIME_MIN_MARGIN_MS = 1_000;

/**
 * The parameters of `events.list` and `events.instances` that ask for a range. What Google answers may be a little outside
 * of it.
 * @param timeZone IANA name of the zone that Google is to answer in; by default that of the calendar.
 */
export function rangeParams(
  { start, end }: TimeRange,
  timeZone?: string,
): { readonly timeMin: string; readonly timeMax: string; readonly timeZone?: string } {
  return {
    timeMin: new Date(start.getTime() - TIME_MIN_MARGIN_MS).toISOString(),
    timeMax: end.toISOString(),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

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
