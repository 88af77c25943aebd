import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { Observable } from 'rxjs';

/** A page that is never idle does not wait longer than this. */
const MAX_WAIT_MS = 2_000;

/** Emits once, when the browser has nothing more urgent to do. */
export const IDLE = new InjectionToken<Observable<void>>('ngx-calendar-sync idle', {
  providedIn: 'root',
  factory: () => {
    const window = inject(DOCUMENT).defaultView;
    return new Observable((subscriber) => {
      const emit = () => {
        subscriber.next();
        subscriber.complete();
      };
      if (window && 'requestIdleCallback' in window) {
        const callback = window.requestIdleCallback(emit, { timeout: MAX_WAIT_MS });
        return () => {
          window.cancelIdleCallback(callback);
        };
      }
      // Safari has no idle callbacks: a task comes after what is under way.
      const task = setTimeout(emit);
      return () => {
        clearTimeout(task);
      };
    });
  },
});
