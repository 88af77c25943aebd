import type { Observable } from 'rxjs';
import { ɵnextTask as nextTask } from 'ngx-calendar-sync/base';
import type {
  ɵPullScope as PullScope,
  ɵReplicaChanges as ReplicaChanges,
} from 'ngx-calendar-sync/core';
import type { BatchedPulls } from './batched-pulls';
import type { ClaimedFence } from './claimed-fence';
import type { CopySyncContext } from './copy-sync-context';
import type { FailingCalendars } from './failing-calendars';
import { isOfAccount } from './pass-failures';
import { pull, type PullProgress } from './pull';
import { problemsAfterPull } from './pull-problems';
import { RepeatedWork } from './repeated-work';
import type { SyncReport } from './sync-report';

export interface CalendarPullsContext extends Pick<
  CopySyncContext,
  'store' | 'stager' | 'scope' | 'readsDone' | 'clock'
> {
  readonly fence: ClaimedFence;
  readonly failing: FailingCalendars;
  readonly batches: BatchedPulls;
  readonly report: SyncReport;
  /** Ends the pulls that are under way. */
  readonly stopped: Observable<unknown>;
}

/** Pulls calendars, each of them one time after the other, and puts what is stored of each in order afterwards. */
export class CalendarPulls {
  readonly #context: CalendarPullsContext;
  /** By calendar id. */
  readonly #pulls = new Map<string, RepeatedWork>();
  /** By calendar id, what puts its stored data in order after a pull. */
  readonly #compactions = new Map<string, Promise<void>>();

  constructor(context: CalendarPullsContext) {
    this.#context = context;
  }

  /**
   * Pulls one calendar, now or after the pull of it that is under way; other calendars do not matter to the result.
   * @throws CalendarSyncError
   */
  pull(calendarId: string): Promise<void> {
    let work = this.#pulls.get(calendarId);
    if (!work) {
      work = new RepeatedWork(() => this.#pull(calendarId));
      this.#pulls.set(calendarId, work);
    }
    return work.run();
  }

  isRunning(calendarId: string): boolean {
    return this.#pulls.get(calendarId)?.isRunning === true;
  }

  async #pull(calendarId: string): Promise<void> {
    const { clock, fence: claimed, failing, report } = this.#context;
    const begunAt = clock.now();
    try {
      await this.#compactions.get(calendarId);
      const fence = await claimed.current;
      const scope = this.#context.scope();
      // A resumed pull ends with what the provider held when it first began: one more asks for the changes since.
      for (let resumed = true; resumed;) {
        resumed = await this.#pullOnce(calendarId, scope, fence);
      }
      if (failing.has(calendarId)) {
        failing.succeeded(calendarId);
        report.tell({ errors: failing.errors });
      }
      report.emit({ kind: 'pulled', calendarId, begunAt });
      this.#compactions.set(calendarId, this.#compact(calendarId, fence));
    } catch (thrown) {
      const error = claimed.errorOf(thrown);
      if (!isOfAccount(error)) {
        failing.failed(calendarId, error);
        report.tell({ errors: failing.errors });
      }
      throw error;
    }
  }

  /**
   * Nobody waits for this but the next pull of the calendar: the replica is complete before. Where it fails, or the tab is
   * closed, the next pull has it done again.
   */
  async #compact(calendarId: string, claimed: number): Promise<void> {
    const { store, fence, readsDone } = this.#context;
    try {
      // Who hears of the commit begins to read in this task. A transaction that writes would keep the view waiting.
      await nextTask();
      await readsDone?.();
      await store.compact(calendarId, claimed);
    } catch (thrown) {
      fence.errorOf(thrown);
    }
  }

  /** Whether it went on from the pages of an earlier pull. */
  async #pullOnce(calendarId: string, scope: PullScope, fence: number): Promise<boolean> {
    const { store, stager, batches, stopped, report } = this.#context;
    const { provider } = batches;
    let counted = 0;
    const progress = ({ events }: PullProgress) => {
      report.tell({
        events: report.progress.events + events - counted,
      });
      counted = events;
    };
    const job = { provider, store, stager, calendarId, scope, fence, stopped, progress };
    const outcome = await pull(job);
    const { changes, resumed } = outcome;
    if (!isNothing(changes)) {
      report.emit({ kind: 'committed', calendarId, changes });
    }
    const before = report.progress.problems;
    const problems = problemsAfterPull(before, calendarId, outcome);
    if (problems !== before) {
      report.tell({ problems });
    }
    return resumed;
  }
}

function isNothing(changes: ReplicaChanges): boolean {
  if (changes.everything) {
    return false;
  }
  return changes.added.length + changes.updated.length + changes.removed.length === 0;
}
