import type { ɵProviderRecord as ProviderRecord, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';

/** A series as a local copy stores it: what it shows in the window of the copy. */
export interface SeriesRecord {
  readonly master: OutlookEvent;
  /** The occurrences that nobody has changed, with their times alone: the rest is the master's. */
  readonly stubs: readonly OutlookEvent[];
  /** The changed occurrences, whole. */
  readonly exceptions: readonly OutlookEvent[];
}

export function isSeriesRecord(record: ProviderRecord): record is SeriesRecord {
  return 'master' in record && 'stubs' in record && 'exceptions' in record;
}

/** The occurrences of a series that may show in a range, as Graph would list them. */
export function membersIn(
  { master, stubs, exceptions }: SeriesRecord,
  range: TimeRange,
): readonly OutlookEvent[] {
  const { start, end } = range;
  // Most occurrences are outside of the range: to make an event of each takes much longer.
  const mayShow = (member: OutlookEvent) =>
    timeOf(member.start) < end.getTime() && timeOf(member.end) >= start.getTime();
  return [
    ...stubs.filter(mayShow).map((stub) => ({ ...master, ...stub, recurrence: null })),
    ...exceptions.filter(mayShow),
  ];
}

/** Wall times of UTC, and the midnights of all-day events as if they were: a day of UTC touches the same day of any zone. */
function timeOf(time: OutlookEvent['start']): number {
  return Date.parse(`${time?.dateTime?.slice(0, 19) ?? ''}Z`);
}
