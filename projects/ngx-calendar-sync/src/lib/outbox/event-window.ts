import type { CalendarEvent } from '../model/calendar-event';
import type { CalendarSyncError } from '../model/calendar-sync-error';
import { instantOf } from '../model/event-time';
import { inRange, type TimeRange } from '../model/time-range';
import { type PendingWrite, withPendingWrites } from './pending-write';

/** What the provider has said of one calendar and one range. */
export interface EventWindow<E extends CalendarEvent> {
  readonly range: TimeRange;
  readonly events: readonly E[];
  readonly loading: boolean;
  readonly error?: CalendarSyncError;
}

/** The events of some windows with what is pending on them, in the order of their start. */
export function eventsOf<E extends CalendarEvent>(
  calendarIds: readonly string[],
  range: TimeRange,
  windows: ReadonlyMap<string, EventWindow<E>>,
  writes: readonly PendingWrite<E>[],
): readonly E[] {
  const base = calendarIds.flatMap((id) => windows.get(id)?.events ?? []);
  const shown = withPendingWrites(base, writes).filter(
    (event) => calendarIds.includes(event.calendarId) && inRange(event, range),
  );
  return inOrder(shown);
}

export function inOrder<E extends CalendarEvent>(events: readonly E[]): readonly E[] {
  const starts = new Map(events.map((event) => [event, instantOf(event.start)]));
  const startOf = (event: E) => starts.get(event) ?? 0;
  return [...events].sort((a, b) => startOf(a) - startOf(b) || (a.title < b.title ? -1 : 1));
}

/** While pages come in: what they bring over what was there, so that nothing vanishes and comes back. */
export function mergeById<E extends CalendarEvent>(
  before: readonly E[],
  arrived: readonly E[],
): readonly E[] {
  const byId = new Map(before.map((event) => [event.id, event]));
  for (const event of arrived) {
    byId.set(event.id, event);
  }
  return [...byId.values()];
}

export function sameElements<E>(a: readonly E[], b: readonly E[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}
