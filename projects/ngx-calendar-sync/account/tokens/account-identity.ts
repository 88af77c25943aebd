import type { AccessToken } from './access-token';

/** Who a token is for. */
export interface AccountIdentity {
  /** The address of the account. */
  readonly account: string;
  readonly grantedScopes: readonly string[];
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
