import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  map,
  type Observable,
  switchMap,
  take,
} from 'rxjs';
import type { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { AccountSessions } from './account-sessions';
import { IDLE } from './idle';
import type { WritesCode } from './provider/writes-code';

/**
 * Loads the code of writing once somebody is signed in, the view is shown and the browser is idle, so that the first write
 * does not wait for the network. After a failure the first write tries again.
 */
export function loadWritesWhenIdle(
  identity$: Observable<unknown>,
  sessions: AccountSessions,
  writes: LazyService<WritesCode>,
): void {
  if (writes.current) {
    return;
  }
  const idle$ = inject(IDLE);
  combineLatest([identity$, sessions.live((session) => session.syncState$)])
    .pipe(
      map(([identity, { phase }]) => identity !== undefined && phase === 'idle'),
      distinctUntilChanged(),
      switchMap((isShown) => (isShown ? idle$ : EMPTY)),
      take(1),
      takeUntilDestroyed(),
    )
    .subscribe(() => {
      writes.load().catch(() => undefined);
    });
}
