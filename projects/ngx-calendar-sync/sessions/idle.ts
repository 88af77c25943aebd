import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { Observable } from 'rxjs';

/** A page that is never idle does not wait longer than this. */
const MAX_WAIT_MS = 2_000;

/** Emits once, when the browser has nothing more urgent to do. */
export const IDLE = new InjectionToken<Observable<void>>('ngx-calendar-sync idle', {
  providedIn: 'root',
  factory: () => {
    // Contrary to the DOM's types, Safari has no idle callbacks.
    const window = inject(DOCUMENT).defaultView as Partial<Window> | null;
    return new Observable((subscriber) => {
      const emit = () => {
        subscriber.next();
        subscriber.complete();
      };
      if (window?.requestIdleCallback) {
        const callback = window.requestIdleCallback(emit, { timeout: MAX_WAIT_MS });
        return () => {
          window.cancelIdleCallback?.(callback);
        };
      }
      // A task comes after what is under way.
      const task = setTimeout(emit);
      return () => {
        clearTimeout(task);
      };
    });
  },
});
