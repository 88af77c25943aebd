/** Why a token will not be renewed without the user, although the app has set up a server that should do so. */
export type NotRenewable = 'no-refresh-token' | 'cross-site-cookies' | 'wrong-token-mode';

/** An access token. Plain data, so that it can be posted to other tabs, and stored where the app asks for that. */
export interface AccessToken {
  /** The token itself, without `Bearer`. */
  readonly value: string;
  /** When it expires, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The granted OAuth scopes. */
  readonly scopes: readonly string[];
  /** Whose it is, where the answer that brought it has told that: as in the identity of the account. */
  readonly account?: string;
  /** The address of that account, where {@link account} is none. */
  readonly address?: string;
  /** Why it will not be renewed without the user; absent where it can be, and without a server. */
  readonly notRenewable?: NotRenewable;
}

export function isAccessToken(value: unknown): value is AccessToken {
  const { value: token, expiresAt, scopes } = (value ?? {}) as Partial<AccessToken>;
  return typeof token === 'string' && typeof expiresAt === 'number' && Array.isArray(scopes);
}
