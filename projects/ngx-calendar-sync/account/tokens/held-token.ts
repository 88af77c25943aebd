import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';
import type { TokenSource } from './token-source';

/** A token that expires on its way to the provider is of no use. */
const EXPIRY_MARGIN_MS = 5_000;
/** How long before its expiry a token is renewed. */
export const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;

/** The token of the account that is signed in. */
export interface HeldToken {
  /** Grows with each change of the token. A renewal that began under an older number changes nothing. */
  readonly number: number;
  readonly identity: AccountIdentity;
  /** The last token that there was; `undefined` while the account is only remembered from an earlier page. */
  readonly token: AccessToken | undefined;
  /** Whether the provider has refused the token, or it has expired for good. */
  readonly refused: boolean;
  /** `undefined` where only the user can renew. */
  readonly renew: TokenSource['renew'];
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

export function heldToken(
  number: number,
  identity: AccountIdentity,
  token: AccessToken | undefined,
  source: TokenSource | undefined,
  now: number,
): HeldToken {
  const remainingMs = token ? token.expiresAt - now : 0;
  return {
    number,
    identity,
    token,
    refused: false,
    renew: token && !token.notRenewable ? source?.renew : undefined,
    // A token that lives for minutes only is renewed after half of them.
    renewAt: now + Math.max(remainingMs - RENEW_BEFORE_EXPIRY_MS, remainingMs / 2),
  };
}

/** The token while it may be sent to the provider. */
export function usableToken(held: HeldToken | undefined, now: number): AccessToken | undefined {
  return held?.token && !held.refused && !hasExpired(held.token, now) ? held.token : undefined;
}

export function hasExpired({ expiresAt }: AccessToken, now: number): boolean {
  return expiresAt - now <= EXPIRY_MARGIN_MS;
}

/** Whether two tokens were granted the same; the order of the scopes tells nothing. */
export function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  const [first, second] = [new Set(a), new Set(b)];
  return first.size === second.size && a.every((scope) => second.has(scope));
}
