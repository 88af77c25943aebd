import type {
  CalendarEvent,
  ɵStoredWrite as StoredWrite,
  ɵWriteAnswer as WriteAnswer,
} from 'ngx-calendar-sync/core';

/** How many of the last writes can be taken back. */
const MAX_UNDONE_WRITES = 50;

interface MadeWrite<E extends CalendarEvent> {
  write: StoredWrite<E>;
  answer?: WriteAnswer<E>;
}

/** The last writes that were made in this tab, for undo. */
export class UndoStack<E extends CalendarEvent> {
  /** By id, in the order in which they were made. */
  readonly #made = new Map<string, MadeWrite<E>>();
  /** Those that are being taken back while their answer is not known yet. */
  readonly #taken = new Map<string, MadeWrite<E>>();

  made(write: StoredWrite<E>): void {
    this.#made.set(write.id, { write });
    const [oldest] = this.#made.keys();
    if (this.#made.size > MAX_UNDONE_WRITES && oldest !== undefined) {
      this.#made.delete(oldest);
    }
  }

  /** Keeps a confirmed write as it was sent. One of which nothing was left has nothing that could be taken back. */
  follow(write: StoredWrite<E>): void {
    const { id, answer, error } = write;
    const made = this.#made.get(id) ?? this.#taken.get(id);
    if (!made || !answer || made.answer) {
      return;
    }
    made.write = write;
    made.answer = answer;
    if (error || answer.isOverruled) {
      this.#made.delete(id);
    }
  }

  /** Forgets what was refused or taken back before it was confirmed. */
  forgetAllBut(ids: ReadonlySet<string>): void {
    for (const [id, { answer }] of this.#made) {
      if (!answer && !ids.has(id)) {
        this.#made.delete(id);
      }
    }
    for (const id of this.#taken.keys()) {
      if (!ids.has(id)) {
        this.#taken.delete(id);
      }
    }
  }

  /** The last one, which is no longer there from then on. It goes on learning its answer. */
  take(): MadeWrite<E> | undefined {
    const last = [...this.#made].at(-1);
    if (!last) {
      return undefined;
    }
    const [id, made] = last;
    this.#made.delete(id);
    this.#taken.set(id, made);
    return made;
  }
}
