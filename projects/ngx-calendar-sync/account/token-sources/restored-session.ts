import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import type { RestoreResult } from '../tokens/token-source';
import type { TokenServer } from './token-server';
import { isUnknownSession } from './token-server-error';

/** These errors mean that the server has no session. */
const NO_SESSION_CODES: readonly CalendarSyncErrorCode[] = [
  'signed-out',
  'expired',
  'cross-site-cookies',
];

/** The token of the session that the server still has, or the reason why there is none, where that is worth telling. */
export async function restoredFromServer(refresh: TokenServer): Promise<RestoreResult> {
  try {
    return { token: await refresh.renew() };
  } catch (error) {
    const isReason =
      error instanceof CalendarSyncError &&
      (NO_SESSION_CODES.includes(error.code) || isUnknownSession(error));
    if (!isReason) {
      throw error;
    }
    return error.code === 'signed-out' ? {} : { reason: error };
  }
}
