import type { Observable } from 'rxjs';
import type {
  TimeRange,
  ɵReplicaEntry as ReplicaEntry,
  ɵCalendarRecords as CalendarRecords,
  ɵReplicaChanges as ReplicaChanges,
  ɵReplicaState as ReplicaState,
  ReplicaStatus,
  ɵReplicaStore as ReplicaStore,
  ɵStagedPage as StagedPage,
} from 'ngx-calendar-sync/core';
import type { WorkerConnection } from './worker-connection';

/**
 * The store of the main thread, which leaves to the worker what takes long: {@link commit} and {@link compact}. The worker
 * has a connection of its own to the same database, as another tab has.
 */
export class WorkerReplicaStore implements ReplicaStore {
  readonly #store: ReplicaStore;
  readonly #worker: WorkerConnection;

  readonly status$: Observable<ReplicaStatus>;
  readonly damaged$: Observable<string>;

  /** @param store That of the main thread. */
  constructor(store: ReplicaStore, worker: WorkerConnection) {
    this.#store = store;
    this.#worker = worker;
    this.status$ = store.status$;
    this.damaged$ = store.damaged$;
  }

  async commit(calendarId: string, fence: number): Promise<ReplicaChanges> {
    const { staged } = await this.#store.state(calendarId);
    return this.#worker.orElse(
      () => this.#worker.call('commit', calendarId, fence),
      async () => {
        const { current, staged: stillStaged } = await this.#store.state(calendarId);
        const isCommitted =
          !stillStaged &&
          staged &&
          'cursor' in staged.next &&
          staged.next.cursor === current?.cursor;
        // What has changed, only the worker knew.
        return isCommitted ? { everything: true } : this.#store.commit(calendarId, fence);
      },
    );
  }

  compact(calendarId: string, fence: number): Promise<void> {
    return this.#worker.orElse(
      () => this.#worker.call('compact', calendarId, fence),
      () => this.#store.compact(calendarId, fence),
    );
  }

  rememberDamage(calendarId: string): Promise<void> {
    return this.#store.rememberDamage(calendarId);
  }

  claim(): Promise<number> {
    return this.#store.claim();
  }

  state(calendarId: string): Promise<ReplicaState> {
    return this.#store.state(calendarId);
  }

  stage(calendarId: string, page: StagedPage, fence: number): Promise<void> {
    return this.#store.stage(calendarId, page, fence);
  }

  read(calendarId: string, range: TimeRange): Promise<readonly ReplicaEntry[]> {
    return this.#store.read(calendarId, range);
  }

  find(calendarId: string, ids: Iterable<string>): Promise<ReadonlyMap<string, ReplicaEntry>> {
    return this.#store.find(calendarId, ids);
  }

  calendars(): Promise<CalendarRecords | undefined> {
    return this.#store.calendars();
  }

  putCalendars(calendars: CalendarRecords, fence: number): Promise<void> {
    return this.#store.putCalendars(calendars, fence);
  }

  remove(calendarId: string, fence: number): Promise<void> {
    return this.#store.remove(calendarId, fence);
  }

  close(): void {
    this.#store.close();
  }
}
