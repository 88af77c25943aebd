import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵOutboxContext as OutboxContext,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵWriteLog as WriteLog,
} from 'ngx-calendar-sync/core';
import { writesAfterMove } from './relocated-writes';
import { discardedWrite } from './resolved-write';
import type { UndoStack } from './undo-stack';
import type { WaitingCalls } from './waiting-calls';
import { withDependents } from './write-order';

export interface TakenBackWritesContext<E extends CalendarEvent> extends Pick<
  OutboxContext<E>,
  'provider'
> {
  readonly log: WriteLog<E>;
  /** The log that holds a write. */
  readonly logOf: (id: string) => WriteLog<E>;
  readonly undo: UndoStack<E>;
  readonly calls: WaitingCalls<E>;
  /** Adds a write, and gives its answer. */
  readonly add: (plan: PlannedWrite<E>) => Promise<E | undefined>;
}

/** Takes writes back: out of the log while they wait, and at the provider once they are sent. */
export class TakenBackWrites<E extends CalendarEvent> {
  readonly #context: TakenBackWritesContext<E>;

  constructor(context: TakenBackWritesContext<E>) {
    this.#context = context;
  }

  async discard(id: string): Promise<void> {
    await this.#discarded(id, ['confirmed']);
  }

  async undoLast(): Promise<void> {
    const { log, provider, undo, calls, add } = this.#context;
    const last = undo.take();
    if (!last) {
      throw new CalendarSyncError('invalid-request', ngDevMode && 'There is nothing to take back.');
    }
    const pending = log.writes.find(({ id }) => id === last.write.id);
    const isUnsent = pending && pending.state !== 'confirmed' && pending.state !== 'sending';
    // Waited for from here on: an answer that comes while the log is changed below would not be told again.
    const answered = last.answer ? Promise.resolve(last.answer.event) : calls.wait(last.write.id);
    answered.catch(() => undefined);
    if (isUnsent && (pending.sentWith === undefined || pending.state !== 'waiting')) {
      // It may be sent by the time that the log is changed.
      if (await this.#discarded(pending.id, ['sending', 'confirmed'])) {
        return;
      }
    }
    const event = await answered;
    const { write, answer } = last;
    if (!answer?.isOverruled) {
      const current = event && this.#movedSince(write.id, event);
      // What takes another write back is none that is taken back itself.
      await add({ ...provider.undoWrite(write.plan, current), isUndo: true });
    }
  }

  /** An event in the calendar to which later writes move it. */
  #movedSince(id: string, event: E): E {
    return this.#context.log.writes.reduce((moved, { id: later, plan: { movedFrom, shown } }) => {
      const isMoved = movedFrom?.eventId === moved.id && movedFrom.calendarId === moved.calendarId;
      return later > id && isMoved ? { ...moved, calendarId: targetOf(shown).calendarId } : moved;
    }, event);
  }

  /**
   * Takes a write out of the log, and with it what cannot be done without it.
   * @param kept The states in which a write is left as it is.
   * @returns Whether it was taken out.
   */
  async #discarded(id: string, kept: readonly StoredWrite['state'][]): Promise<boolean> {
    const log = this.#context.logOf(id);
    const write = log.writes.find((each) => each.id === id);
    if (!write) {
      return true;
    }
    const { provider, calls } = this.#context;
    const { shown } = write.plan;
    const isSplit = shown.kind === 'series' && shown.from !== undefined;
    const later = writesAfterMove(write, log.writes, provider);
    const ids = [...withDependents(write, log.writes), ...later.ids];
    // A move that was sent once may have been made.
    let isUnsent = false;
    const left = await log.change(ids, (each) => {
      if (later.ids.includes(each.id)) {
        return isUnsent ? later.bringBack(each) : each;
      }
      if (kept.includes(each.state)) {
        return each;
      }
      isUnsent ||= each.id === id && each.sentWith === undefined;
      return each.id === id && isSplit ? discardedWrite(each, provider) : undefined;
    });
    const after = left.find((each) => each.id === id);
    const isDiscarded = !after || !kept.includes(after.state);
    if (after && isDiscarded) {
      calls.reject(id);
    }
    return isDiscarded;
  }
}
