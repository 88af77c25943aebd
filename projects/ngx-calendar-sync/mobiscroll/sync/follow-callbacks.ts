import { skipWhile, type Observable, type Subscription } from 'rxjs';
import type { MobiscrollOptions } from './mobiscroll-config';

/** The state of a sign-in, as far as the callbacks tell it. */
export interface FollowedState {
  readonly status: string;
  readonly account?: string;
}

/** Calls `onInit` once the start is over, also where it has failed, then the others. */
export function followCallbacks(
  state$: Observable<FollowedState>,
  { onInit, onSignedIn, onSignedOut }: MobiscrollOptions,
): Subscription {
  let account: string | undefined;
  let isFirst = true;
  return state$.pipe(skipWhile(({ status }) => status === 'initializing')).subscribe((state) => {
    if (isFirst) {
      isFirst = false;
      onInit?.();
    }
    if (state.status === 'signed-in' && state.account !== account) {
      ({ account } = state);
      onSignedIn?.();
    } else if (state.status === 'expired') {
      // No account: `onSignedIn` tells the app when it can load again.
      account = '';
    } else if (state.status === 'signed-out' && account !== undefined) {
      account = undefined;
      onSignedOut?.();
    }
  });
}
