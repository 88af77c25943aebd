/** Why no new token will come without the user, where one should. */
export type NotRenewable = 'no-refresh-token' | 'cross-site-cookies' | 'wrong-token-mode';

/** Plain data: it goes to other tabs, and into storage where the app wants that. */
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
