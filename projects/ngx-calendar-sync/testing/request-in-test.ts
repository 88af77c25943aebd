import type { PendingTasks } from '@angular/core';
import { defer, finalize, type Observable, switchMap } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import type { TestNetwork } from './test-network';

export interface RequestsInTest {
  readonly tasks: PendingTasks;
  readonly tokens: AccessTokens;
  readonly network: TestNetwork;
}

/** Waits for a token first, as real requests do, and keeps the app unstable until the answer is there. */
export function requestInTest<R>(
  { tasks, tokens, network }: RequestsInTest,
  answer: () => Observable<R>,
): Observable<R> {
  return defer(() => tokens.valid()).pipe(
    switchMap(() => {
      if (network.isCut) {
        throw new CalendarSyncError('offline', 'The test has cut the network.');
      }
      const done = tasks.add();
      return answer().pipe(finalize(done));
    }),
  );
}
