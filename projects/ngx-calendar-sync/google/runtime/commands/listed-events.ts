import { type EventFilter, type TimeRange, ɵinRange as inRange } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import type { GoogleProvider } from '../provider/google-provider';

/**
 * The events of a page, without what Google lists beyond the range and the filter: with an `updatedMin` it lists deleted
 * ones, too.
 */
export function listedEvents(
  provider: GoogleProvider,
  calendarId: string,
  items: readonly GoogleEvent[],
  range: TimeRange,
  { showDeleted = false }: EventFilter = {},
): readonly GoogleCalendarEvent[] {
  return items
    .filter(({ status }) => showDeleted || status !== 'cancelled')
    .flatMap((item) => provider.toEvent(calendarId, item) ?? [])
    .filter((event) => event.recurrence !== undefined || inRange(event, range));
}
