import { afterNextRender, Directive, ElementRef, inject, input, output } from '@angular/core';

/**
 * Opens its `<dialog>` as a modal one after it is rendered. The browser then keeps the focus in it, closes it by Escape
 * and returns the focus to where it was.
 */
@Directive({
  selector: 'dialog[appModal]',
  exportAs: 'appModal',
  host: { '(close)': 'closed.emit()', '(pointerdown)': 'closeFromOutside($event)' },
})
export class Modal {
  /** Whether a click outside closes the dialog. Leave it off where something typed would be lost. */
  readonly lightDismiss = input(false);
  readonly closed = output();
  readonly #dialog = inject<ElementRef<HTMLDialogElement>>(ElementRef).nativeElement;

  constructor() {
    afterNextRender(() => {
      this.#dialog.showModal();
    });
  }

  close(): void {
    this.#dialog.close();
  }

  closeFromOutside(event: PointerEvent): void {
    if (!this.lightDismiss() || event.target !== this.#dialog) {
      return;
    }
    const { left, right, top, bottom } = this.#dialog.getBoundingClientRect();
    const inside =
      event.clientX >= left &&
      event.clientX <= right &&
      event.clientY >= top &&
      event.clientY <= bottom;
    if (!inside) {
      this.close();
    }
  }
}
