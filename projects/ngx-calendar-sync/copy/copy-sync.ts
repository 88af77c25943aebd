import {
  defer,
  expand,
  filter,
  finalize,
  from,
  merge,
  NEVER,
  type Observable,
  startWith,
  Subject,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import { ɵspreadMs as spreadMs, CalendarSyncError } from 'ngx-calendar-sync/base';
import { BatchedPulls } from './batched-pulls';
import { CalendarPulls } from './calendar-pulls';
import { ClaimedFence } from './claimed-fence';
import { type CopySyncEvent, noProgress } from './copy-progress';
import type { CopySyncContext } from './copy-sync-context';
import { FailingCalendars } from './failing-calendars';
import { isOfAccount } from './pass-failures';
import { pullCalendars } from './pull-calendars';
import { pullDue } from './pull-due';
import { RepeatedWork } from './repeated-work';
import { pauseAfter } from './sync-pauses';
import { SyncReport } from './sync-report';

/** A day's quota that is used up comes back after hours. */
const QUOTA_PAUSE_MS = 60 * 60_000;
const MAX_PARALLEL_CALENDARS = 3;

/** Keeps a replica up to date, pass by pass. */
export class CopySync {
  readonly #context: CopySyncContext;
  readonly #report = new SyncReport();
  readonly #stopped = new Subject<void>();
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
  readonly #fence: ClaimedFence;
  readonly #passes = new RepeatedWork(() => this.#pass());
  readonly #pulls: CalendarPulls;
  readonly #batches: BatchedPulls;
  readonly #maxParallelCalendars: number;

  readonly events$: Observable<CopySyncEvent> = this.#report.events$;

  constructor(context: CopySyncContext) {
    this.#context = context;
    this.#failing = new FailingCalendars(context.clock, context.random);
    const { maxParallelRequests = MAX_PARALLEL_CALENDARS } = context.provider;
    this.#maxParallelCalendars = Math.min(MAX_PARALLEL_CALENDARS, maxParallelRequests);
    this.#batches = new BatchedPulls({
      ...context,
      maxParallelRequests: this.#maxParallelCalendars,
    });
    this.#fence = new ClaimedFence(context.store);
    this.#pulls = new CalendarPulls({
      ...context,
      fence: this.#fence,
      failing: this.#failing,
      batches: this.#batches,
      report: this.#report,
      stopped: this.#stopped,
    });
  }

  /**
   * While it is subscribed to: a pass now, one after each pause, and one at once whenever `wake$` or `opened$` emits.
   * @param opened$ Calendars have come into view: what is in view and was pulled a moment ago is not pulled again.
   */
  keepUp(wake$: Observable<unknown>, opened$: Observable<unknown> = NEVER): Observable<unknown> {
    const { clock } = this.#context;
    const pass = () => from(this.#passes.run().catch(() => undefined));
    const later = () =>
      timer(this.#pause(), clock).pipe(
        filter(() => this.#context.visible()),
        switchMap(pass),
      );
    return defer(() => this.#fence.claim()).pipe(
      tap(() => {
        this.#report.emit({ kind: 'leads' });
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
        this.#fence.release();
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
    return this.#pulls.pull(calendarId);
  }

  async #pass(): Promise<void> {
    const { clock, shown, calendarIds, schedule } = this.#context;
    const all = this.#wantsAll;
    const view = this.#wantsView;
    this.#wantsAll = false;
    this.#wantsView = false;
    schedule.beginPass();
    const { syncedAt, errors, problems } = this.#report.progress;
    const known = { errors, problems, ...(syncedAt === undefined ? {} : { syncedAt }) };
    this.#report.tell(known, { ...noProgress, phase: 'syncing' });
    try {
      const listError = await this.#pullCalendars();
      await shown();
      const ids = await calendarIds();
      this.#failing.keep(ids);
      schedule.keep(ids);
      const due = all ? ids : this.#due(ids, view);
      const isDue = new Set(due);
      this.#report.tell({
        calendars: ids.length,
        calendarsDone: ids.length - due.length,
        errors: this.#failing.errors,
        problems: this.#report.progress.problems.filter(({ calendarId }) =>
          ids.includes(calendarId),
        ),
      });
      await pullDue({
        due,
        others: ids.filter((id) => !isDue.has(id)),
        failing: this.#failing,
        batches: this.#batches,
        maxParallelCalendars: this.#maxParallelCalendars,
        isBeingPulled: (id) => this.#pulls.isRunning(id),
        pull: (id) => this.pull(id),
        done: (calendars) => {
          this.#report.tell({ calendarsDone: this.#report.progress.calendarsDone + calendars });
        },
      });
      if (listError) {
        throw listError;
      }
      this.#failedPasses = 0;
      this.#report.tell({ phase: 'idle', syncedAt: clock.now() });
    } catch (thrown) {
      const error = this.#fence.errorOf(thrown);
      this.#failedPasses += 1;
      this.#report.tell({ phase: 'idle', error });
      throw error;
    }
  }

  /**
   * Returns the error where the list alone cannot be had, so that the calendars that are known are pulled all the same.
   */
  async #pullCalendars(): Promise<CalendarSyncError | undefined> {
    const { provider, store, schedule } = this.#context;
    const fence = await this.#fence.current;
    const job = { provider, store, fence, stopped: this.#stopped, anew: !this.#hasReadList };
    try {
      const { added, updated, removed } = await pullCalendars(job);
      this.#hasReadList = true;
      if (added.length + updated.length + removed.length > 0) {
        this.#report.emit({ kind: 'calendars' });
      }
      for (const calendarId of updated) {
        schedule.expectChanges(calendarId);
      }
      for (const calendarId of removed) {
        this.#report.emit({ kind: 'committed', calendarId, changes: { everything: true } });
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

  #pause(): number {
    const { random } = this.#context;
    return this.#report.progress.error?.code === 'quota-exceeded'
      ? spreadMs(QUOTA_PAUSE_MS, random)
      : pauseAfter(this.#failedPasses, random);
  }
}
