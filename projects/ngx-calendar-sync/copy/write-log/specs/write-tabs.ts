import { asyncScheduler, BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import type { ɵTabConnections as TabConnections } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ɵStoredWrite as StoredWrite,
  ɵWriteLog as WriteLog,
} from 'ngx-calendar-sync/core';
import { databaseName } from '../../replica/account-database';
import { openDatabase, resultOf } from '../../replica/indexed-db';
import { deleteWrites, indexedDbWriteLog } from '../write-logs';

export const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

/** A write that deletes an event. */
export function aWrite(id: string, more: Partial<StoredWrite> = {}): StoredWrite {
  return {
    id,
    madeAt: Date.parse('2026-05-01T00:00:00Z'),
    plan: {
      kind: 'delete',
      shown: { kind: 'delete', target: { calendarId: 'work', eventId: `event of ${id}` } },
      request: { method: 'DELETE' },
    },
    state: 'waiting',
    ...more,
  };
}

export interface WriteTab {
  readonly log: WriteLog;
  readonly visible$: BehaviorSubject<boolean>;
  /** Whether this tab has led, each time that this has changed. */
  readonly led: readonly boolean[];
  leads(): Promise<boolean>;
  /** Resolves once these are the writes that the tab knows. */
  shows(...ids: readonly string[]): Promise<unknown>;
  /** Resolves once these are the states of the writes that the tab knows. */
  showsStates(...states: readonly StoredWrite['state'][]): Promise<unknown>;
}

/** The tabs of one account, whose writes are in IndexedDB. */
export class WriteTabs {
  readonly account = `writes ${String(Math.random())}`;
  readonly #opened: WriteTab[] = [];

  open({ visible = true, hearsOthers = true } = {}): WriteTab {
    const visible$ = new BehaviorSubject(visible);
    const log = indexedDbWriteLog<CalendarEvent>(this.account, {
      connections: hearsOthers ? connections : undefined,
      visible$,
      clock: asyncScheduler,
    });
    const led: boolean[] = [];
    log.leading$.subscribe((leads) => led.push(leads));
    const tab: WriteTab = {
      log,
      visible$,
      led,
      leads: () => firstValueFrom(log.leading$.pipe(filter(Boolean))),
      shows: (...ids) => {
        const expected = ids.join();
        return firstValueFrom(log.writes$.pipe(filter((writes) => idsOf(writes) === expected)));
      },
      showsStates: (...states) => {
        const statesOf = (writes: readonly StoredWrite[]) => writes.map(({ state }) => state);
        return firstValueFrom(
          log.writes$.pipe(filter((writes) => statesOf(writes).join() === states.join())),
        );
      },
    };
    this.#opened.push(tab);
    return tab;
  }

  /** Puts records into the database as another version of the library, or a damaged disk, would leave them. */
  async store(records: Readonly<Record<string, unknown>>): Promise<void> {
    const database = await this.#openDatabase();
    const store = database.transaction('records', 'readwrite').objectStore('records');
    await Promise.all(
      Object.entries(records).map(([id, record]) => resultOf(store.put(record, ['writes', id]))),
    );
    database.close();
  }

  /** Puts another record into the database. */
  async storeAt(key: IDBValidKey, record: unknown): Promise<void> {
    const database = await this.#openDatabase();
    const store = database.transaction('records', 'readwrite').objectStore('records');
    await resultOf(store.put(record, key));
    database.close();
  }

  async stored(id: string): Promise<unknown> {
    const database = await this.#openDatabase();
    const records = database.transaction('records').objectStore('records');
    const record: unknown = await resultOf(records.get(['writes', id]));
    database.close();
    return record;
  }

  async isDatabaseThere(): Promise<boolean> {
    return (await indexedDB.databases()).some(({ name }) => name === this.#databaseName);
  }

  async deleteAll(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map(({ log }) => log.close()));
    await deleteWrites(this.account);
  }

  get #databaseName(): string {
    return databaseName('ngx-calendar-sync-writes-', this.account);
  }

  #openDatabase(): Promise<IDBDatabase> {
    return openDatabase(this.#databaseName, 1, (database) => {
      database.createObjectStore('records');
    });
  }
}

/** Refuses one more record, as a browser does whose quota is used up. */
export function refuseOnce(): void {
  const put = IDBObjectStore.prototype.put;
  let refused = false;
  spyOn(IDBObjectStore.prototype, 'put').and.callFake(function (this: IDBObjectStore, ...row) {
    if (!refused && typeof row[0] === 'string') {
      refused = true;
      throw new DOMException('full', 'QuotaExceededError');
    }
    return put.apply(this, row);
  });
}

export function idsOf(writes: readonly StoredWrite[]): string {
  return writes.map(({ id }) => id).join();
}
