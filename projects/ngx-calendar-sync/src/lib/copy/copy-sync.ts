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
  timer,
} from 'rxjs';
import { spreadMs } from '../ambient/back-off';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { ReplicaChanges, ReplicaStore } from '../replica/replica-store';
import type { CalendarProvider, PullScope } from '../provider/calendar-provider';
import { FailingCalendars } from './failing-calendars';
import { isOfAccount, PassFailures } from './pass-failures';
import { pull, type PullProblem, type PullProgress } from './pull';
import { pullCalendars } from './pull-calendars';
import { RepeatedWork } from './repeated-work';
import { pauseAfter } from './sync-pauses';

export interface CopySyncContext {
  readonly provider: Pick<CalendarProvider, 'pull' | 'pullCalendars'>;
  readonly store: ReplicaStore;
  readonly scope: PullScope;
  /** Of the calendars that the copy is to hold, in the order of their urgency. */
  readonly calendarIds: () => Promise<readonly string[]>;
  /** Resolves when what the user looks at is there: the copy comes after. */
  readonly shown: () => Promise<unknown>;
  /** Whether the user can see the page: else nothing is asked for from time to time. */
  readonly visible: () => boolean;
  readonly clock: SchedulerLike;
  readonly random: () => number;
}

/** What a pass does, as it does it. */
export type CopySyncEvent =
  | { readonly kind: 'calendars' }
  | { readonly kind: 'committed'; readonly calendarId: string; readonly changes: ReplicaChanges }
  | ({ readonly kind: 'pulled' } & CompletedPull)
  | { readonly kind: 'progress'; readonly progress: CopyProgress };

/** The copy of a calendar holds all that the provider held when the pull began, whether or not that changed the copy. */
export interface CompletedPull {
  readonly calendarId: string;
  /** When the pull began, in milliseconds since the epoch. */
  readonly begunAt: number;
}

export interface CopyProgress {
  readonly phase: 'idle' | 'syncing';
  /** Of the calendars that the copy is to hold: how many are done in this pass, and how many there are. */
  readonly calendarsDone: number;
  readonly calendars: number;
  /** Events that came in during this pass. */
  readonly events: number;
  /** By calendar id, why it could not be brought up to date; it is retried after a pause that grows. */
  readonly errors: ReadonlyMap<string, CalendarSyncError>;
  /** Why the whole pass came to nothing. */
  readonly error?: CalendarSyncError;
  readonly problems: readonly (PullProblem & { readonly calendarId: string })[];
  /**
   * When a pass last came to its end, in milliseconds since the epoch: every calendar but those in `errors` was then as
   * the provider has it.
   */
  readonly syncedAt?: number;
}

const QUOTA_PAUSE_MS = 60 * 60_000;
const MAX_PARALLEL_CALENDARS = 3;

export const noProgress: CopyProgress = {
  phase: 'idle',
  calendarsDone: 0,
  calendars: 0,
  events: 0,
  errors: new Map(),
  problems: [],
};

/** Keeps a copy up to date, pass by pass. */
export class CopySync {
  readonly #context: CopySyncContext;
  readonly #events = new Subject<CopySyncEvent>();
  readonly #stopped = new Subject<void>();
  #progress = noProgress;
  readonly #failing: FailingCalendars;
  #failedPasses = 0;
  /** Google's changes of the list leave out what happens to calendars of others: each tab reads all of it once. */
  #listRead = false;
  /** The next pass asks for all calendars, also for those that wait after a failure. */
  #wantsAll = false;
  /** 0 loses to any claimed fence; it is replaced once this tab leads. */
  #fence = Promise.resolve(0);
  readonly #passes = new RepeatedWork(() => this.#pass());
  /** By calendar id. */
  readonly #pulls = new Map<string, RepeatedWork>();

  readonly events$: Observable<CopySyncEvent> = this.#events;

  constructor(context: CopySyncContext) {
    this.#context = context;
    this.#failing = new FailingCalendars(context.clock, context.random);
  }

