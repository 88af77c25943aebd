import { asyncScheduler, BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import type { ɵTabConnections as TabConnections } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ɵStoredWrite as StoredWrite,
  ɵWriteLog as WriteLog,
} from 'ngx-calendar-sync/core';
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
    };
    this.#opened.push(tab);
    return tab;
  }

  async deleteAll(): Promise<void> {
    for (const { log } of this.#opened.splice(0)) {
      log.close();
    }
    await deleteWrites(this.account);
  }
}

export function idsOf(writes: readonly StoredWrite[]): string {
  return writes.map(({ id }) => id).join();
}
