import { type AccessToken, isAccessToken } from './access-token';

/** What one tab sends to another. */
export interface SharedToken {
  readonly account: string;
  readonly token: AccessToken;
  /** Sent where the page has the refresh token in its memory: else it would be lost when that tab is closed. */
  readonly refreshToken?: string;
}

export function isSharedToken(said: unknown): said is SharedToken {
  const { account, token } = (said ?? {}) as Partial<SharedToken>;
  return typeof account === 'string' && isAccessToken(token);
}
