/** Why a token will not be renewed without the user, although the app has set up a server that should do so. */
export type NotRenewable = 'no-refresh-token' | 'cross-site-cookies' | 'wrong-token-mode';

/** Plain data, so that it can be posted to other tabs, and stored where the app asks for that. */
export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  readonly notRenewable?: NotRenewable;
}

export function isAccessToken(value: unknown): value is AccessToken {
  const { value: token, expiresAt, scopes } = (value ?? {}) as Partial<AccessToken>;
  return typeof token === 'string' && typeof expiresAt === 'number' && Array.isArray(scopes);
}
