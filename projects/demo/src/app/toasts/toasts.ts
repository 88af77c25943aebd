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
  /** What the toast is about, for example an event's key: a later toast about the same replaces it. */
  readonly about?: string;
  /** Whether the button of its action gets the focus, because the element that had it is gone. */
  readonly focus: boolean;
}

/** How long a toast about a success stays. Problems stay until they are closed. */
export const TOAST_DURATION_MS = 8_000;
const MAX_TOASTS = 3;

/** Short messages at the edge of the screen. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  readonly #toasts = signal<readonly Toast[]>([]);
  #lastId = 0;

  readonly toasts = this.#toasts.asReadonly();

  done(text: string, options: Partial<Pick<Toast, 'action' | 'about' | 'focus'>> = {}): void {
    this.#add({ kind: 'done', text, focus: false, ...options });
  }

  /** Says what did not work, as in `The event was not moved.`, and why. It stays until it is closed, or is over. */
  problem(what: string, thrown: unknown, options: Pick<Toast, 'about'> = {}): void {
    const text = `${what} ${errorSentence(thrown)}`;
    this.#add({ kind: 'problem', text, focus: false, ...options });
  }

  dismiss(id: number): void {
    this.#toasts.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Removes what is said about something, because it is not so any more. */
  dismissAbout(about: string): void {
    this.#toasts.update((toasts) => toasts.filter((toast) => toast.about !== about));
  }

  /** Removes the toast that offers this action, because it would do something else by now. */
  dismissAction(action: ToastAction): void {
    this.#toasts.update((toasts) => toasts.filter((toast) => toast.action !== action));
  }

  #add(toast: Omit<Toast, 'id'>): void {
    const id = ++this.#lastId;
    this.#toasts.update((toasts) => {
      // The new toast replaces older successes, unless they offer an action such as Undo.
      const kept = toasts
        .filter(({ kind, action }) => kind === 'problem' || action)
        .filter(({ about }) => about === undefined || about !== toast.about);
      return [...kept.slice(1 - MAX_TOASTS), { id, ...toast }];
    });
  }
}
