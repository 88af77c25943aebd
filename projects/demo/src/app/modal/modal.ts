import { afterNextRender, Directive, ElementRef, inject, input, output } from '@angular/core';

/**
 * Opens its `<dialog>` as a modal one as soon as it is there. The browser keeps the focus in it, closes it by Escape
 * and gives the focus back.
 */
@Directive({
  selector: 'dialog[appModal]',
  exportAs: 'appModal',
  host: { '(close)': 'closed.emit()', '(pointerdown)': 'closeFromOutside($event)' },
})
export class Modal {
  /** Whether a click beside it closes it, too: not where something typed would be lost. */
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
