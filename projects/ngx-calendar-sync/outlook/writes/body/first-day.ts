import { type EventTime, ɵinstantOf as instantOf } from 'ngx-calendar-sync/core';
import type { ɵSeriesStart as SeriesStart } from 'ngx-calendar-sync/outlook/runtime';

export function dayOfStart({ wallTime }: SeriesStart): EventTime {
  return wallTime.slice(0, 10);
}

/** From 0, Sunday, to 6, as Graph and `Date` count. */
export function weekdayOf(day: EventTime): number {
  return new Date(instantOf(day, 'UTC')).getUTCDay();
}
