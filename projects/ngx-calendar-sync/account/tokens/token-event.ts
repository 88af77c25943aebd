import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';

/** What the tokens report to the sign-in. */
export type TokenEvent<Identity extends AccountIdentity = AccountIdentity> =
  /** The token was replaced by another one of the same account, renewed here or in another tab. */
  | { readonly type: 'renewed'; readonly token: AccessToken }
  /** The token has expired or was refused, and only the user can renew it. */
  | { readonly type: 'token-ended'; readonly reason: CalendarSyncError }
  /** A renewal has answered with the token of another account. It is not held. */
  | { readonly type: 'account-changed'; readonly identity: Identity; readonly token: AccessToken }
  /** Another tab has a token whose account or scopes this tab does not have. It is not held. */
  | { readonly type: 'token-elsewhere'; readonly account: string; readonly token: AccessToken }
  /** The user has signed out in another tab. */
  | { readonly type: 'signed-out-elsewhere' };
