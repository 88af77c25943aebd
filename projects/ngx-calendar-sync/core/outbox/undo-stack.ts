import { BehaviorSubject, map, type Observable } from 'rxjs';
import { ɵonceForEach as onceForEach } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ɵStoredWrite as StoredWrite,
  UndoableWrite,
  ɵWriteAnswer as WriteAnswer,
} from 'ngx-calendar-sync/core';
import { toUndoableWrite } from './pending-writes';
import { type Relocation, relocationBy } from './relocated-writes';

/** How many of the last writes can be taken back. */
const MAX_UNDONE_WRITES = 50;

interface MadeWrite<E extends CalendarEvent> {
  write: StoredWrite<E>;
  answer?: WriteAnswer<E>;
}

/** The last writes that were made in this tab, for undo. */
export class UndoStack<E extends CalendarEvent> {
  /** In the order in which they were made. */
  readonly #made = new BehaviorSubject<readonly MadeWrite<E>[]>([]);
  /** Those that are being taken back while their answer is not known yet, by id. */
  readonly #taken = new Map<string, MadeWrite<E>>();

  readonly #undoable = onceForEach((write: StoredWrite<E>) => toUndoableWrite(write));

  /** Those that can be taken back, the next one last. */
  readonly undoableWrites$: Observable<readonly UndoableWrite[]> = this.#made.pipe(
    map((made) => made.map(({ write }) => this.#undoable(write))),
  );

  made(write: StoredWrite<E>): void {
    this.#made.next([...this.#made.value, { write }].slice(-MAX_UNDONE_WRITES));
  }

  /** Keeps a confirmed write as it was sent. One of which nothing was left has nothing that could be taken back. */
  follow(write: StoredWrite<E>): void {
    const { id, answer, error } = write;
    const relocation = answer && !answer.isVoid ? relocationBy(write.plan) : undefined;
    if (relocation) {
      this.#relocate(relocation, id);
    }
    const made = this.#taken.get(id) ?? this.#made.value.find((each) => each.write.id === id);
    if (!made || !answer || made.answer) {
      return;
    }
    made.write = write;
    made.answer = answer;
    if (error || answer.isOverruled) {
      this.#keep((each) => each !== made);
    }
  }

  /** Forgets a write that is gone, unless it was confirmed before: then it can be taken back all the same. */
  forget(id: string): void {
    this.#taken.delete(id);
    this.#keep(({ write, answer }) => answer !== undefined || write.id !== id);
  }

  /** The last one, which is no longer there from then on. It goes on learning its answer. */
  take(): MadeWrite<E> | undefined {
    const last = this.#made.value.at(-1);
    if (last) {
      this.#taken.set(last.write.id, last);
      this.#keep((each) => each !== last);
    }
    return last;
  }

  /** What is taken back after a move by this or another tab is taken back where the event is by then. */
  #relocate({ eventId, from, to }: Relocation, movedBy: string): void {
    for (const made of [...this.#made.value, ...this.#taken.values()]) {
      const event = made.answer?.event;
      if (
        made.answer &&
        made.write.id < movedBy &&
        event?.id === eventId &&
        event.calendarId === from
      ) {
        made.answer = { ...made.answer, event: { ...event, calendarId: to } };
      }
    }
  }

  #keep(isKept: (made: MadeWrite<E>) => boolean): void {
    const kept = this.#made.value.filter(isKept);
    if (kept.length < this.#made.value.length) {
      this.#made.next(kept);
    }
  }
}
