import type { CalendarStore } from './calendar-store.ts';
import type { ItemState } from './event-record.ts';
import { instancesWithin, type Instance } from './series.ts';
import type { ShortMonths } from './pattern.ts';
import type { Range } from './times.ts';

/** What delta tells of one event or series: what it has in the window, or that it has nothing there any more. */
export interface ItemChange {
  readonly state: ItemState;
  /** The master is told by itself. Empty if the event was deleted or has left the window. */
  readonly instances: readonly Instance[];
  /** Occurrences that were there before; needed where Graph tells a deleted series one by one. */
  readonly before: readonly Instance[];
}

export interface DeltaRequest {
  readonly range: Range;
  /** Number of the last change that the client knows; 0 for all events. */
  readonly since: number;
  /** Number of the last change that is visible, since delta lags behind writes. */
  readonly until: number;
  readonly shortMonths: ShortMonths;
}

/** The events that have changed, each as it was at `until`. */
export function changesOf(
  store: CalendarStore,
  { range, since, until, shortMonths }: DeltaRequest,
): ItemChange[] {
  const changes: ItemChange[] = [];
  for (const states of store.histories()) {
    const state = latestUntil(states, until);
    if (!state || state.sequence <= since) {
      continue;
    }
    const instances = instancesWithin(state, range, shortMonths);
    const known = latestUntil(states, since);
    const before = known ? instancesWithin(known, range, shortMonths) : [];
    // Changes outside of the window are told as deletions, except to a client that knows nothing yet.
    if (instances.length > 0 || since > 0) {
      changes.push({ state, instances, before });
    }
  }
  return changes.sort((one, other) => one.state.sequence - other.state.sequence);
}

/** The number of the last change that is at least this old. */
export function lastSequenceBefore(
  stores: Iterable<CalendarStore>,
  at: number,
  lastSequence: number,
): number {
  let last = lastSequence;
  for (const store of stores) {
    for (const states of store.histories()) {
      for (const state of states) {
        if (state.at > at) {
          last = Math.min(last, state.sequence - 1);
        }
      }
    }
  }
  return last;
}

function latestUntil(states: readonly ItemState[], last: number): ItemState | undefined {
  return states.filter(({ sequence }) => sequence <= last).at(-1);
}
