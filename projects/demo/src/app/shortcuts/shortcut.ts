import { DestroyRef, Directive, ElementRef, inject, input } from '@angular/core';
import { Shortcuts } from './shortcuts';

/**
 * Lets keys press this button while it is in the page, names them to screen readers and lists them in the help sheet.
 *
 * @example
 * ```html
 * <button type="button" [appShortcut]="['j', 'n']" (click)="next()">Next</button>
 * ```
 */
@Directive({
  selector: 'button[appShortcut]',
  host: { '[attr.aria-keyshortcuts]': 'shortcuts.on() ? keys().join(" ") : null' },
})
export class Shortcut {
  readonly keys = input.required<readonly string[]>({ alias: 'appShortcut' });
  readonly shortcuts = inject(Shortcuts);
  readonly #button = inject<ElementRef<HTMLButtonElement>>(ElementRef).nativeElement;

  constructor() {
    const remove = this.shortcuts.add({
      keys: this.keys,
      name: () => this.#button.ariaLabel ?? this.#button.textContent.trim(),
      press: () => {
        this.#button.click();
      },
    });
    inject(DestroyRef).onDestroy(remove);
  }
}
