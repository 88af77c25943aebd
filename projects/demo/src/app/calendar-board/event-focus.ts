import { Directive, ElementRef, inject } from '@angular/core';
import { elementBeside } from './event-beside';

/** Keeps the focus on an event while FullCalendar replaces its element, and moves it from event to event by arrow keys. */
@Directive({
  host: {
    '(focusin)': 'remember($event)',
    '(focusout)': 'forget($event)',
    '(keydown)': 'focusBeside($event)',
  },
})
export class EventFocus {
  readonly #board = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  #focusedKey: string | undefined;

  /** Focuses the event with this key; returns false if it is not on screen. */
  focus(key: string): boolean {
    const found = this.#visibleEvents().find((element) => element.dataset['event'] === key);
    if (!found) {
      return false;
    }
    found.scrollIntoView({ block: 'center' });
    found.focus();
    return document.activeElement === found;
  }

  /** FullCalendar replaces its elements when events change: this focuses the new element of the event that had the focus. */
  restore(): void {
    requestAnimationFrame(() => {
      if (this.#focusedKey && document.activeElement === document.body) {
        this.focus(this.#focusedKey);
      }
    });
  }

  remember({ target }: FocusEvent): void {
    this.#focusedKey = (target as HTMLElement).dataset['event'];
  }

  forget({ target }: FocusEvent): void {
    // An element that is no longer in the page was replaced: its event is to be focused again.
    if ((target as HTMLElement).isConnected) {
      this.#focusedKey = undefined;
    }
  }

  focusBeside(event: KeyboardEvent): void {
    const from = event.target as HTMLElement;
    if (!from.dataset['event'] || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const beside = elementBeside(from, event.key, this.#visibleEvents());
    if (beside) {
      // Else the arrow would scroll the board, too.
      event.preventDefault();
      beside.focus();
    }
  }

  /** The elements of all events that FullCalendar has rendered, among them hidden ones. */
  events(): HTMLElement[] {
    return Array.from(this.#board.querySelectorAll<HTMLElement>('[data-event]'));
  }

  /** Without those for which a day of the month has no room: FullCalendar keeps them, hidden, and none of them takes the focus. */
  #visibleEvents(): HTMLElement[] {
    return this.events().filter((element) => element.checkVisibility({ visibilityProperty: true }));
  }
}
