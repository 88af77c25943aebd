import type { CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import type { AuthState } from './auth-state';

/** What a bug report may contain of the sign-in: no token and no account. */
export interface DiagnosedAuth {
  /** The status of the sign-in. */
  readonly status: AuthState['status'];
  /** Whether a sign-in can open its window. */
  readonly ready: boolean;
  /** The code of what has failed, where something has. */
  readonly reason?: CalendarSyncErrorCode;
  /** The scopes that the token has. */
  readonly grantedScopes?: readonly string[];
  /** The scopes that were asked for and not granted. */
  readonly missingScopes?: readonly string[];
  /** In how many seconds the token expires. */
  readonly secondsLeft?: number;
}

/** `now` is in milliseconds since the epoch. */
export function diagnosedAuth(state: AuthState, ready: boolean, now: number): DiagnosedAuth {
  const reason = 'reason' in state ? state.reason : undefined;
  const { code } = (state.status === 'error' ? state.error : reason) ?? {};
  return {
    status: state.status,
    ready,
    ...(code === undefined ? {} : { reason: code }),
    ...('grantedScopes' in state
      ? { grantedScopes: state.grantedScopes, missingScopes: state.missingScopes }
      : {}),
    ...('expiresAt' in state
      ? { secondsLeft: Math.round((state.expiresAt.getTime() - now) / 1000) }
      : {}),
  };
}
