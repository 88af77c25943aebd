import { DOCUMENT } from '@angular/common';
import { inject, Injectable, NgZone } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { fromEvent } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import { GoogleAuth } from './google-auth';

/** Where a click means something of the browser's own. */
const ELSEWHERE = 'a[href], area[href], input, textarea, select, option, [contenteditable]';
/** How long nobody is asked again who has closed the window, in milliseconds. */
const PAUSE_AFTER_REFUSAL_MS = 10 * 60_000;
/** A pointer that moves further between press and release drags, in CSS pixels. */
const MIN_DRAG_DISTANCE_PX = 5;

/** Renews an expired sign-in in the user's next click, wherever that is. */
@Injectable()
export class GestureRenewal {
  readonly #auth = inject(GoogleAuth);
  readonly #clock = inject(CLOCK);
  #pressed: PointerEvent | undefined;
  #restUntil = 0;

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    if (!window?.addEventListener) {
      return;
    }
    inject(NgZone).runOutsideAngular(() => {
      fromEvent<PointerEvent>(window, 'pointerdown', { capture: true })
        .pipe(takeUntilDestroyed())
        .subscribe((event) => (this.#pressed = event));
      // Last of all: a click in which the app itself signs in or out needs no more.
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
    if (!this.#auth.expiredInWindow || this.#clock.now() < this.#restUntil) {
      return;
    }
    this.#auth.renew().catch((thrown: unknown) => {
      const { code } = CalendarSyncError.from(thrown);
      if (code !== 'cancelled') {
        this.#restUntil = this.#clock.now() + PAUSE_AFTER_REFUSAL_MS;
      }
    });
  }

  #isPlainClick(event: PointerEvent): boolean {
    const pressed = this.#pressed;
    return (
      event.isTrusted &&
      event.button === 0 &&
      // A click that a key has made has no count.
      event.detail > 0 &&
      !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) &&
      pressed !== undefined &&
      Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) <
        MIN_DRAG_DISTANCE_PX &&
      !event.composedPath().some((node) => node instanceof Element && node.matches(ELSEWHERE))
    );
  }
}
