import { DOCUMENT } from '@angular/common';
import { inject, NgZone } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { fromEvent } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { AccountIdentity } from '../tokens/account-identity';
import type { SignIn } from './sign-in';

/** Elements on which a click already does something that a window would get in the way of. */
const INTERACTIVE_SELECTOR =
  'a[href], area[href], input, textarea, select, option, [contenteditable]';
/** After the user has closed the window, or the renewal has failed, clicks open no window for this long. */
const PAUSE_AFTER_FAILURE_MS = 10 * 60_000;
/** In CSS pixels: a pointer that moves this far between press and release drags. */
const MIN_DRAG_DISTANCE_PX = 5;

/** What can renew an expired sign-in. */
export interface Renewable extends Pick<SignIn<AccountIdentity>, 'isRenewableInWindow'> {
  renew(): Promise<unknown>;
}

/** Renews an expired sign-in in the user's next click, wherever that is. Created in an injection context. */
export class GestureRenewal {
  readonly #signIn: Renewable;
  readonly #clock = inject(CLOCK);
  #pressed: PointerEvent | undefined;
  #pauseEnd = 0;

  constructor(signIn: Renewable) {
    this.#signIn = signIn;
    const window = inject(DOCUMENT).defaultView;
    if (!window?.addEventListener) {
      return;
    }
    inject(NgZone).runOutsideAngular(() => {
      fromEvent<PointerEvent>(window, 'pointerdown', { capture: true })
        .pipe(takeUntilDestroyed())
        .subscribe((event) => (this.#pressed = event));
      // Not captured, so that this runs after the app's own handlers: they may have signed in or out already.
      fromEvent<PointerEvent>(window, 'click')
        .pipe(takeUntilDestroyed())
        .subscribe((event) => {
          if (this.#isPlainClick(event)) {
            this.#renew();
          }
        });
    });
  }

  #renew(): void {
    if (!this.#signIn.isRenewableInWindow() || this.#clock.now() < this.#pauseEnd) {
      return;
    }
    this.#signIn.renew().catch((thrown: unknown) => {
      const { code } = CalendarSyncError.from(thrown);
      if (code !== 'cancelled') {
        this.#pauseEnd = this.#clock.now() + PAUSE_AFTER_FAILURE_MS;
      }
    });
  }

  #isPlainClick(event: PointerEvent): boolean {
    const pressed = this.#pressed;
    return (
      event.isTrusted &&
      event.button === 0 &&
      // `detail` counts clicks. It is 0 where a key has made the click.
      event.detail > 0 &&
      !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) &&
      pressed !== undefined &&
      Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) <
        MIN_DRAG_DISTANCE_PX &&
      !event
        .composedPath()
        .some((node) => node instanceof Element && node.matches(INTERACTIVE_SELECTOR))
    );
  }
}
