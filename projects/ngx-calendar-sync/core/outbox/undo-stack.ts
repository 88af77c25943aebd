import { BehaviorSubject } from 'rxjs';
import type {
  CalendarEvent,
  ɵStoredWrite as StoredWrite,
  ɵWriteAnswer as WriteAnswer,
} from 'ngx-calendar-sync/core';

/** How many of the last writes can be taken back. */
const MAX_UNDONE_WRITES = 50;

interface MadeWrite<E extends CalendarEvent> {
  readonly write: StoredWrite<E>;
  answer?: WriteAnswer<E>;
}

/** The last writes that were made in this tab, for undo. */
export class UndoStack<E extends CalendarEvent> {
  readonly #made = new BehaviorSubject<readonly MadeWrite<E>[]>([]);

  readonly made$ = this.#made.asObservable();

  made(write: StoredWrite<E>): void {
    this.#made.next([...this.#made.value, { write }].slice(-MAX_UNDONE_WRITES));
  }

  answered(id: string, answer: WriteAnswer<E>): void {
    const made = this.#made.value.find(({ write }) => write.id === id);
    if (made) {
      made.answer ??= answer;
    }
  }

  /** Forgets what was refused or taken back before it was confirmed. */
  forgetAllBut(ids: ReadonlySet<string>): void {
    const left = this.#made.value.filter(({ write, answer }) => answer ?? ids.has(write.id));
    if (left.length < this.#made.value.length) {
      this.#made.next(left);
    }
  }

  /** The last one, which is no longer there from then on. */
  take(): MadeWrite<E> | undefined {
    const last = this.#made.value.at(-1);
    if (last) {
      this.#made.next(this.#made.value.slice(0, -1));
    }
    return last;
  }
}
