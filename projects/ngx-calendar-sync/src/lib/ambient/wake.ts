import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { filter, fromEvent, map, merge, NEVER, type Observable } from 'rxjs';

/** Emits when the user or the network comes back: timers may have slept meanwhile. */
export const WAKE = new InjectionToken<Observable<void>>('ngx-calendar-sync wake', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    const window = document.defaultView;
    if (!window?.addEventListener) {
      return NEVER;
    }
    return merge(
      fromEvent(document, 'visibilitychange').pipe(
        filter(() => document.visibilityState === 'visible'),
      ),
      // Out of the back/forward cache: else the page has only just begun.
      fromEvent<PageTransitionEvent>(window, 'pageshow').pipe(filter(({ persisted }) => persisted)),
      fromEvent(window, 'online'),
    ).pipe(map(() => undefined));
  },
});
