import { defer, NEVER, tap } from 'rxjs';
import {
  aCalendar,
  type ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from './specs/fixed-event';
import { IndexedDbRecordStorage } from './replica/indexed-db-record-storage';
import { MemoryRecordStorage } from './replica/memory-record-storage';
import { PackedReplicaStore } from './replica/packed-replica-store';
import type { RecordStorage, RecordTransaction } from './replica/record-storage';
import type { CalendarProvider } from '../core/provider/calendar-provider';
import { pull, type PullJob } from './pull';
import { SAMPLE_EVENTS, aProvider, copyOf, heldBy, type Service, SERVICES } from './specs/services';

/** A tab that dies at its n-th boundary: a request, an answer, or the beginning or end of a transaction. */
class Tab {
  crossed = 0;

  constructor(readonly diesAt: number) {}

  get dead(): boolean {
    return this.crossed >= this.diesAt;
  }

  cross(): void {
    this.crossed += 1;
    if (this.dead) {
      throw new Error('killed');
    }
  }

  storage(storage: RecordStorage): RecordStorage {
    return {
      run: async <R>(
        mode: 'readonly' | 'readwrite',
        work: (transaction: RecordTransaction) => Promise<R>,
      ) => {
        this.cross();
        const result = await storage.run(mode, async (transaction) => {
          const done = await work(transaction);
          this.cross();
          return done;
        });
        this.cross();
        return result;
      },
      close: () => undefined,
    };
  }

  provider(provider: InMemoryCalendarProvider): Pick<CalendarProvider, 'pull'> {
    return {
      pull: (calendarId, request) =>
        defer(() => {
          this.cross();
          return provider.pull(calendarId, request).pipe(
            tap(() => {
              this.cross();
            }),
          );
        }),
    };
  }
}

const CHANGED_EVENTS = [
  anEvent('standup', { start: '2026-08-01T09:00:00Z', end: '2026-08-01T10:00:00Z' }),
  anEvent('night', { status: 'cancelled' }),
  anEvent('moved', {
    seriesId: 'weekly',
    originalStart: '2026-05-11T09:00:00Z',
    status: 'cancelled',
  }),
  anEvent('new'),
  anEvent('newer', { start: '2026-08-01', end: '2026-08-02', allDay: true }),
];

/** So many that the log is compacted. */
const MANY_CHANGES = Array.from({ length: 520 }, (_, index) =>
  anEvent(`e${index % 510}`, { title: `${index}`, start: '2026-09-01', end: '2026-09-02' }),
);

interface Scene {
  readonly name: string;
  readonly options?: Service['options'];
  readonly before: (provider: InMemoryCalendarProvider) => void;
  /** Whether there is a replica already. */
  readonly synced: boolean;
}

const SCENES: readonly Scene[] = [
  { name: 'the first sync', before: () => undefined, synced: false },
  {
    name: 'the first sync, of so many pages that they are merged',
    options: { pageSize: 1 },
    before: () => undefined,
    synced: false,
  },
  {
    name: 'changes',
    before: (provider) => {
      for (const event of CHANGED_EVENTS) {
        provider.put(event);
      }
    },
    synced: true,
  },
  {
    name: 'a new replica after a lost cursor',
    before: (provider) => {
      for (const event of CHANGED_EVENTS) {
        provider.put(event);
      }
      provider.forgetCursors();
    },
    synced: true,
  },
  {
    name: 'so many changes that the log is compacted',
    options: { pageSize: 250 },
    before: (provider) => {
      for (const event of [...CHANGED_EVENTS, ...MANY_CHANGES]) {
        provider.put(event);
      }
    },
    synced: true,
  },
];

let databases = 0;

const STORAGES: readonly { readonly name: string; readonly make: () => Promise<RecordStorage> }[] =
  [
    { name: 'memory', make: () => Promise.resolve(new MemoryRecordStorage()) },
    {
      name: 'IndexedDB',
      make: () => {
        databases += 1;
        const nothing = () => undefined;
        return IndexedDbRecordStorage.open(`killed ${databases}`, {
          onVersionChange: nothing,
          onClose: nothing,
        });
      },
    },
  ];

for (const service of SERVICES) {
  for (const { name, make } of STORAGES) {
    describe(`pull in a tab that is killed, from a service of ${service.name} into ${name}`, () => {
      afterAll(() => {
        for (; databases > 0; databases -= 1) {
          indexedDB.deleteDatabase(`killed ${databases}`);
        }
      });

      for (const scene of SCENES) {
        it(`tab killed at every await of ${scene.name}`, async () => {
          const { scope } = service;
          const calendars = [aCalendar('work', { timeZone: 'Europe/Berlin' })];
          const options = { calendars, ...service.options, ...scene.options };
          let survived = 0;
          for (let diesAt = 1; ; diesAt += 1) {
            const provider = aProvider({ ...service, options }, SAMPLE_EVENTS);
            const storage = await make();
            const lasting = new PackedReplicaStore(storage, NEVER);
            const job = { calendarId: 'work', scope };
            const run = async (from: PullJob) => {
              await pull(from);
              await from.store.compact('work', from.fence);
            };
            if (scene.synced) {
              await run({ ...job, provider, store: lasting, fence: 1 });
            }
            const before = await copyOf(lasting);
            scene.before(provider);
            const after = await heldBy(provider, scope);

            const tab = new Tab(diesAt);
            const dying = new PackedReplicaStore(tab.storage(storage), NEVER);
            await run({ ...job, provider: tab.provider(provider), store: dying, fence: 1 }).catch(
              () => undefined,
            );
            const left = await copyOf(lasting);
            expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(left));

            await run({ ...job, provider, store: lasting, fence: await lasting.claim() });
            expect(await copyOf(lasting)).toEqual(after);
            storage.close();
            if (!tab.dead) {
              break;
            }
            survived += 1;
          }
          expect(survived).toBeGreaterThan(10);
        }, 120_000);
      }
    });
  }
}
