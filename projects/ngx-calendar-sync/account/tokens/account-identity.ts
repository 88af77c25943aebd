import type { AccessToken } from './access-token';

/** Who a token is for. */
export interface AccountIdentity {
  /** What tells the account from any other, also in what is stored: its address, where that does. */
  readonly account: string;
  /** The address that is shown, where {@link account} is none. */
  readonly address?: string;
  readonly grantedScopes: readonly string[];
}

/** The address of an account, as it is shown and as the user is asked for it. */
export function addressOf({
  account,
  address,
}: Pick<AccountIdentity, 'account' | 'address'>): string {
  return address ?? account;
}

/** Asks the provider who a token is for: an access token does not say. */
export interface AccountIdentities<Identity extends AccountIdentity> {
  /** The request carries this token, which no other request uses before the answer is there. */
  find(token: AccessToken): Promise<Identity>;
}

/** A token with the identity that the provider has answered for it. */
export interface IdentifiedToken<Identity extends AccountIdentity = AccountIdentity> {
  readonly identity: Identity;
  readonly token: AccessToken;
}
