import {
  type CalendarEvent,
  type ɵPlannedWrite as PlannedWrite,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import { ɵonceForEach as onceForEach } from 'ngx-calendar-sync/base';

/** Writes that are sent as one request. */
export interface WriteGroup<E extends CalendarEvent> {
  readonly writes: readonly [StoredWrite<E>, ...StoredWrite<E>[]];
  /** `none` where the writes together do nothing. */
  readonly plan: PlannedWrite<E> | 'none';
}

type JoinWrites<E extends CalendarEvent> = (
  first: PlannedWrite<E>,
  second: PlannedWrite<E>,
) => PlannedWrite<E> | 'none' | undefined;

/**
 * What can be sent now, in the order in which it was made: a write waits for the earlier ones of its event or series. Several
 * writes of one event in a row are one group where they can be one request. Those that were sent before are sent again with
 * the same ones.
 * @param isHeldBack Whether a write is not to be sent now, and therefore nothing that waits for it.
 */
export function dueGroups<E extends CalendarEvent>(
  writes: readonly StoredWrite<E>[],
  join: JoinWrites<E>,
  isHeldBack: (write: StoredWrite<E>, keys: readonly string[]) => boolean,
): readonly WriteGroup<E>[] {
  const groups: WriteGroup<E>[] = [];
  const blocked = new Set<string>();
  const taken = new Set<string>();
  const byKey = waitingByKey(writes);
  for (const write of writes) {
    if (taken.has(write.id) || write.state === 'confirmed') {
      continue;
    }
    const keys = orderKeysOf(write.plan);
    if (write.state === 'failed') {
      // A write of an event that could not be created has nothing to go to; otherwise it stands in nobody's way.
      const created = createdIdOf(write.plan);
      if (created !== undefined) {
        blocked.add(created);
      }
      continue;
    }
    const isDue =
      isSendable(write) && !isHeldBack(write, keys) && !keys.some((key) => blocked.has(key));
    for (const key of keys) {
      blocked.add(key);
    }
    if (isDue) {
      const [key = ''] = keys;
      const group = joined(write, byKey.get(key) ?? [], join);
      groups.push(group);
      for (const { id } of group.writes) {
        taken.add(id);
      }
    }
  }
  return groups;
}

/** The ids of the events and series by which a write waits for others: writes that share one are sent one after the other. */
export const orderKeysOf = onceForEach((plan: PlannedWrite): readonly string[] =>
  // First what orders with others: by the first key the writes are found that stand between two of the same event.
  [...new Set([...(plan.ordersWith ?? []), ...writtenIdsOf(plan)])],
);

/** The ids of the events that a write changes, and of the series that they are of; a division is of two. */
export function writtenIdsOf({ shown, movedFrom }: PlannedWrite): readonly string[] {
  // Copies of an event in several calendars may have the same id: their writes wait for each other, which harms nobody.
  const targets = [targetOf(shown), ...(movedFrom ? [movedFrom] : [])];
  const ids = targets.map(({ eventId, seriesId }) => seriesId ?? eventId);
  const written = shown.kind === 'series' ? shownEvent(shown)?.id : undefined;
  return written === undefined ? ids : [...ids, written];
}

/** The writes of several logs, of which each is in the order of its ids. */
export function inOrderOfIds<E extends CalendarEvent>(
  logs: readonly (readonly StoredWrite<E>[])[],
): readonly StoredWrite<E>[] {
  const [first = [], ...others] = logs.filter((writes) => writes.length > 0);
  return others.length === 0
    ? first
    : [first, ...others].flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether earlier writes of the same event are not sent yet. */
export function waitsFor({ id, plan }: StoredWrite, others: readonly StoredWrite[]): boolean {
  const keys = orderKeysOf(plan);
  return others.some(
    (other) =>
      other.id < id &&
      isSendable(other) &&
      orderKeysOf(other.plan).some((key) => keys.includes(key)),
  );
}

/** The ids of a write and of the later ones of its event, where there is no such event without it. */
export function withDependents(
  write: StoredWrite,
  writes: readonly StoredWrite[],
): readonly string[] {
  const created = createdIdOf(write.plan);
  if (created === undefined) {
    return [write.id];
  }
  const dependents = writes.filter(
    ({ id, plan }) => id > write.id && orderKeysOf(plan).includes(created),
  );
  return [write.id, ...dependents.map(({ id }) => id)];
}

/** The id of the event that a write adds, or of the series that it splits off another one. */
function createdIdOf({ kind, shown }: PlannedWrite): string | undefined {
  const { eventId } = targetOf(shown);
  if (kind === 'insert') {
    return eventId;
  }
  const written = shown.kind === 'series' ? shownEvent(shown)?.id : undefined;
  return written === eventId ? undefined : written;
}

function isSendable({ state }: StoredWrite): boolean {
  return state === 'waiting' || state === 'sending';
}

function waitingByKey<E extends CalendarEvent>(
  writes: readonly StoredWrite<E>[],
): ReadonlyMap<string, readonly StoredWrite<E>[]> {
  const byKey = new Map<string, StoredWrite<E>[]>();
  for (const write of writes) {
    if (write.state === 'confirmed') {
      continue;
    }
    for (const key of orderKeysOf(write.plan)) {
      const same = byKey.get(key);
      if (same) {
        same.push(write);
      } else {
        byKey.set(key, [write]);
      }
    }
  }
  return byKey;
}

/** A write with the ones that come right after it and can be sent with it. */
function joined<E extends CalendarEvent>(
  first: StoredWrite<E>,
  sameEvent: readonly StoredWrite<E>[],
  join: JoinWrites<E>,
): WriteGroup<E> {
  const writes: [StoredWrite<E>, ...StoredWrite<E>[]] = [first];
  let { plan }: { plan: PlannedWrite<E> } = first;
  for (const next of sameEvent.slice(sameEvent.indexOf(first) + 1)) {
    if (!isSendable(next) || next.sentWith !== first.sentWith) {
      break;
    }
    const both = join(plan, next.plan);
    if (both === undefined) {
      break;
    }
    writes.push(next);
    if (both === 'none') {
      return { writes, plan: 'none' };
    }
    plan = both;
  }
  return { writes, plan };
}
