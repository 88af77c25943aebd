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
 * Which of these writes are about an event where it was before a write has moved it, or about one of its occurrences. Most were
 * refused before it, and may be tried again; where the move itself was refused and is retried, later ones may be made there, too.
 * What comes after a move back waits for an event that will be there again.
 */
export function writesOfRelocated<E extends CalendarEvent>(
  { eventId, from, to }: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  const unsent = writes.filter(
    ({ plan, state }) => state !== 'confirmed' && orderKeysOf(plan).includes(eventId),
  );
  const back = unsent.find(
    ({ id, plan, state }) =>
      id > movedBy &&
      state !== 'failed' &&
      relocationBy(plan)?.from === to &&
      calendarOf(plan) === from,
  );
  return unsent.filter(
    ({ id, plan }) =>
      id !== movedBy &&
      (!back || id < back.id) &&
      (plan.movedFrom?.calendarId ?? calendarOf(plan)) === from &&
      // A move to where the event is by now finds it there.
      calendarOf(plan) !== to,
  );
}

function calendarOf({ shown }: PlannedWrite): string {
  return targetOf(shown).calendarId;
}
