import {
  type CalendarEvent,
  type ɵOutboxProvider as OutboxProvider,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import { orderKeysOf } from './write-order';

type RelocatingProvider<E extends CalendarEvent> = Pick<OutboxProvider<E>, 'relocateWrite'>;

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

/** What takes a relocation back. */
export function reversed({ eventId, from, to }: Relocation): Relocation {
  return { eventId, from: to, to: from };
}

/**
 * Which of these writes are about an event where it was before a write has moved it, or about one of its occurrences. Most were
 * refused before it, and may be tried again; where the move itself was refused and is retried, later ones may be made there, too.
 */
export function writesOfRelocated<E extends CalendarEvent>(
  relocation: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  const earlier = writes.filter(({ id }) => id < movedBy);
  return writesWhere(relocation, [...earlier, ...untilNextMove(relocation, writes, movedBy)]);
}

/**
 * The same where somebody else has moved the event back since a write has moved it: those which were made after that write.
 * @param relocation That of somebody else.
 */
export function writesOfMovedBack<E extends CalendarEvent>(
  relocation: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  return writesWhere(relocation, untilNextMove(relocation, writes, movedBy));
}

/** The writes of an event after one that has moved it, up to the next one that does. Those after that are about where it is then. */
function untilNextMove<E extends CalendarEvent>(
  { eventId }: Relocation,
  writes: readonly StoredWrite<E>[],
  movedBy: string,
): readonly StoredWrite<E>[] {
  const later = writes.filter(
    ({ id, plan }) => id > movedBy && orderKeysOf(plan).includes(eventId),
  );
  const next = later.findIndex(({ plan, state }) => plan.kind === 'move' && state !== 'failed');
  return next < 0 ? later : later.slice(0, next + 1);
}

/** The writes that were made after a move. */
export interface FollowersOfMove<E extends CalendarEvent> {
  readonly ids: readonly string[];
  /** What becomes of one of them where nothing is left of the move. */
  readonly relocated: (write: StoredWrite<E>) => StoredWrite<E>;
}

/** None of a write that moves nothing, and of a move that has failed: those were made where the event has stayed. */
export function followersOfMove<E extends CalendarEvent>(
  { id, plan, state }: StoredWrite<E>,
  writes: readonly StoredWrite<E>[],
  provider: RelocatingProvider<E>,
): FollowersOfMove<E> {
  const move = relocationBy(plan);
  if (!move || state === 'failed') {
    return { ids: [], relocated: (write) => write };
  }
  const back = reversed(move);
  return {
    ids: writesOfMovedBack(back, writes, id).map((write) => write.id),
    relocated: (write) => relocatedWrite(write, back, provider),
  };
}

/** A write for its event where that is now. */
export function relocatedWrite<E extends CalendarEvent>(
  write: StoredWrite<E>,
  { from, to }: Relocation,
  provider: RelocatingProvider<E>,
): StoredWrite<E> {
  return { ...write, plan: provider.relocateWrite?.(write.plan, from, to) ?? write.plan };
}

function writesWhere<E extends CalendarEvent>(
  { eventId, from, to }: Relocation,
  writes: readonly StoredWrite<E>[],
): readonly StoredWrite<E>[] {
  return writes.filter(
    ({ plan, state }) =>
      state !== 'confirmed' &&
      (plan.movedFrom ?? targetOf(plan.shown)).calendarId === from &&
      // A move to where the event is by now finds it there.
      targetOf(plan.shown).calendarId !== to &&
      orderKeysOf(plan).includes(eventId),
  );
}
