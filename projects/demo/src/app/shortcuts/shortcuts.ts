import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable, type Signal, signal } from '@angular/core';
import { DIALOGS } from './key-places';
import { shortcutKey } from './shortcut-key';

/** A button that can also be pressed by a key. */
export interface ShortcutButton {
  /** The keys, each of which presses it: characters, as in `t` or `?`. */
  readonly keys: Signal<readonly string[]>;
  /** The button's own name. */
  readonly name: () => string;
  readonly press: () => void;
}

const STORAGE_KEY = 'calendar-demo.shortcuts';

/**
 * Presses the buttons of the page by single keys. The user can turn that off, since somebody who speaks to the computer, or
 * whose hands tremble, would press them by accident (WCAG 2.1.4).
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  readonly #document = inject(DOCUMENT);
  readonly #buttons = signal<readonly ShortcutButton[]>([]);
  readonly #on = signal(storedChoice() !== 'off');

  /** The buttons of the page that have keys, in the order of the page. */
  readonly buttons = this.#buttons.asReadonly();
  readonly on = this.#on.asReadonly();

  constructor() {
    const press = (event: KeyboardEvent) => {
      this.#press(event);
    };
    this.#document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => {
      this.#document.removeEventListener('keydown', press);
    });
  }

  /** @returns a function that removes it */
  add(button: ShortcutButton): () => void {
    this.#buttons.update((buttons) => [...buttons, button]);
    return () => {
      this.#buttons.update((buttons) => buttons.filter((other) => other !== button));
    };
  }

  turn(on: boolean): void {
    this.#on.set(on);
    try {
      localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
    } catch {
      // Without storage the choice holds until the page is reloaded.
    }
  }

  #press(event: KeyboardEvent): void {
    const key = this.#on() && !this.#document.querySelector(DIALOGS) && shortcutKey(event);
    const button = key && this.#buttons().find(({ keys }) => keys().includes(key));
    if (button) {
      event.preventDefault();
      button.press();
    }
  }
}

function storedChoice(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
