import { inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { type ToastAction, Toasts } from '../toasts/toasts';

interface WriteTexts {
  /** What is said once Google has confirmed the write. */
  readonly done: string;
  /** What is said once it is taken back. */
  readonly undone: string;
  /** What the write is about: see {@link Toasts}. */
  readonly about?: string;
  /** Whether Undo gets the focus, because the element that had it is gone. */
  readonly focusUndo?: boolean;
}

interface MadeWrite {
  readonly undone: string;
  /** Offers Undo; none before the write is done. */
  offer?: ToastAction;
}

/** Makes writes and offers to take the last one back, in a toast and by Ctrl+Z. */
@Injectable({ providedIn: 'root' })
export class EventUndo {
  readonly #google = inject(GoogleCalendarService);
  readonly #toasts = inject(Toasts);
  #made: readonly MadeWrite[] = [];

  /** Runs one write of the service, and says in a toast that it is done. Rejects if it is refused. */
  async write<R>(run: () => Promise<R>, texts: WriteTexts): Promise<R> {
    const { done, undone, about, focusUndo = false } = texts;
    const made: MadeWrite = { undone };
    this.#withdrawOffer();
    this.#made = [...this.#made, made];
    try {
      const result = await run();
      made.offer = { label: $localize`:@@app.undo:Undo`, run: () => void this.undo() };
      this.#toasts.done(done, {
        ...(about === undefined ? {} : { about }),
        // The service takes back the last write. Where that is a later one by now, this one is not offered.
        ...(this.#made.at(-1) === made ? { action: made.offer, focus: focusUndo } : {}),
      });
      return result;
    } catch (error) {
      this.#made = this.#made.filter((other) => other !== made);
      throw error;
    }
  }

  /**
   * Takes the last write back, then the one before. Nothing happens while one is on its way, or where there is none.
   */
  async undo(): Promise<void> {
    const last = this.#made.at(-1);
    if (!last?.offer) {
      return;
    }
    this.#withdrawOffer();
    this.#made = this.#made.slice(0, -1);
    try {
      await this.#google.undoLastWrite();
      this.#toasts.done(last.undone);
    } catch (error) {
      this.#toasts.problem($localize`:@@eventActions.notUndone:This was not undone.`, error);
    }
  }

  /** The toast of the last write goes, so that its Undo does not take back another one. */
  #withdrawOffer(): void {
    const offer = this.#made.at(-1)?.offer;
    if (offer) {
      this.#toasts.dismissAction(offer);
    }
  }
}
