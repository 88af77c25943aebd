import {
  defer,
  expand,
  filter,
  finalize,
  from,
  merge,
  NEVER,
  type Observable,
  type SchedulerLike,
  startWith,
  Subject,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import { ɵspreadMs as spreadMs, CalendarSyncError } from 'ngx-calendar-sync/base';
import { SupersededError } from './replica/fence';
import {
  type ɵReplicaChanges as ReplicaChanges,
  type ɵReplicaStore as ReplicaStore,
  type ɵCalendarProvider as CalendarProvider,
  type ɵPullScope as PullScope,
  type CopyProgress,
} from 'ngx-calendar-sync/core';
import { type CopySyncEvent, noProgress } from './copy-progress';
import { BatchedPulls } from './batched-pulls';
import { FailingCalendars } from './failing-calendars';
import type { PageStager } from './page-stager';
import { isOfAccount } from './pass-failures';
import { pull, type PullProgress } from './pull';
import { pullCalendars } from './pull-calendars';
import { pullDue } from './pull-due';
import { problemsAfterPull } from './pull-problems';
import type { PullSchedule } from './pull-schedule';
import { RepeatedWork } from './repeated-work';
import { pauseAfter } from './sync-pauses';

export interface CopySyncContext {
  readonly provider: Pick<
    CalendarProvider,
    'pull' | 'batches' | 'pullCalendars' | 'maxParallelRequests'
  >;
  readonly store: ReplicaStore;
  /** Reads and stages the pages of pulls; by default in this thread. */
  readonly stager?: PageStager;
  /** What the replica is to cover, asked at each pull: a window may move on while the app runs. */
  readonly scope: () => PullScope;
  /** Of the calendars that the replica is to hold, the most urgent first. */
  readonly calendarIds: () => Promise<readonly string[]>;
  /** Ids of the calendars that the user looks at, in whichever tab. */
  readonly viewed: () => ReadonlySet<string>;
  readonly schedule: PullSchedule;
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
  /** The next pass pulls all calendars, also those that are not due. */
  #wantsAll = false;
  /** The next pass pulls all that is in view: the user has come back, or another tab has led until now. */
  #wantsView = false;
  /** 0 loses to any claimed fence; it is replaced once this tab leads. */
  #fence = Promise.resolve(0);
  /** While {@link keepUp} is subscribed to. */
  #leads = false;
  readonly #passes = new RepeatedWork(() => this.#pass());
  /** By calendar id. */
  readonly #pulls = new Map<string, RepeatedWork>();
  readonly #batches: BatchedPulls;
  readonly #maxParallelCalendars: number;
  /** By calendar id, what puts its stored data in order after a pull. */
  readonly #compactions = new Map<string, Promise<void>>();

  readonly events$: Observable<CopySyncEvent> = this.#events;

  constructor(context: CopySyncContext) {
    this.#context = context;
    this.#failing = new FailingCalendars(context.clock, context.random);
    const { maxParallelRequests = MAX_PARALLEL_CALENDARS } = context.provider;
    this.#maxParallelCalendars = Math.min(MAX_PARALLEL_CALENDARS, maxParallelRequests);
    this.#batches = new BatchedPulls({
      ...context,
      maxParallelRequests: this.#maxParallelCalendars,
    });
  }

  /**
   * While it is subscribed to: a pass now, one after each pause, and one at once whenever `wake$` or `opened$` emits.
   * @param opened$ Calendars have come into view: what is in view and was pulled a moment ago is not pulled again.
   */
  keepUp(wake$: Observable<unknown>, opened$: Observable<unknown> = NEVER): Observable<unknown> {
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
      switchMap(() => {
        const woken$ = wake$.pipe(
          startWith(undefined),
          tap(() => (this.#wantsView = true)),
        );
        return merge(woken$, opened$);
      }),
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
    const { clock, shown, calendarIds, schedule } = this.#context;
    const all = this.#wantsAll;
    const view = this.#wantsView;
    this.#wantsAll = false;
    this.#wantsView = false;
    schedule.beginPass();
    const { syncedAt, errors, problems } = this.#progress;
    const known = { errors, problems, ...(syncedAt === undefined ? {} : { syncedAt }) };
    this.#tell(known, { ...noProgress, phase: 'syncing' });
    try {
      const listError = await this.#pullCalendars();
      await shown();
      const ids = await calendarIds();
      this.#failing.keep(ids);
      schedule.keep(ids);
      const due = all ? ids : this.#due(ids, view);
      const isDue = new Set(due);
      this.#tell({
        calendars: ids.length,
        calendarsDone: ids.length - due.length,
        errors: this.#failing.errors,
        problems: this.#progress.problems.filter(({ calendarId }) => ids.includes(calendarId)),
      });
      await pullDue({
        due,
        others: ids.filter((id) => !isDue.has(id)),
        failing: this.#failing,
        batches: this.#batches,
        maxParallelCalendars: this.#maxParallelCalendars,
        isBeingPulled: (id) => this.#pulls.get(id)?.isRunning === true,
        pull: (id) => this.pull(id),
        done: (calendars) => {
          this.#tell({ calendarsDone: this.#progress.calendarsDone + calendars });
        },
      });
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
    const { provider, store, schedule } = this.#context;
    const fence = await this.#fence;
    const job = { provider, store, fence, stopped: this.#stopped, anew: !this.#hasReadList };
    try {
      const { added, updated, removed } = await pullCalendars(job);
      this.#hasReadList = true;
      if (added.length + updated.length + removed.length > 0) {
        this.#events.next({ kind: 'calendars' });
      }
      for (const calendarId of updated) {
        schedule.expectChanges(calendarId);
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

  #due(ids: readonly string[], view: boolean): readonly string[] {
    const { viewed, schedule } = this.#context;
    const failing = this.#failing;
    const inView = viewed();
    return ids.filter((id) =>
      failing.has(id)
        ? !failing.isWaiting(id)
        : schedule.isDue(id) || (inView.has(id) && (view || !schedule.isFresh(id))),
    );
  }

  async #pull(calendarId: string): Promise<void> {
    const begunAt = this.#context.clock.now();
    try {
      await this.#compactions.get(calendarId);
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
      this.#compactions.set(calendarId, this.#compact(calendarId, fence));
    } catch (thrown) {
      const error = this.#errorOf(thrown);
      if (!isOfAccount(error)) {
        this.#failing.failed(calendarId, error);
        this.#tell({ errors: this.#failing.errors });
      }
      throw error;
    }
  }

  /**
   * Nobody waits for this but the next pull of the calendar: the replica is complete before. Where it fails, or the tab is
   * closed, the next pull has it done again.
   */
  async #compact(calendarId: string, fence: number): Promise<void> {
    try {
      await this.#context.store.compact(calendarId, fence);
    } catch (thrown) {
      this.#errorOf(thrown);
    }
  }

  /** Whether it went on from the pages of an earlier pull. */
  async #pullOnce(calendarId: string, scope: PullScope, fence: number): Promise<boolean> {
    const { store, stager } = this.#context;
    const { provider } = this.#batches;
    let counted = 0;
    const progress = ({ events }: PullProgress) => {
      this.#tell({ events: this.#progress.events + events - counted });
      counted = events;
    };
    const stopped = this.#stopped;
    const job = { provider, store, stager, calendarId, scope, fence, stopped, progress };
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
