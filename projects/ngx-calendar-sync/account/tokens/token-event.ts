import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';

/** What happens to tokens without the sign-in having asked for it. */
export type TokenEvent<Identity extends AccountIdentity = AccountIdentity> =
  /** The token was replaced by another one of the same account, renewed here or in another tab. */
  | { readonly type: 'renewed'; readonly token: AccessToken }
  /** Only the user can renew the token; why it has expired. */
  | { readonly type: 'token-ended'; readonly reason: CalendarSyncError }
  /** A renewal has answered with the token of another account. It is not held. */
  | { readonly type: 'account-changed'; readonly identity: Identity; readonly token: AccessToken }
  /** Another tab has a token whose account or scopes this tab does not have. It is not held. */
  | { readonly type: 'told'; readonly account: string; readonly token: AccessToken }
  /** The user has signed out in another tab. */
  | { readonly type: 'signed-out-elsewhere' };
