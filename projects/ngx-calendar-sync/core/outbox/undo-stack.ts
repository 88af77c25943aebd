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
  #made: MadeWrite<E>[] = [];

  made(write: StoredWrite<E>): void {
    this.#made.push({ write });
    if (this.#made.length > MAX_UNDONE_WRITES) {
      this.#made.shift();
    }
  }

  answered(id: string, answer: WriteAnswer<E>): void {
    const made = this.#made.find(({ write }) => write.id === id);
    if (made) {
      made.answer ??= answer;
    }
  }

  /** Forgets what was refused or taken back before it was confirmed. */
  forgetAllBut(ids: ReadonlySet<string>): void {
    this.#made = this.#made.filter(({ write, answer }) => answer ?? ids.has(write.id));
  }

  /** The last one, which is no longer there from then on. */
  take(): MadeWrite<E> | undefined {
    return this.#made.pop();
  }
}
