import {
  type CalendarEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  ɵwriteOfId as writeOfId,
} from 'ngx-calendar-sync/core';
import { orderKeysOf, type WriteGroup } from './write-order';

/** What is marked and sent now. */
interface UnderWay<E extends CalendarEvent> {
  readonly group: WriteGroup<E>;
  readonly abort: AbortController;
  isAnswered: boolean;
  /** Whether the log was asked to store what has become of it. */
  isBeingStored: boolean;
}

/** The groups that are marked and sent now. */
export class GroupsUnderWay<E extends CalendarEvent> {
  /** By the id of their first write. */
  readonly #all = new Map<string, UnderWay<E>>();

  /** How many are marked of which it is not being stored what has become of them. */
  get marked(): number {
    return [...this.#all.values()].filter(({ isBeingStored }) => !isBeingStored).length;
  }

  /** The keys of the events and series that they are about. */
  get orderKeys(): ReadonlySet<string> {
    return new Set(
      [...this.#all.values()].flatMap(({ group }) =>
        group.writes.flatMap((write) => orderKeysOf(write.plan)),
      ),
    );
  }

  add(group: WriteGroup<E>): void {
    const abort = new AbortController();
    this.#all.set(idOf(group), { group, abort, isAnswered: false, isBeingStored: false });
  }

  done(group: WriteGroup<E>): void {
    this.#all.delete(idOf(group));
  }

  answered(group: WriteGroup<E>): void {
    const underWay = this.#all.get(idOf(group));
    if (underWay) {
      underWay.isAnswered = true;
    }
  }

  isBeingStored(group: WriteGroup<E>): void {
    const underWay = this.#all.get(idOf(group));
    if (underWay) {
      underWay.isBeingStored = true;
    }
  }

  /** Aborted where the writes of a group are taken back. */
  signalOf(group: WriteGroup<E>): AbortSignal | undefined {
    return this.#all.get(idOf(group))?.abort.signal;
  }

  /** Whether some of a calendar are not answered yet, or their answers not stored. @param writes Those of the log. */
  isBusy(calendarId: string, writes: readonly StoredWrite<E>[]): boolean {
    const isUnstored = ({ id }: StoredWrite<E>) => writeOfId(writes, id)?.state === 'sending';
    return [...this.#all.values()].some(
      ({ group, isAnswered }) =>
        calendarOf(group) === calendarId && (!isAnswered || group.writes.some(isUnstored)),
    );
  }

  /**
   * Cancels the requests of writes that were taken back.
   * @param writes Those of the log.
   * @returns The groups that were cancelled.
   */
  abortDiscarded(writes: readonly StoredWrite<E>[]): readonly WriteGroup<E>[] {
    const discarded = [...this.#all.values()].filter(
      ({ group, abort, isAnswered }) =>
        !isAnswered &&
        !abort.signal.aborted &&
        group.writes.every(({ id }) => !writeOfId(writes, id)),
    );
    for (const { abort } of discarded) {
      abort.abort();
    }
    return discarded.map(({ group }) => group);
  }
}

/** The calendar whose events the writes of a group change. */
export function calendarOf<E extends CalendarEvent>({ writes: [{ plan }] }: WriteGroup<E>): string {
  return targetOf(plan.shown).calendarId;
}

function idOf<E extends CalendarEvent>({ writes: [{ id }] }: WriteGroup<E>): string {
  return id;
}
