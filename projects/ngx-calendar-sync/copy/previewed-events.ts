import type { SchedulerLike } from 'rxjs';
import {
  ɵOnlineEvents as OnlineEvents,
  ɵRequestLimit as RequestLimit,
  type ɵCalendarProvider as CalendarProvider,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type TimeRange,
} from 'ngx-calendar-sync/core';
import type { InFlight } from './in-flight';

/** The events that are shown before the copy has them: asked for online, and counted while they are on the way. */
export function previewedEvents<T extends CalendarProviderTypes>(
  provider: CalendarProvider<T>,
  previews: InFlight,
  clock: SchedulerLike,
): OnlineEvents<T['event']> {
  const limit = new RequestLimit(provider.maxParallelRequests);
  const list = (calendarId: string, range: TimeRange) =>
    previews.counted(limit.bounded(provider.listEvents(calendarId, { range })));
  return new OnlineEvents<T['event']>({ list, clock });
}
