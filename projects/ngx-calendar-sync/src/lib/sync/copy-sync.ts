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
import { CalendarSyncError, type CalendarSyncErrorCode } from '../model/calendar-sync-error';
import type { ReplicaChanges, ReplicaStore } from '../replica/replica-store';
import type { CalendarProvider, PullScope } from './calendar-provider';
import { pull, type PullProblem, type PullProgress } from './pull';
import { pullCalendars } from './pull-calendars';
import { RepeatedWork } from './repeated-work';

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
  /** By calendar id, why it could not be brought up to date. */
  readonly errors: ReadonlyMap<string, CalendarSyncError>;
  /** Why the whole pass came to nothing. */
  readonly error?: CalendarSyncError;
  readonly problems: readonly (PullProblem & { readonly calendarId: string })[];
  /** When everything was last known to be as the provider has it, in milliseconds since the epoch. */
  readonly syncedAt?: number;
}

/** Milliseconds between two passes, give or take a quarter, so that not all clients ask at once. */
const usual = 60_000;
const longest = 15 * 60_000;
const afterQuota = 60 * 60_000;
/** How many calendars are pulled at a time. */
const atOnce = 3;

/** After these no other calendar would fare better. */
const general: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'expired',
  'signed-out',
  'rate-limited',
  'quota-exceeded',
  'cancelled',
];

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
  #failures = 0;
  /** Void until this tab keeps the copy. */
  #fence = Promise.resolve(0);
  readonly #passes = new RepeatedWork(() => this.#pass());
  /** By calendar id. */
  readonly #pulls = new Map<string, RepeatedWork>();

  readonly events$: Observable<CopySyncEvent> = this.#events;

  constructor(context: CopySyncContext) {
    this.#context = context;
  }

  /** While it is subscribed to: a pass now, from time to time, and whenever `wake$` says that it may be worth it. */
  keepUp(wake$: Observable<unknown>): Observable<unknown> {
    const { store, clock } = this.#context;
    const pass = () => from(this.sync().catch(() => undefined));
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

  /** A pass that begins now, or after the one under way. Rejects with what kept the whole of it from being done. */
  sync(): Promise<void> {
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
    const { syncedAt } = this.#progress;
    const begun: CopyProgress = { ...noProgress, phase: 'syncing' };
    this.#tell(syncedAt === undefined ? {} : { syncedAt }, begun);
    try {
      await this.#pullCalendars();
      await shown();
      const ids = await calendarIds();
      this.#tell({ calendars: ids.length });
      const pulls$ = from(ids).pipe(mergeMap((id) => this.#pullInPass(id), atOnce));
      await lastValueFrom(pulls$, { defaultValue: undefined });
      this.#failures = 0;
      const done = this.#progress.errors.size === 0 ? { syncedAt: clock.now() } : {};
      this.#tell({ phase: 'idle', ...done });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#failures += 1;
      this.#tell({ phase: 'idle', error });
      throw error;
    }
  }

  async #pullCalendars(): Promise<void> {
    const { provider, store } = this.#context;
    const fence = await this.#fence;
    const anew = this.#progress.syncedAt === undefined;
    const job = { provider, store, fence, stopped: this.#stopped, anew };
    const { added, updated, removed } = await pullCalendars(job);
    if (added.length + updated.length + removed.length > 0) {
      this.#events.next({ kind: 'calendars' });
    }
    for (const calendarId of removed) {
      this.#events.next({ kind: 'committed', calendarId, changes: { everything: true } });
    }
  }

  async #pullInPass(calendarId: string): Promise<void> {
    let failed: CalendarSyncError | undefined;
    try {
      await this.pull(calendarId);
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (general.includes(error.code)) throw error;
      failed = error;
    }
    const { calendarsDone, errors } = this.#progress;
    this.#tell({
      calendarsDone: calendarsDone + 1,
      ...(failed ? { errors: new Map(errors).set(calendarId, failed) } : {}),
    });
  }

  async #pull(calendarId: string): Promise<void> {
    const begunAt = this.#context.clock.now();
    const fence = await this.#fence;
    // The pages of an earlier pull may be older than the beginning of this one: what has changed since is asked for.
    for (let resumed = true; resumed;) resumed = await this.#pullOnce(calendarId, fence);
    this.#events.next({ kind: 'pulled', calendarId, begunAt });
    // Once it is shown, so that nobody waits for it.
    await this.#context.store.compact(calendarId, fence);
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
    if (!isNothing(changes)) this.#events.next({ kind: 'committed', calendarId, changes });
    const own = problems.map((problem) => ({ ...problem, calendarId }));
    if (own.length > 0) this.#tell({ problems: [...this.#progress.problems, ...own] });
    return resumed;
  }

  #tell(change: Partial<CopyProgress>, before = this.#progress): void {
    this.#progress = { ...before, ...change };
    this.#events.next({ kind: 'progress', progress: this.#progress });
  }

  #pause(): number {
    const { code } = this.#progress.error ?? {};
    const base =
      code === 'quota-exceeded' ? afterQuota : Math.min(usual * 2 ** this.#failures, longest);
    return base * (0.75 + this.#context.random() / 2);
  }
}

function isNothing(changes: ReplicaChanges): boolean {
  if (changes.everything) return false;
  return changes.added.length + changes.updated.length + changes.removed.length === 0;
}
