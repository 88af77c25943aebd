import {
  defer,
  expand,
  filter,
  finalize,
  from,
  lastValueFrom,
  mergeMap,
  type Observable,
  type SchedulerLike,
  startWith,
  Subject,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import { ɵspreadMs as spreadMs } from 'ngx-calendar-sync/base';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { SupersededError } from './replica/fence';
import type {
  ɵReplicaChanges as ReplicaChanges,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import type {
  ɵCalendarProvider as CalendarProvider,
  ɵPullScope as PullScope,
} from 'ngx-calendar-sync/core';
import { type CopyProgress } from 'ngx-calendar-sync/core';
import { type CopySyncEvent, noProgress } from './copy-progress';
import { FailingCalendars } from './failing-calendars';
import { isOfAccount, PassFailures } from './pass-failures';
import { pull, type PullProgress } from './pull';
import { pullCalendars } from './pull-calendars';
import { problemsAfterPull } from './pull-problems';
import { RepeatedWork } from './repeated-work';
import { pauseAfter } from './sync-pauses';

export interface CopySyncContext {
  readonly provider: Pick<CalendarProvider, 'pull' | 'pullCalendars' | 'maxParallelRequests'>;
  readonly store: ReplicaStore;
  /** What the replica is to cover, asked at each pull: a window may move on while the app runs. */
  readonly scope: () => PullScope;
  /** Of the calendars that the replica is to hold, the most urgent first. */
  readonly calendarIds: () => Promise<readonly string[]>;
  /** Resolves when the view has its events: the calendars of a pass are pulled after that. */
  readonly shown: () => Promise<unknown>;
  /** Whether the user can see the page: otherwise no pass begins by the clock. */
  readonly visible: () => boolean;
  readonly clock: SchedulerLike;
  readonly random: () => number;
}

/** A day's quota that is used up comes back after hours. */
const QUOTA_PAUSE_MS = 60 * 60_000;
const MAX_PARALLEL_CALENDARS = 3;

/** Keeps a replica up to date, pass by pass. */
export class CopySync {
  readonly #context: CopySyncContext;
  readonly #events = new Subject<CopySyncEvent>();
  readonly #stopped = new Subject<void>();
  #progress = noProgress;
  readonly #failing: FailingCalendars;
  #failedPasses = 0;
  /**
   * Google's changes of the list leave out what owners of shared calendars change: each tab asks for all of it once.
   */
  #hasReadList = false;
  /** The next pass pulls all calendars, also those that wait after a failure. */
  #wantsAll = false;
  /** 0 loses to any claimed fence; it is replaced once this tab leads. */
  #fence = Promise.resolve(0);
  /** While {@link keepUp} is subscribed to. */
  #leads = false;
  readonly #passes = new RepeatedWork(() => this.#pass());
  /** By calendar id. */
  readonly #pulls = new Map<string, RepeatedWork>();

  readonly events$: Observable<CopySyncEvent> = this.#events;

  constructor(context: CopySyncContext) {
    this.#context = context;
    this.#failing = new FailingCalendars(context.clock, context.random);
  }

  /** While it is subscribed to: a pass now, one after each pause, and one at once whenever `wake$` emits. */
  keepUp(wake$: Observable<unknown>): Observable<unknown> {
    const { store, clock } = this.#context;
    const pass = () => from(this.#passes.run().catch(() => undefined));
    const later = () =>
      timer(this.#pause(), clock).pipe(
        filter(() => this.#context.visible()),
        switchMap(pass),
      );
    return defer(() => {
      this.#leads = true;
      return (this.#fence = store.claim());
    }).pipe(
      tap(() => {
        this.#events.next({ kind: 'leads' });
      }),
      switchMap(() => wake$.pipe(startWith(undefined))),
      switchMap(() => pass().pipe(expand(later))),
      finalize(() => {
        this.#leads = false;
        this.#stopped.next();
      }),
    );
  }

  /**
   * A pass over all calendars that begins now, or after the one under way. Rejects with what made the pass fail as a
   * whole; the failures of single calendars are in the progress.
   */
  sync(): Promise<void> {
    this.#wantsAll = true;
    return this.#passes.run();
  }

  /** Pulls one calendar, now or after the pull of it that is under way; other calendars do not matter to the result. */
  pull(calendarId: string): Promise<void> {
    let work = this.#pulls.get(calendarId);
    if (!work) {
      work = new RepeatedWork(() => this.#pull(calendarId));
      this.#pulls.set(calendarId, work);
    }
    return work.run();
  }

  async #pass(): Promise<void> {
    const { clock, shown, calendarIds } = this.#context;
    const all = this.#wantsAll;
    this.#wantsAll = false;
    const { syncedAt, errors, problems } = this.#progress;
    const known = { errors, problems, ...(syncedAt === undefined ? {} : { syncedAt }) };
    this.#tell(known, { ...noProgress, phase: 'syncing' });
    try {
      const listError = await this.#pullCalendars();
      await shown();
      const ids = await calendarIds();
      this.#failing.keep(ids);
      this.#tell({
        calendars: ids.length,
        errors: this.#failing.errors,
        problems: this.#progress.problems.filter(({ calendarId }) => ids.includes(calendarId)),
      });
      await this.#pullAll(ids, all);
      if (listError) {
        throw listError;
      }
      this.#failedPasses = 0;
      this.#tell({ phase: 'idle', syncedAt: clock.now() });
    } catch (thrown) {
      const error = this.#errorOf(thrown);
      this.#failedPasses += 1;
      this.#tell({ phase: 'idle', error });
      throw error;
    }
  }

  /**
   * Returns the error where the list alone cannot be had, so that the calendars that are known are pulled all the same.
   */
  async #pullCalendars(): Promise<CalendarSyncError | undefined> {
    const { provider, store } = this.#context;
    const fence = await this.#fence;
    const job = { provider, store, fence, stopped: this.#stopped, anew: !this.#hasReadList };
    try {
      const { added, updated, removed } = await pullCalendars(job);
      this.#hasReadList = true;
      if (added.length + updated.length + removed.length > 0) {
        this.#events.next({ kind: 'calendars' });
      }
      for (const calendarId of removed) {
        this.#events.next({ kind: 'committed', calendarId, changes: { everything: true } });
      }
      return undefined;
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      const isGeneral = error.code === 'offline' || isOfAccount(error);
      if (isGeneral || !(await store.calendars())) {
        throw error;
      }
      return error;
    }
  }

  /** Rejects where the failures are the account's or the service's, and not those of single calendars. */
  async #pullAll(ids: readonly string[], all: boolean): Promise<void> {
    const failing = this.#failing;
    const failures = new PassFailures();
    const pullInPass = async (id: string) => {
      if (all || !failing.isWaiting(id)) {
        const failedBefore = failing.has(id);
        await this.pull(id).then(
          () => {
            failures.succeeded();
          },
          (error: unknown) => {
            failures.failed(CalendarSyncError.from(error), failedBefore);
          },
        );
      }
      this.#tell({ calendarsDone: this.#progress.calendarsDone + 1 });
    };
    const { maxParallelRequests = MAX_PARALLEL_CALENDARS } = this.#context.provider;
    const parallel = Math.min(MAX_PARALLEL_CALENDARS, maxParallelRequests);
    const pulls$ = from(failing.failedLast(ids)).pipe(mergeMap(pullInPass, parallel));
    try {
      await lastValueFrom(pulls$, { defaultValue: undefined });
      if (failures.ofAll) {
        throw failures.ofAll;
      }
    } catch (error) {
      failing.retryAll();
      throw error;
    }
  }

  async #pull(calendarId: string): Promise<void> {
    const begunAt = this.#context.clock.now();
    try {
      const fence = await this.#fence;
      const scope = this.#context.scope();
      // A resumed pull ends with what the provider held when it first began: one more asks for the changes since.
      for (let resumed = true; resumed;) {
        resumed = await this.#pullOnce(calendarId, scope, fence);
      }
      if (this.#failing.has(calendarId)) {
        this.#failing.succeeded(calendarId);
        this.#tell({ errors: this.#failing.errors });
      }
      this.#events.next({ kind: 'pulled', calendarId, begunAt });
      // After the event, since the events show before the store is in order.
      await this.#context.store.compact(calendarId, fence);
    } catch (thrown) {
      const error = this.#errorOf(thrown);
      if (!isOfAccount(error)) {
        this.#failing.failed(calendarId, error);
        this.#tell({ errors: this.#failing.errors });
      }
      throw error;
    }
  }

  /** Whether it went on from the pages of an earlier pull. */
  async #pullOnce(calendarId: string, scope: PullScope, fence: number): Promise<boolean> {
    const { provider, store } = this.#context;
    let counted = 0;
    const progress = ({ events }: PullProgress) => {
      this.#tell({ events: this.#progress.events + events - counted });
      counted = events;
    };
    const job = { provider, store, calendarId, scope, fence, stopped: this.#stopped, progress };
    const outcome = await pull(job);
    const { changes, resumed } = outcome;
    if (!isNothing(changes)) {
      this.#events.next({ kind: 'committed', calendarId, changes });
    }
    const before = this.#progress.problems;
    const problems = problemsAfterPull(before, calendarId, outcome);
    if (problems !== before) {
      this.#tell({ problems });
    }
    return resumed;
  }

  /**
   * What another tab claimed while it led may be stored late, and outrun the fence of this tab: where this tab leads, it
   * claims again.
   */
  #errorOf(thrown: unknown): CalendarSyncError {
    if (thrown instanceof SupersededError && this.#leads) {
      this.#fence = this.#context.store.claim();
    }
    return CalendarSyncError.from(thrown);
  }

  #tell(change: Partial<CopyProgress>, before = this.#progress): void {
    this.#progress = { ...before, ...change };
    this.#events.next({ kind: 'progress', progress: this.#progress });
  }

  #pause(): number {
    const { random } = this.#context;
    return this.#progress.error?.code === 'quota-exceeded'
      ? spreadMs(QUOTA_PAUSE_MS, random)
      : pauseAfter(this.#failedPasses, random);
  }
}

function isNothing(changes: ReplicaChanges): boolean {
  if (changes.everything) {
    return false;
  }
  return changes.added.length + changes.updated.length + changes.removed.length === 0;
}
