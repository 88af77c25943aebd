import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import type {
  ConflictChoice,
  ConflictField,
  PendingWrite,
  UndoableWrite,
  WriteConflict,
} from 'ngx-calendar-sync/core';
import type {
  ɵEventOf as EventOf,
  ɵSessionWrites as SessionWrites,
} from 'ngx-calendar-sync/sessions';
import type { CalendarRuntime, ServiceTypes } from './calendar-runtime';
import { ViewMethods } from './view-methods';

/** What a service says of writes that the provider has not confirmed, and what the user can do about them. */
export abstract class PendingWriteMethods<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends ViewMethods<A, R> {
  /**
   * The account's writes that are not confirmed, in the order in which they were made, those of earlier visits and of
   * other tabs too. `events$` shows them already, but for those that have failed. With `withOfflineReplica()` they outlive the
   * page; without it a write that fails is not kept.
   * @example service.pendingWrites$.subscribe((writes) => (this.waiting = writes.length));
   */
  readonly pendingWrites$: Observable<readonly PendingWrite<EventOf<A>>[]> = this.ɵruntime.live(
    ({ sessions }) => sessions.live((s) => s.writes.pendingWrites$),
    () => [],
  );
  /** {@link pendingWrites$} as a signal. */
  readonly pendingWrites = toSignal(this.pendingWrites$, { requireSync: true });

  /**
   * The writes that {@link undoLastWrite} takes back, the next one last: those that were made in this tab and are neither taken
   * back nor discarded. Read it to say what would be undone.
   * @example const last = service.undoableWrites().at(-1);
   */
  readonly undoableWrites$: Observable<readonly UndoableWrite[]> = this.ɵruntime.live(
    ({ sessions }) => sessions.live((s) => s.writes.undoableWrites$),
    () => [],
  );
  /** {@link undoableWrites$} as a signal. */
  readonly undoableWrites = toSignal(this.undoableWrites$, { requireSync: true });

  /**
   * The pending writes which change what somebody else has changed meanwhile, with both sides: the user is to choose, by
   * {@link resolveConflict}. What does not touch is merged without a question; `conflicts` of the configuration may choose for
   * all.
   */
  readonly conflicts$: Observable<
    readonly WriteConflict<EventOf<A>, ConflictField<A['types']['draft']>>[]
  > = this.ɵruntime.live(
    // A conflict has the names of a draft: what is in conflict was made from one.
    ({ sessions }) =>
      sessions.live(
        (s) =>
          s.writes.conflicts$ as Observable<
            readonly WriteConflict<EventOf<A>, ConflictField<A['types']['draft']>>[]
          >,
      ),
    () => [],
  );
  /** {@link conflicts$} as a signal. */
  readonly conflicts = toSignal(this.conflicts$, { requireSync: true });

  /**
   * Tries a pending write again which has failed or is in conflict, or at once one that waits. Resolves when that is under way:
   * what becomes of it is in {@link pendingWrites$}.
   * @throws CalendarSyncError `script-failed` or `offline` where the code of the library could not be loaded
   */
  retryWrite(id: string): Promise<void> {
    return this.#command((writes) => writes.retry(id));
  }

  /**
   * Takes a pending write back; with a new event its later changes too. What is on its way may have been done all the same:
   * its calendar is read again.
   * @throws CalendarSyncError `script-failed` or `offline` where the code of the library could not be loaded
   */
  discardWrite(id: string): Promise<void> {
    return this.#command((writes) => writes.discard(id));
  }

  /**
   * Says whose change is to stay in a conflict: `'mine'`, `'theirs'`, or one of the two for each of its `fields`. Resolves
   * when the write is on its way again, or gone.
   * @example await service.resolveConflict(conflict.id, { title: 'mine', times: 'theirs' });
   * @throws CalendarSyncError `invalid-request` where the choice leaves a field undecided; `script-failed` or `offline` where
   * the code of the library could not be loaded
   */
  resolveConflict(
    id: string,
    choice: ConflictChoice<ConflictField<A['types']['draft']>>,
  ): Promise<void> {
    return this.#command((writes) => writes.resolve(id, choice));
  }

  /**
   * Takes back the last write of an event that was made in this tab, then the one before. One that was not sent yet is never
   * sent; else its opposite is written, and this resolves when that is confirmed.
   * @throws CalendarSyncError `invalid-request` where there is nothing to take back, or where it cannot be taken back; what
   * the write meets; `script-failed` or `offline` where the code of the library could not be loaded
   */
  undoLastWrite(): Promise<void> {
    return this.#command((writes) => writes.undoLast());
  }

  #command(run: (writes: SessionWrites<A>) => Promise<void>): Promise<void> {
    return this.ɵruntime.command(({ sessions, writes }) =>
      sessions.lazyCommand(writes, (_code, { session }) => run(session.writes)),
    );
  }
}
