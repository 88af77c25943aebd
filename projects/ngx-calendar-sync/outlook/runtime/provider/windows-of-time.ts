import type { TimeRange } from 'ngx-calendar-sync/core';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Graph compares the midnights that an all-day event has in its own zone, which may be any from UTC-12 to UTC+14; it shows on
 * its days wherever one is.
 */
export const ALL_DAY_MARGIN_MS = 26 * HOUR_MS;

/** The longest range of which Graph lists events. */
const MAX_VIEW_MS = 1825 * DAY_MS;

/** The range in which Graph has everything that shows in this one, and a little more. */
export function withAllDayMargin({ start, end }: TimeRange): TimeRange {
  return {
    start: new Date(start.getTime() - ALL_DAY_MARGIN_MS),
    end: new Date(end.getTime() + ALL_DAY_MARGIN_MS),
  };
}

/** The range in parts that are short enough to be asked for. */
export function partsOf({ start, end }: TimeRange, maxMs = MAX_VIEW_MS): readonly TimeRange[] {
  const parts: TimeRange[] = [];
  for (let from = start.getTime(); from < end.getTime(); from += maxMs) {
    const to = Math.min(from + maxMs, end.getTime());
    parts.push({ start: new Date(from), end: new Date(to) });
  }
  return parts;
}
