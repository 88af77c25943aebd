import { Injectable, signal } from '@angular/core';
import { errorSentence } from '../errors/error-sentence';

export interface ToastAction {
  readonly label: string;
  run(): void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'problem';
  readonly action?: ToastAction;
  /** What it is about: the next toast about the same takes its place. */
  readonly about?: string;
  /** Whether its action takes the focus, because what had it is gone. */
  readonly focus: boolean;
}

/** How long something that went well is told. */
export const TOAST_DURATION = 8_000;
const AT_MOST = 3;

/** Short messages at the edge of the screen. Problems stay until they are closed. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  readonly #toasts = signal<readonly Toast[]>([]);
  #lastId = 0;

  readonly toasts = this.#toasts.asReadonly();

  done(text: string, options: Partial<Pick<Toast, 'action' | 'about' | 'focus'>> = {}): void {
    this.#add({ kind: 'done', text, focus: false, ...options });
  }

  /** `what` did not work, and why: `The event was not moved.` and the reason. */
  problem(what: string, thrown: unknown): void {
    this.#add({ kind: 'problem', text: `${what} ${errorSentence(thrown)}`, focus: false });
  }

  dismiss(id: number): void {
    this.#toasts.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  #add(toast: Omit<Toast, 'id'>): void {
    const id = ++this.#lastId;
    this.#toasts.update((toasts) => {
      // Nobody needs the last good news once there is more, unless there is something to do about it.
      const kept = toasts
        .filter(({ kind, action }) => kind === 'problem' || action)
        .filter(({ about }) => about === undefined || about !== toast.about);
      return [...kept.slice(1 - AT_MOST), { id, ...toast }];
    });
  }
}
