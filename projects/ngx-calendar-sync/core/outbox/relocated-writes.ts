import {
  type CalendarEvent,
  type ɵOutboxProvider as OutboxProvider,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import { writtenIdsOf } from './write-order';

type RelocatingProvider<E extends CalendarEvent> = Pick<OutboxProvider<E>, 'relocateWrite'>;

/** An event that is in another calendar than it was. */
export interface Relocation {
  readonly eventId: string;
  readonly from: string;
  readonly to: string;
}

/** Where a write moves its event; `undefined` for any other write. */
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
 * The writes that have to follow an event which a confirmed write has moved. Most are earlier ones that were refused, and may be tried
 * again; where the move itself was refused before, later ones may have been made where the event was then.
 */
export function writesThatFollow<E extends CalendarEvent>(
  relocation: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  const earlier = writes.filter(({ id }) => id < movedBy);
  return [
    ...writesIn(relocation, writesOf(relocation, earlier)),
    ...laterWritesThatFollow(relocation, writes, movedBy),
  ];
}

/** Those of them which were made after the write that moves the event. */
export function laterWritesThatFollow<E extends CalendarEvent>(
  relocation: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  const later = writesOf(
    relocation,
    writes.filter(({ id }) => id > movedBy),
  );
  // What comes after the next move is about the event where that brings it.
  const next = later.findIndex(
    ({ plan, state }) => state !== 'failed' && relocationBy(plan)?.eventId === relocation.eventId,
  );
  return writesIn(relocation, next < 0 ? later : later.slice(0, next + 1));
}

/** The writes that were made after a move. */
export interface LaterWrites<E extends CalendarEvent> {
  readonly ids: readonly string[];
  /** Makes one of them where the event has stayed: nothing is left of the move. */
  readonly bringBack: (write: StoredWrite<E>) => StoredWrite<E>;
}

/** None for a write that moves nothing, and for a move that has failed: those were made where the event has stayed. */
export function writesAfterMove<E extends CalendarEvent>(
  { id, plan, state }: StoredWrite<E>,
  writes: readonly StoredWrite<E>[],
  provider: RelocatingProvider<E>,
): LaterWrites<E> {
  const move = relocationBy(plan);
  if (!move || state === 'failed') {
    return { ids: [], bringBack: (write) => write };
  }
  const back = reversed(move);
  return {
    ids: laterWritesThatFollow(back, writes, id).map((write) => write.id),
    bringBack: (write) => relocatedWrite(write, back, provider),
  };
}

export function reversed({ eventId, from, to }: Relocation): Relocation {
  return { eventId, from: to, to: from };
}

/** A write for its event where that is now. */
export function relocatedWrite<E extends CalendarEvent>(
  write: StoredWrite<E>,
  { from, to }: Relocation,
  provider: RelocatingProvider<E>,
): StoredWrite<E> {
  return { ...write, plan: provider.relocateWrite?.(write.plan, from, to) ?? write.plan };
}

/** The unconfirmed writes of an event, and of what they divide off it. */
function writesOf<E extends CalendarEvent>(
  { eventId }: Relocation,
  writes: readonly StoredWrite<E>[],
): readonly StoredWrite<E>[] {
  const ids = new Set([eventId]);
  return writes.filter(({ plan, state }) => {
    const written = writtenIdsOf(plan);
    // Of an occurrence that was never loaded only what it waits for names the series.
    const named = plan.base ? written : [...written, ...(plan.ordersWith ?? [])];
    if (state === 'confirmed' || !named.some((id) => ids.has(id))) {
      return false;
    }
    for (const id of written) {
      ids.add(id);
    }
    return true;
  });
}

/** Those which are about the calendar where the event was. */
function writesIn<E extends CalendarEvent>(
  { from, to }: Relocation,
  writes: readonly StoredWrite<E>[],
): readonly StoredWrite<E>[] {
  return writes.filter(({ plan: { movedFrom, shown } }) => {
    const { calendarId } = targetOf(shown);
    // A move to where the event is by now finds it there.
    return (movedFrom?.calendarId ?? calendarId) === from && calendarId !== to;
  });
}
