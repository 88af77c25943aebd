import { inject } from '@angular/core';
import { distinctUntilChanged, EMPTY, map, merge, type Observable, switchMap, timer } from 'rxjs';
import {
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵhasCode as hasCode,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import type { AccountIdentity } from '../tokens/account-identity';
import type { SignInState } from './sign-in-state';

/**
 * The start is repeated after these errors. Its search first tells the server of a sign-out that it has not confirmed
 * (`TokenSource.finishSignOut`).
 */
const TRANSIENT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'script-failed',
  'sign-out-pending',
];
const RETRY_PAUSE_MS = 30_000;

/** Emits when a start that has failed should be repeated. Called in an injection context. */
export function startRetries(
  state$: Observable<SignInState<AccountIdentity>>,
): Observable<unknown> {
  const clock = inject(CLOCK);
  const wake$ = inject(WAKE);
  return state$.pipe(
    map(({ startError, signedOutReason }) =>
      [startError, signedOutReason].some((error) => hasCode(error, ...TRANSIENT_ERROR_CODES)),
    ),
    distinctUntilChanged(),
    switchMap((isTransient) =>
      isTransient ? merge(timer(RETRY_PAUSE_MS, RETRY_PAUSE_MS, clock), wake$) : EMPTY,
    ),
  );
}
