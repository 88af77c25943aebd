import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, InjectionToken, NgZone } from '@angular/core';
import { interval, scan, Subject, type Subscription, takeWhile } from 'rxjs';
import { type CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import { ɵsuperseded as superseded } from 'ngx-calendar-sync/account';
import { popupBlocked, popupClosed } from './outlook-sign-in-error';

/** Whether the user is at this page, and not in another window. */
export const PAGE_FOCUSED = new InjectionToken<() => boolean>('ngx-calendar-sync page focused', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    return () => document.hasFocus();
  },
});

const CHECK_INTERVAL_MS = 500;
/** An answer that is under way when its window closes arrives sooner than after so many checks. */
const CHECKS_UNTIL_CLOSED = 3;
const WIDTH_PX = 520;
const HEIGHT_PX = 680;

/** The window that waits for its answer, also after it has looked closed. */
interface OpenWindow {
  readonly window: Window;
  readonly channel: BroadcastChannel;
  readonly watch: Subscription;
}

/**
 * A window in which the user signs in, and whose answer comes over a channel from the page of the app to which it is led in the
 * end. Microsoft's pages cut the window off from its opener by their Cross-Origin-Opener-Policy: it then looks closed though it
 * is open. So it counts as closed only when the user is back at this page, and even then its answer is awaited: it is late.
 */
export class SignInWindow {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #clock = inject(CLOCK);
  readonly #zone = inject(NgZone);
  readonly #isPageFocused = inject(PAGE_FOCUSED);
  #open: OpenWindow | undefined;
  /** Absent once the request has failed. */
  #reject: ((error: CalendarSyncError) => void) | undefined;

  /** The answer of the last window, where its request has failed before. */
  readonly late$ = new Subject<URLSearchParams>();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.close();
    });
  }

  /** Opens the window before it returns. An earlier one is closed. */
  ask(url: string, state: string): Promise<URLSearchParams> {
    this.close();
    const window = this.#window?.open(url, '_blank', windowFeatures(this.#window));
    if (!window) {
      return Promise.reject(popupBlocked());
    }
    return new Promise((resolve, reject) => {
      const channel = new BroadcastChannel(`ngx-calendar-sync sign-in ${state}`);
      channel.onmessage = ({ data }) => {
        channel.postMessage('received');
        const isLate = this.#reject === undefined;
        this.#reject = undefined;
        this.close();
        const answer = new URLSearchParams(String(data));
        if (isLate) {
          this.late$.next(answer);
        } else {
          resolve(answer);
        }
      };
      this.#reject = reject;
      this.#open = { window, channel, watch: this.#watch(window) };
    });
  }

  /** Waits no more for the answer of the window that is open. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    this.#fail(superseded());
    open?.watch.unsubscribe();
    open?.channel.close();
    // Without effect on a window that Microsoft's pages have cut off, until it is back at the app's own page.
    open?.window.close();
  }

  #watch(window: Window): Subscription {
    // A timer inside the zone would keep the app from ever being stable.
    return this.#zone.runOutsideAngular(() =>
      interval(CHECK_INTERVAL_MS, this.#clock)
        .pipe(
          scan((closed) => (window.closed && this.#isPageFocused() ? closed + 1 : 0), 0),
          takeWhile((closed) => closed < CHECKS_UNTIL_CLOSED),
        )
        .subscribe({
          complete: () => {
            this.#fail(popupClosed());
          },
        }),
    );
  }

  #fail(error: CalendarSyncError): void {
    const reject = this.#reject;
    this.#reject = undefined;
    reject?.(error);
  }
}

/** Of a window in the middle of the app's own one, on whichever screen that is. */
export function windowFeatures({
  screenX,
  screenY,
  outerWidth,
  outerHeight,
}: Pick<Window, 'screenX' | 'screenY' | 'outerWidth' | 'outerHeight'>): string {
  const left = Math.max(0, Math.round(screenX + (outerWidth - WIDTH_PX) / 2));
  const top = Math.max(0, Math.round(screenY + (outerHeight - HEIGHT_PX) / 2));
  return `popup,width=${WIDTH_PX},height=${HEIGHT_PX},left=${left},top=${top}`;
}
