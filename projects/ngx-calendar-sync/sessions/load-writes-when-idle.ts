import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  catchError,
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  filter,
  from,
  map,
  type Observable,
  startWith,
  switchMap,
  take,
} from 'rxjs';
import { type ɵLazyService as LazyService, ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type { AccountSessions } from './account-sessions';
import type { AccountTypes } from './account-types';
import { IDLE } from './idle';

/**
 * Loads the code of writing once somebody is signed in, a view is shown and the browser is idle, so that the first write
 * does not wait for the network. It is not tried offline, since browsers may remember a failure until the page is loaded
 * again; after a failure it is tried again when the network comes back or the user does.
 */
export function loadWritesWhenIdle<A extends AccountTypes>(
  identity$: Observable<unknown>,
  sessions: AccountSessions<A>,
  writes: LazyService<unknown>,
): void {
  if (writes.current) {
    return;
  }
  const idle$ = inject(IDLE);
  const wake$ = inject(WAKE);
  const window = inject(DOCUMENT).defaultView;
  combineLatest([identity$, sessions.live((session) => session.syncState$)])
    .pipe(
      map(
        ([identity, { phase, calendars }]) =>
          identity !== undefined && calendars > 0 && phase === 'idle',
      ),
      distinctUntilChanged(),
      switchMap((isShown) =>
        isShown
          ? wake$.pipe(
              startWith(undefined),
              switchMap(() => idle$),
            )
          : EMPTY,
      ),
      filter(() => window?.navigator.onLine !== false),
      exhaustMap(() => from(writes.load()).pipe(catchError(() => EMPTY))),
      take(1),
      takeUntilDestroyed(),
    )
    .subscribe();
}
