import type { EventTime, ɵSeriesEventsOf as SeriesEventsOf } from 'ngx-calendar-sync/core';
import { type OutlookCalendarEvent, ɵpartsOf as partsOf } from 'ngx-calendar-sync/outlook/runtime';
import type { Ask } from '../in-steps';
import { rowsOf, type SentEvents } from '../sent-events';
import { startOf } from './refitted-exceptions';
import { countOf } from './series-times';

/**
 * How many of the occurrences that its COUNT gives a series start at this time or later, as Outlook counts. What has been deleted or
 * moved away counts where it was (RFC 5545, 3.3.10).
 */
export async function leftFrom(
  ask: Ask,
  events: SentEvents,
  { master, exceptions, cancelled }: SeriesEventsOf<OutlookCalendarEvent>,
  from: EventTime,
): Promise<number> {
  const { calendarId, id } = master;
  const starts = [...cancelled, ...exceptions.map(startOf)];
  for (const range of partsOf({ start: new Date(master.start), end: new Date(from) })) {
    for (const row of await ask(rowsOf(events.api.instances(id, range)))) {
      starts.push(startOf(await events.eventOf(calendarId, row)));
    }
  }
  const passed = starts.map((start) => Date.parse(start)).filter((at) => at < Date.parse(from));
  return countOf(master.recurrence ?? []) - new Set(passed).size;
}
