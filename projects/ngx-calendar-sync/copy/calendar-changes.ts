import { ɵRecentEntries as RecentEntries } from 'ngx-calendar-sync/base';
import type { CalendarEvent, CalendarChanges, EventChange } from 'ngx-calendar-sync/core';
import type { CopyChange } from './copied-events';

/** More than are confirmed between a write and the pull that brings it. */
const MIN_OWN_WRITES_KEPT = 5_000;

type Version = Pick<CalendarEvent, 'id' | 'version'>;

/** Remembers the writes of this tab, to tell them from those of others when a pull brings them. */
export class OwnWrites {
  readonly #keys = new RecentEntries<true>(MIN_OWN_WRITES_KEPT);

  add(calendarId: string, { id, version }: Version): void {
    this.#keys.set(JSON.stringify([calendarId, id, version]), true);
  }

  /** Told once where there is no version: the next change of the same event may be somebody else's. */
  take(calendarId: string, { id, version }: Version): boolean {
    const key = JSON.stringify([calendarId, id, version]);
    return version === undefined ? this.#keys.delete(key) : (this.#keys.get(key) ?? false);
  }
}

/**
 * A change of the copy, in the form that apps get.
 * @param find What the copy holds under some ids, as events.
 */
export async function calendarChanges<E extends CalendarEvent>(
  { calendarId, changes }: CopyChange,
  own: OwnWrites,
  find: (calendarId: string, ids: readonly string[]) => Promise<ReadonlyMap<string, E>>,
): Promise<CalendarChanges<E>> {
  if (changes.everything) {
    return { calendarId, everything: true, changes: [] };
  }
  const { added, updated, removed } = changes;
  const events = await find(
    calendarId,
    [...added, ...updated].map(({ id }) => id),
  );
  const changed = (kind: 'added' | 'updated', id: string): readonly EventChange<E>[] => {
    const event = events.get(id);
    return event ? [{ kind, id, event, here: own.take(calendarId, event) }] : [];
  };
  return {
    calendarId,
    everything: false,
    changes: [
      ...added.flatMap(({ id }) => changed('added', id)),
      ...updated.flatMap(({ id }) => changed('updated', id)),
      ...removed.map(({ id }) => ({
        kind: 'removed' as const,
        id,
        here: own.take(calendarId, { id }),
      })),
    ],
  };
}
