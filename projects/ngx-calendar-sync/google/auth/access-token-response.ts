import type { JsonMembers } from '../api/failed-answer';
import type { AccessToken } from './access-token';

/** Where Google does not say. */
export const USUAL_LIFETIME_S = 3599;

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
export interface AccessTokenResponse {
  readonly access_token?: string;
  /** Seconds; Google's script gives a number, its types say text. */
  readonly expires_in?: string | number;
  readonly scope?: string;
}

/** The token of an answer; `undefined` where it holds none. `now` is in milliseconds since the epoch. */
export function accessTokenOf(
  response: JsonMembers | AccessTokenResponse,
  now: number,
): AccessToken | undefined {
  // Whatever the types promise, what a server sends may be anything.
  const { access_token: value, expires_in: lifetime, scope } = response as JsonMembers;
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  return {
    value,
    expiresAt: now + (Number(lifetime) || USUAL_LIFETIME_S) * 1000,
    scopes: typeof scope === 'string' ? scope.split(/\s+/).filter(Boolean) : [],
  };
}
