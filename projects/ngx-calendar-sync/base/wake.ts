import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { filter, fromEvent, map, merge, NEVER, type Observable } from 'rxjs';

/** Emits when the tab becomes visible or the network comes back: timers may not have run in the meantime. */
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
      // `persisted` is true for a page from the back/forward cache; any other page has just been loaded.
      fromEvent<PageTransitionEvent>(window, 'pageshow').pipe(filter(({ persisted }) => persisted)),
      fromEvent(window, 'online'),
    ).pipe(map(() => undefined));
  },
});
