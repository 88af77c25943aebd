import { BehaviorSubject, type Observable } from 'rxjs';
import {
  type CalendarEvent,
  ɵsameJson as sameJson,
  type ɵStoredWrite as StoredWrite,
} from 'ngx-calendar-sync/core';

/** The writes that a tab knows of: those that are stored, and those that are being stored. */
export class KnownWrites<E extends CalendarEvent> {
  #stored: ReadonlyMap<string, StoredWrite<E>> = new Map();
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
    this.#publish();
  }

  /** From now on a write shows only if it is stored. */
  settle({ id }: StoredWrite<E>): void {
    this.#added.delete(id);
    this.#publish();
  }

  /**
   * @param changed What has changed, by id; `undefined` for a write that was removed.
   * @param all All writes that are stored, where they were read: others are gone.
   */
  follow(
    changed: ReadonlyMap<string, StoredWrite<E> | undefined>,
    all: readonly StoredWrite<E>[] | undefined,
  ): void {
    const stored = new Map(this.#stored);
    for (const [id, write] of changed) {
      this.#added.delete(id);
      if (write) {
        stored.set(id, write);
      } else {
        stored.delete(id);
      }
    }
    this.#stored = all ? keepingObjects(stored, all) : stored;
    this.#publish();
  }

  #publish(): void {
    const writes = [...this.#stored, ...this.#added];
    const sorted = [...new Map(writes).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const before = this.writes;
    if (sorted.length !== before.length || sorted.some((write, at) => write !== before[at])) {
      this.#writes.next(sorted);
    }
  }
}

/** `all` by id, with the objects of `before` for writes that are equal. */
function keepingObjects<E extends CalendarEvent>(
  before: ReadonlyMap<string, StoredWrite<E>>,
  all: readonly StoredWrite<E>[],
): ReadonlyMap<string, StoredWrite<E>> {
  return new Map(
    all.map((write) => {
      const known = before.get(write.id);
      return [write.id, known && sameJson(known, write) ? known : write];
    }),
  );
}
