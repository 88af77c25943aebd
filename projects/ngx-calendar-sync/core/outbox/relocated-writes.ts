import {
  type CalendarEvent,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import { orderKeysOf } from './write-order';

/** An event that a confirmed write has moved from one calendar to another one. */
export interface Relocation {
  readonly eventId: string;
  readonly from: string;
  readonly to: string;
}

/** Where a write has moved its event; `undefined` for any other write. */
export function relocationBy<E extends CalendarEvent>({
  kind,
  movedFrom,
  shown,
}: PlannedWrite<E>): Relocation | undefined {
  return kind === 'move' && movedFrom
    ? { eventId: movedFrom.eventId, from: movedFrom.calendarId, to: targetOf(shown).calendarId }
    : undefined;
}

/**
 * Which of these writes are about an event where it was before a write has moved it, or about one of its occurrences: those
 * which were refused before it, and may be tried again. Later ones were made on the event where it is by then.
 */
export function writesOfRelocated<E extends CalendarEvent>(
  { eventId, from, to }: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  return writes.filter(
    ({ id, plan, state }) =>
      id < movedBy &&
      state !== 'confirmed' &&
      (plan.movedFrom ?? targetOf(plan.shown)).calendarId === from &&
      // A move to where the event is by now finds it there.
      targetOf(plan.shown).calendarId !== to &&
      orderKeysOf(plan).includes(eventId),
  );
}
