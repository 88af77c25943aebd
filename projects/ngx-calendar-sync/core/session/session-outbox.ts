import type { Observable, SchedulerLike } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import type {
  ConflictChoice,
  ConflictPolicy,
  PendingWrite,
  UndoableWrite,
  WriteConflict,
} from '../model/pending-write';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  SeriesEventsOf,
} from '../provider/calendar-provider';
import type { EventBackend } from '../provider/event-backend';
import type { DirectWrite, Overlay, PlannedWrite, WriteTarget } from '../provider/event-write';

/** The writes of a session that its events do not show yet. The entry `core/outbox` has it. */
export interface SessionOutbox<E extends CalendarEvent> {
  /** In the order of the writes. */
  readonly overlays$: Observable<readonly Overlay<E>[]>;

  /** The writes that are not confirmed, in the order in which they were made. */
  readonly pendingWrites$: Observable<readonly PendingWrite<E>[]>;

  /** The writes that {@link undoLast} takes back, the next one last. */
  readonly undoableWrites$: Observable<readonly UndoableWrite[]>;

  /** The writes that wait for the user to choose, in the order in which they were made. */
  readonly conflicts$: Observable<readonly WriteConflict<E>[]>;

  /** {@link overlays$} as they were emitted last. */
  readonly overlays: readonly Overlay<E>[];

  /** The id that an event has by now: a deleted one may have come back under another id. */
  latestId(target: WriteTarget): string;

  /** The version that this app's own writes have made of another one; that one itself where they have made none of it. */
  latestVersion(target: WriteTarget, version: string): string;

  /**
   * A series as writes that are not shown yet have left it.
   * @param held The series as it was read; `undefined` where it is not held.
   * @param shown Overlays that are gone since `held` was read, which may lack their writes.
   * @returns `undefined` where neither says anything of the series.
   */
  writtenSeries(
    calendarId: string,
    seriesId: string,
    held?: SeriesEventsOf<E>,
    shown?: readonly Overlay<E>[],
  ): SeriesEventsOf<E> | undefined;

  /**
   * Shows a write, has it sent after the earlier ones of the same event or series, and gives the answer.
   * @param options With `durable`, it gives the event as it is shown once the write is stored so that it outlives the page.
   */
  write(plan: PlannedWrite<E>, options?: OutboxWriteOptions): Promise<E | undefined>;

  /** The same for a write that only this tab can send. */
  writeDirectly(write: DirectWrite<E>, signal?: AbortSignal): Promise<E | undefined>;

  /** Tries a write again, which has failed, is in conflict or waits. */
  retry(id: string): Promise<void>;

  /** Takes a write back that is not confirmed, and the later ones that are nothing without it. */
  discard(id: string): Promise<void>;

  /** @throws CalendarSyncError `invalid-request` where the choice leaves a property undecided */
  resolve(id: string, choice: ConflictChoice): Promise<void>;

  /** Takes back the last write that was made in this tab and is not taken back yet. */
  undoLast(): Promise<void>;

  /** Gives the events of the overlays their current colours. */
  recolor(): void;

  /** Ends the sending. What is stored stays. */
  close(): void;
}

export interface OutboxWriteOptions {
  readonly signal?: AbortSignal | undefined;
  readonly durable?: boolean | undefined;
}

/** What a session gives to its outbox. */
export interface SessionContext<E extends CalendarEvent> {
  readonly backend: EventBackend<E, unknown>;
  readonly provider: OutboxProvider<E>;
  /** The event as it was last read; `undefined` where it is not in view. */
  readonly read: (target: WriteTarget) => E | undefined;
  /** The event that the user sees, with the overlays on it; `undefined` where it is not in view. */
  readonly seen: (target: WriteTarget) => E | undefined;
  /** Sends a request; it is cancelled when the session ends or the signal is aborted. */
  readonly ask: <R>(request: Observable<R>, signal?: AbortSignal) => Promise<R>;
  readonly clock: SchedulerLike;
}

/** What writes need of a calendar service. */
export type OutboxProvider<E extends CalendarEvent> = Pick<
  CalendarProvider<CalendarProviderTypes & { readonly event: E }>,
  | 'sendWrite'
  | 'readEvent'
  | 'mergeWrite'
  | 'joinWrites'
  | 'undoWrite'
  | 'holdsOwnChangesOnly'
  | 'checkDeleted'
  | 'renameWrite'
  | 'relocateWrite'
  | 'recolor'
>;

export interface OutboxContext<E extends CalendarEvent> extends SessionContext<E> {
  /** When waiting writes may be worth another try at once, as when the network comes back. */
  readonly wake$: Observable<unknown>;
  readonly isOnline: () => boolean;
  readonly conflictPolicy: () => ConflictPolicy;
  /** Told of an event that the provider has confirmed, where no call in this tab waits for the answer. */
  readonly onConfirmed?: (event: E) => void;
}

export type CreateOutbox<E extends CalendarEvent> = (
  context: SessionContext<E>,
) => SessionOutbox<E>;
