import { BehaviorSubject, of, type Observable } from 'rxjs';
import {
  type CalendarEvent,
  type ɵStoredWrite as StoredWrite,
  ɵwithChanges as withChanges,
  type ɵWriteLog as WriteLog,
  ɵwriteOfId as writeOfId,
} from 'ngx-calendar-sync/core';

/** Writes of this tab alone, which are sent at once or fail. */
export class MemoryWriteLog<E extends CalendarEvent> implements WriteLog<E> {
  readonly #writes = new BehaviorSubject<readonly StoredWrite<E>[]>([]);

  readonly isDurable = false;
  readonly writes$: Observable<readonly StoredWrite<E>[]> = this.#writes;
  readonly leading$ = of(true);
  readonly status$ = of({ kind: 'memory', reason: 'chosen' } as const);
  readonly loaded = Promise.resolve();

  get writes(): readonly StoredWrite<E>[] {
    return this.#writes.value;
  }

  add(write: StoredWrite<E>): Promise<void> {
    this.#writes.next([...this.writes, write]);
    return Promise.resolve();
  }

  change(
    ids: readonly string[],
    change: (write: StoredWrite<E>) => StoredWrite<E> | undefined,
  ): Promise<readonly StoredWrite<E>[]> {
    const changes = new Map<string, StoredWrite<E> | undefined>();
    for (const id of ids) {
      const write = writeOfId(this.writes, id);
      if (write) {
        changes.set(id, change(write));
      }
    }
    this.#writes.next(withChanges(this.writes, changes));
    return Promise.resolve([...changes.values()].filter((write) => write !== undefined));
  }

  settle(discard: boolean): Promise<number> {
    const waiting = this.writes.filter(({ state }) => state !== 'confirmed').length;
    if (discard) {
      this.#writes.next([]);
    }
    return Promise.resolve(waiting);
  }

  close(): Promise<void> {
    this.#writes.complete();
    return Promise.resolve();
  }
}
