import { BehaviorSubject, type Observable } from 'rxjs';
import {
  type CalendarEvent,
  ɵsameJson as sameJson,
  type ɵStoredWrite as StoredWrite,
  ɵwithChanges as withChanges,
  ɵwriteOfId as writeOfId,
} from 'ngx-calendar-sync/core';
import type { BatchOutcome, KnownRevision } from './write-batch';

/** By id; `undefined` for a write that is not stored. */
type WritesById<E extends CalendarEvent> = ReadonlyMap<string, StoredWrite<E> | undefined>;

/** The writes that a tab knows of: those that are stored, and those that are being stored. */
export class KnownWrites<E extends CalendarEvent> implements KnownRevision<E> {
  readonly #stored = new Map<string, StoredWrite<E>>();
  readonly #added = new Map<string, StoredWrite<E>>();
  readonly #writes = new BehaviorSubject<readonly StoredWrite<E>[]>([]);

  #revision: number | undefined;

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

  get revision(): number | undefined {
    return this.#revision;
  }

  get stored(): ReadonlyMap<string, StoredWrite<E>> {
    return this.#stored;
  }

  /** Follows a batch that was carried out. Where everything was read, what is not in `all` is gone. */
  follow({ changed, read, all, revision }: BatchOutcome<E>): void {
    const others = all ? this.#withGone(all) : read;
    for (const [id, write] of others) {
      const known = this.#stored.get(id);
      this.#store(id, known && write && sameJson(known, write) ? known : write);
    }
    for (const [id, write] of changed) {
      this.#added.delete(id);
      this.#store(id, write);
    }
    this.#revision = revision;
    this.#publish([...others.keys(), ...changed.keys()]);
  }

  #store(id: string, write: StoredWrite<E> | undefined): void {
    if (write) {
      this.#stored.set(id, write);
    } else {
      this.#stored.delete(id);
    }
  }

  #withGone(all: WritesById<E>): WritesById<E> {
    const gone = [...this.#stored.keys()].map((id) => [id, undefined] as const);
    return new Map([...gone, ...all]);
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