  /** While it is subscribed to: a pass now, from time to time, and whenever `wake$` says that it may be worth it. */
  keepUp(wake$: Observable<unknown>): Observable<unknown> {
    const { store, clock } = this.#context;
    const pass = () => from(this.#passes.run().catch(() => undefined));
    const later = () =>
      timer(this.#pause(), clock).pipe(
        filter(() => this.#context.visible()),
        switchMap(pass),
      );
    return defer(() => (this.#fence = store.claim())).pipe(
      switchMap(() => wake$.pipe(startWith(undefined))),
      switchMap(() => pass().pipe(expand(later))),
      finalize(() => {
        this.#stopped.next();
      }),
    );
  }

  /**
   * A pass over all calendars that begins now, or after the one under way. Rejects with what kept the whole of it from
   * being done; what is wrong with single calendars is in the progress.
   */
  sync(): Promise<void> {
    this.#wantsAll = true;
    return this.#passes.run();
  }

  /**
   * Pulls one calendar, now or after the pull of it that is under way. Settles by this calendar alone, whatever becomes
   * of the others.
   */
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
      const error = CalendarSyncError.from(thrown);
      this.#failedPasses += 1;
      this.#tell({ phase: 'idle', error });
      throw error;
    }
  }

  /** Where the list alone cannot be had, the calendars that are known are brought up to date all the same. */
  async #pullCalendars(): Promise<CalendarSyncError | undefined> {
    const { provider, store } = this.#context;
    const fence = await this.#fence;
    const job = { provider, store, fence, stopped: this.#stopped, anew: !this.#listRead };
    try {
      const { added, updated, removed } = await pullCalendars(job);
      this.#listRead = true;
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

  /** Rejects where the failures are not the calendars' own. */
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
    const pulls$ = from(failing.last(ids)).pipe(mergeMap(pullInPass, MAX_PARALLEL_CALENDARS));
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
      // The pages of an earlier pull may be older than the beginning of this one: what has changed since is asked for.
      for (let resumed = true; resumed;) {
        resumed = await this.#pullOnce(calendarId, fence);
      }
      if (this.#failing.has(calendarId)) {
        this.#failing.succeeded(calendarId);
        this.#tell({ errors: this.#failing.errors });
      }
      this.#events.next({ kind: 'pulled', calendarId, begunAt });
      // Once it is shown, so that nobody waits for it.
      await this.#context.store.compact(calendarId, fence);
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (!isOfAccount(error)) {
        this.#failing.failed(calendarId, error);
        this.#tell({ errors: this.#failing.errors });
      }
      throw error;
    }
  }

  /** Whether it went on from an earlier pull. */
  async #pullOnce(calendarId: string, fence: number): Promise<boolean> {
    const { provider, store, scope } = this.#context;
    let counted = 0;
    const progress = ({ events }: PullProgress) => {
      this.#tell({ events: this.#progress.events + events - counted });
      counted = events;
    };
    const job = { provider, store, calendarId, scope, fence, stopped: this.#stopped, progress };
    const { changes, problems, resumed } = await pull(job);
    if (!isNothing(changes)) {
      this.#events.next({ kind: 'committed', calendarId, changes });
    }
    this.#tellProblems(calendarId, changes, problems);
    return resumed;
  }

  /** A problem stays until its event comes in anew, or its calendar is copied anew. */
  #tellProblems(calendarId: string, changes: ReplicaChanges, found: readonly PullProblem[]): void {
    const changed = changes.everything
      ? []
      : [...changes.added, ...changes.updated, ...changes.removed];
    const ids = new Set([...changed, ...found].map(({ id }) => id));
    const before = this.#progress.problems;
    const kept = before.filter(
      (problem) =>
        problem.calendarId !== calendarId || !(changes.everything || ids.has(problem.id)),
    );
    if (kept.length === before.length && found.length === 0) {
      return;
    }
    this.#tell({ problems: [...kept, ...found.map((problem) => ({ ...problem, calendarId }))] });
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
