import type { SchedulerLike } from 'rxjs';
import type {
  ɵCalendarProvider as CalendarProvider,
  ɵPullScope as PullScope,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import type { PageStager } from './page-stager';
import type { PullSchedule } from './pull-schedule';

/** What a sync needs to know and to use. */
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
  /** Resolves when the views have read what was committed: what is stored is put in order after that. */
  readonly readsDone?: () => Promise<unknown>;
  /** Whether the user can see the page: otherwise no pass begins by the clock. */
  readonly visible: () => boolean;
  readonly clock: SchedulerLike;
  readonly random: () => number;
}
