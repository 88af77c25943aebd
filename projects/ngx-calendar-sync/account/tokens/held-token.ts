import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';
import type { TokenSource } from './token-source';

/** A token that expires on its way to the provider is of no use. */
const EXPIRY_MARGIN_MS = 5_000;
/** How long before its expiry a token is renewed. */
export const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;

/** The account that is signed in, with its token. */
export interface HeldToken {
  /**
   * A renewal belongs to the number that it began under, and changes nothing once the number has grown. It grows when
   * an account or a token is held, when the token ends, and when a renewal has failed, so that the next one begins anew.
   * It stays when the provider refuses the token: a renewal that is under way then is still wanted.
   */
  readonly number: number;
  readonly identity: AccountIdentity;
  /** The last token of the account, valid or not; `undefined` while the account is only remembered from an earlier page. */
  readonly token: AccessToken | undefined;
  /** Whether the token must not be sent any more: the provider has refused it, or it has ended for good. */
  readonly refused: boolean;
  /** `undefined` where only the user can renew, or the account is only remembered: a search may still bring a token. */
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

/** Whether two tokens were granted the same scopes, in whatever order. */
export function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  const [first, second] = [new Set(a), new Set(b)];
  return first.size === second.size && a.every((scope) => second.has(scope));
}
