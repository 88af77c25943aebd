import type { CalendarSyncErrorCode } from 'ngx-calendar-sync';
import type { AuthState } from './auth-state';

/** What a bug report may contain of the sign-in: no token and no account. */
export interface DiagnosedAuth {
  readonly status: AuthState['status'];
  /** Whether a sign-in can open its window. */
  readonly ready: boolean;
  readonly reason?: CalendarSyncErrorCode;
  readonly grantedScopes?: readonly string[];
  readonly missingScopes?: readonly string[];
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
