import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { distinctUntilChanged, fromEvent, map, type Observable, of, startWith } from 'rxjs';

/** Whether the user can see this tab; emits at once, and when that changes. */
export const VISIBLE = new InjectionToken<Observable<boolean>>('ngx-calendar-sync visible', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    if (!document.defaultView?.addEventListener) {
      return of(false);
    }
    return fromEvent(document, 'visibilitychange').pipe(
      startWith(undefined),
      map(() => document.visibilityState === 'visible'),
      distinctUntilChanged(),
    );
  },
});
