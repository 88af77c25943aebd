import { BehaviorSubject, type Observable } from 'rxjs';
import {
  type CalendarEvent,
  ɵsameJson as sameJson,
  type ɵStoredWrite as StoredWrite,
  ɵwithChanges as withChanges,
  ɵwriteOfId as writeOfId,
} from 'ngx-calendar-sync/core';

/** By id; `undefined` for a write that is not stored. */
type WritesById<E extends CalendarEvent> = ReadonlyMap<string, StoredWrite<E> | undefined>;

/** The writes that a tab knows of: those that are stored, and those that are being stored. */
export class KnownWrites<E extends CalendarEvent> {
  readonly #stored = new Map<string, StoredWrite<E>>();
  readonly #added = new Map<string, StoredWrite<E>>();
  readonly #writes = new BehaviorSubject<readonly StoredWrite<E>[]>([]);

  /** In the order of their ids. */
  readonly writes$: Observable<readonly StoredWrite<E>[]> = this.#writes;

  get writes(): readonly StoredWrite<E>[] {
    return this.#writes.value;
  }

  /** Shows a write that is not stored yet. */
  add(write: StoredWrite<E>): void {
    this.#added.set(write.id, write);
    this.#publish([write.id]);
  }

  /** From now on a write shows only if it is stored. */
  settle({ id }: StoredWrite<E>): void {
    this.#added.delete(id);
    this.#publish([id]);
  }

  /**
   * @param changed What this tab has changed.
   * @param read What was read because another tab has changed it.
   * @param all All writes that are stored, where they were read: others are gone.
   */
  follow(
    changed: WritesById<E>,
    read: WritesById<E>,
    all: readonly StoredWrite<E>[] | undefined,
  ): void {
    for (const [id, write] of changed) {
      this.#added.delete(id);
      this.#store(id, write);
    }
    const others = all ? this.#allById(all) : read;
    for (const [id, write] of others) {
      const known = this.#stored.get(id);
      this.#store(id, known && write && sameJson(known, write) ? known : write);
    }
    this.#publish([...changed.keys(), ...others.keys()]);
  }

  #store(id: string, write: StoredWrite<E> | undefined): void {
    if (write) {
      this.#stored.set(id, write);
    } else {
      this.#stored.delete(id);
    }
  }

  #allById(all: readonly StoredWrite<E>[]): WritesById<E> {
    const gone = [...this.#stored.keys()].map((id) => [id, undefined] as const);
    return new Map([...gone, ...all.map((write) => [write.id, write] as const)]);
  }

  /** @param ids Of the writes that may have changed: the others are not looked at. */
  #publish(ids: readonly string[]): void {
    const changes = ids.flatMap((id) => {
      const write = this.#added.get(id) ?? this.#stored.get(id);
      return write === writeOfId(this.writes, id) ? [] : [[id, write] as const];
    });
    if (changes.length > 0) {
      this.#writes.next(withChanges(this.writes, changes));
    }
  }
}
