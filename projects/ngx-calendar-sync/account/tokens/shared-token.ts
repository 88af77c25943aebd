import { type AccessToken, isAccessToken } from './access-token';

/** What one tab tells another of its session. */
export interface SharedToken {
  readonly account: string;
  readonly token: AccessToken;
  /** Where the page has the refresh token in its memory: without this it would be lost with the tab. */
  readonly refreshToken?: string;
}

export function isSharedToken(said: unknown): said is SharedToken {
  const { account, token } = (said ?? {}) as Partial<SharedToken>;
  return typeof account === 'string' && isAccessToken(token);
}
