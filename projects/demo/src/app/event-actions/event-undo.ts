import { effect, inject, Injectable, untracked } from '@angular/core';
import { UserCalendars } from '../accounts/user-calendars';
import { PendingChanges } from '../pending-changes/pending-changes';
import { type ToastAction, Toasts } from '../toasts/toasts';

interface WriteTexts {
  /** What is said once the write is made. */
  readonly done: string;
  /** What is said once it is taken back. */
  readonly undone: string;
  /** What the write is about: see {@link Toasts}. */
  readonly about?: string;
  /** Whether Undo gets the focus, because the element that had it is gone. */
  readonly focusUndo?: boolean;
}

/**
 * Makes writes and offers to take the last one back, in a toast and by Ctrl+Z. Which one that is, the service knows: a write
 * that was refused or discarded, also in another tab, is none that can be taken back.
 */
@Injectable({ providedIn: 'root' })
export class EventUndo {
  readonly #calendars = inject(UserCalendars);
  readonly #toasts = inject(Toasts);
  readonly #pending = inject(PendingChanges);
  readonly #lastId = () => this.#calendars.undoableWrite()?.id;
  /** What is said once a write is taken back, by the id of the write. */
  readonly #undone = new Map<string, string>();
  /** How many writes have begun. */
  #begun = 0;
  /** How many of them are being made. */
  #running = 0;
  #offered: { readonly id: string; readonly action: ToastAction } | undefined;

  constructor() {
    effect(() => {
      const id = this.#lastId();
      untracked(() => {
        // The Undo of an earlier write would take back another one.
        if (this.#offered && this.#offered.id !== id) {
          this.#withdrawOffer();
        }
      });
    });
  }

  /** Runs one write of the service, and says in a toast that it is done. Rejects if it is refused. */
  async write<R>(run: () => Promise<R>, texts: WriteTexts): Promise<R> {
    const { done, undone, about, focusUndo = false } = texts;
    this.#withdrawOffer();
    this.#begun += 1;
    const turn = this.#begun;
    this.#running += 1;
    try {
      const result = await run();
      // Where another write has begun meanwhile, the last one is not this one.
      const id = turn === this.#begun ? this.#lastId() : undefined;
      this.#toasts.done(done, {
        ...(about === undefined ? {} : { about }),
        ...(id === undefined ? {} : { action: this.#offer(id, undone), focus: focusUndo }),
      });
      return result;
    } finally {
      this.#running -= 1;
    }
  }

  /**
   * Takes the last write back, then the one before. Nothing happens while one is being made, or where there is none.
   */
  async undo(): Promise<void> {
    const id = this.#lastId();
    if (id === undefined || this.#running > 0) {
      return;
    }
    this.#withdrawOffer();
    this.#pending.noteTakenBack(id);
    try {
      await this.#calendars.undoLastWrite();
      this.#toasts.done(this.#undone.get(id) ?? $localize`:@@eventActions.isUndone:Undone.`);
    } catch (error) {
      this.#toasts.problem($localize`:@@eventActions.notUndone:This was not undone.`, error);
    }
  }

  #offer(id: string, undone: string): ToastAction {
    this.#undone.set(id, undone);
    const action = { label: $localize`:@@app.undo:Undo`, run: () => void this.undo() };
    this.#offered = { id, action };
    return action;
  }

  #withdrawOffer(): void {
    if (this.#offered) {
      this.#toasts.dismissAction(this.#offered.action);
      this.#offered = undefined;
    }
  }
}
