import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵEventBackend as EventBackend,
  type ɵOutboxContext as OutboxContext,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵToldError as ToldError,
  ɵtoldError as toldError,
  type ɵWriteLog as WriteLog,
} from 'ngx-calendar-sync/core';
import type { SchedulerLike } from 'rxjs';
import { mergedGroup } from './merged-group';
import {
  laterWritesThatFollow,
  relocatedWrite,
  relocationBy,
  reversed,
  writesAfterMove,
  writesThatFollow,
} from './relocated-writes';
import { renamedWrite, renamingBy, writesOfRenamed } from './renamed-events';
import { isTransient, type RetryPauses } from './retry-pauses';
import type { Undecided, WriteOutcome } from './write-delivery';
import type { WriteGroup } from './write-order';

export interface WriteResultsContext<E extends CalendarEvent> extends Pick<
  OutboxContext<E>,
  'provider' | 'conflictPolicy' | 'onConfirmed'
> {
  readonly log: WriteLog<E>;
  readonly backend: Pick<EventBackend<E, unknown>, 'refresh'>;
  readonly clock: SchedulerLike;
  readonly pauses: RetryPauses;
  readonly isClosed: () => boolean;
  /** Whether a call in this tab waits for the answer to a write. */
  readonly isAwaited: (id: string) => boolean;
  /** Told before the log is, with the very error. */
  readonly onRefused: (id: string, error: CalendarSyncError) => void;
}

/** Says in the log what has become of writes that were sent. */
export class WriteResults<E extends CalendarEvent> {
  readonly #context: WriteResultsContext<E>;

  constructor(context: WriteResultsContext<E>) {
    this.#context = context;
  }

  // `async`, so that what throws is a rejection; the log is asked before this returns.
  async confirmed(
    { plan, writes }: WriteGroup<E>,
    { refusal, mergedWith, ...outcome }: WriteOutcome<E>,
    at: number,
  ): Promise<void> {
    const { log, pauses, provider } = this.#context;
    const ids = writes.map(({ id }) => id);
    pauses.succeeded(ids);
    if (refusal && plan !== 'none') {
      this.refresh(plan);
    }
    const answer = { ...outcome, at };
    const error = refusal && { error: toldError(refusal) };
    const renaming = plan === 'none' ? undefined : renamingBy(plan, outcome.event);
    const move = plan === 'none' ? undefined : relocationBy(plan);
    // Nothing is left of a move that somebody else has taken back.
    const relocation = move && outcome.isVoid ? reversed(move) : move;
    const writesToRelocate = outcome.isVoid ? laterWritesThatFollow : writesThatFollow;
    const renamed = renaming ? writesOfRenamed(renaming, log.writes) : [];
    const relocated = relocation ? writesToRelocate(relocation, log.writes, writes[0].id) : [];
    const followers = new Set(
      [...renamed, ...relocated].map(({ id }) => id).filter((id) => !ids.includes(id)),
    );
    const isAwaited = ids.some((id) => this.#context.isAwaited(id));
    const parts = mergedWith && mergedGroup(writes, mergedWith, this.#context);
    // Also where another tab leads by now: it is true all the same.
    const left = await log.change([...ids, ...followers], (write) => {
      if (followers.has(write.id)) {
        const named = renaming
          ? { ...write, plan: renamedWrite(write.plan, renaming, provider) }
          : write;
        return relocation ? relocatedWrite(named, relocation, provider) : named;
      }
      const { plan: sent = write.plan, ...overruled } = parts?.get(write.id) ?? {};
      return {
        ...withoutError(write),
        plan: sent,
        state: 'confirmed',
        answer: { ...answer, ...overruled },
        ...error,
      };
    });
    if (outcome.event && !isAwaited) {
      this.#context.onConfirmed?.(outcome.event);
    }
    // What was taken back while its answer came is done at the provider all the same.
    if (plan !== 'none' && !left.some(({ id }) => ids.includes(id))) {
      this.refresh(plan);
    }
  }

  async refused(
    group: WriteGroup<E>,
    error: CalendarSyncError,
    conflict?: Undecided<E>,
  ): Promise<void> {
    const { log, pauses, provider } = this.#context;
    const ids = group.writes.map(({ id }) => id);
    // The user should see what somebody else has changed.
    if (['conflict', 'deleted', 'not-found'].includes(error.code)) {
      this.refresh(group.writes[0].plan);
    }
    if (!log.isDurable) {
      for (const id of ids) {
        this.#context.onRefused(id, error);
      }
      const later = writesAfterMove(group.writes[0], log.writes, provider);
      await log.change([...ids, ...later.ids], (write) =>
        later.ids.includes(write.id) ? later.bringBack(write) : undefined,
      );
      return;
    }
    if (this.#context.isClosed()) {
      return;
    }
    const told = toldError(error);
    const changeSent = (change: (write: StoredWrite<E>) => StoredWrite<E>) =>
      log.change(ids, (write) => (write.state === 'sending' ? change(write) : write));
    if (isTransient(error)) {
      pauses.pause(ids, error);
      await changeSent((write) => ({ ...write, state: 'waiting', error: told }));
    } else if (ids.length > 1) {
      // One of them is at fault: each is sent by itself.
      await changeSent((write) => ({ ...write, state: 'waiting', sentWith: write.id }));
    } else if (conflict) {
      const { theirs, fields } = conflict;
      const isUndecided = { error: told, conflict: { theirs, fields } };
      await changeSent((write) => ({ ...write, state: 'conflict', ...isUndecided }));
    } else {
      await this.#failed(group.writes[0], told);
    }
  }

  /** What was written since a move that has failed is about an event that stays where it was. */
  async #failed(sent: StoredWrite<E>, error: ToldError): Promise<void> {
    const { log, provider } = this.#context;
    const { ids, bringBack } = writesAfterMove(sent, log.writes, provider);
    let hasFailed = false;
    // In one transaction: else they may be sent to where the event is not.
    await log.change([sent.id, ...ids], (write) => {
      if (write.id !== sent.id) {
        return hasFailed ? bringBack(write) : write;
      }
      hasFailed = write.state === 'sending';
      return hasFailed ? { ...write, state: 'failed', error } : write;
    });
  }

  /** Has the calendars of a write read again. */
  refresh({ movedFrom, shown }: PlannedWrite<E>): void {
    for (const { calendarId } of [...(movedFrom ? [movedFrom] : []), targetOf(shown)]) {
      this.#context.backend.refresh(calendarId).catch(() => undefined);
    }
  }
}

export function withoutError<E extends CalendarEvent>(write: StoredWrite<E>): StoredWrite<E> {
  const { error, ...rest } = write;
  return error ? rest : write;
}
