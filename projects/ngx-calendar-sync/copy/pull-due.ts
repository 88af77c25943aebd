import { from, lastValueFrom, mergeMap, tap } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { BatchedPulls } from './batched-pulls';
import type { FailingCalendars } from './failing-calendars';
import { PassFailures, type PullEnd } from './pass-failures';

export interface DueJob {
  /** Ids of the calendars to pull, the most urgent first. */
  readonly due: readonly string[];
  /** Ids of the other calendars of the copy. */
  readonly others: readonly string[];
  readonly failing: FailingCalendars;
  readonly batches: BatchedPulls;
  readonly maxParallelCalendars: number;
  readonly isBeingPulled: (calendarId: string) => boolean;
  /** @throws CalendarSyncError */
  readonly pull: (calendarId: string) => Promise<void>;
  /** Called with how many calendars more are done. */
  readonly done: (calendars: number) => void;
}

/**
 * Pulls the calendars that are due in one pass.
 * @throws CalendarSyncError where the failures are the account's or the service's, and not those of single calendars.
 */
export async function pullDue(job: DueJob): Promise<void> {
  const { due, others, failing, batches, maxParallelCalendars, isBeingPulled, done } = job;
  const failures = new PassFailures();
  const pullOne = async (id: string): Promise<PullEnd> => {
    const failedBefore = failing.has(id);
    try {
      await job.pull(id);
      return { failedBefore };
    } catch (error) {
      return { failedBefore, error: CalendarSyncError.from(error) };
    }
  };
  try {
    const batchable = due.filter((id) => !failing.has(id) && !isBeingPulled(id));
    const groups = await batches.groupsOf(batchable);
    for (const group of groups) {
      for (const end of await batches.together(group, pullOne)) {
        failures.count(end);
      }
      done(group.length);
    }

    const inGroups = new Set(groups.flat());
    const single = failing.failedLast(due.filter((id) => !inGroups.has(id)));
    const pulls$ = from(single).pipe(
      mergeMap(pullOne, maxParallelCalendars),
      tap((end) => {
        failures.count(end);
        done(1);
      }),
    );
    await lastValueFrom(pulls$, { defaultValue: undefined });

    // Where all failed that were due, another calendar tells whether it is the service that fails.
    const other = others.find((id) => !failing.has(id));
    if (failures.ofAll && other !== undefined) {
      failures.count(await pullOne(other));
    }
    if (failures.ofAll) {
      throw failures.ofAll;
    }
  } catch (error) {
    failing.retryAll();
    throw error;
  }
}
