import type { AccessToken } from './access-token';

/** The lifetime of a token that comes without one. */
export const DEFAULT_LIFETIME_S = 3599;

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
export interface AccessTokenResponse {
  readonly access_token?: string;
  /** Seconds; a number in practice, a string in the types of Google's script. */
  readonly expires_in?: string | number;
  /** Separated by spaces. */
  readonly scope?: string;
}

/** The token of an answer; `undefined` where it holds none. `now` is in milliseconds since the epoch. */
export function accessTokenOf(
  response: Readonly<Record<string, unknown>> | AccessTokenResponse,
  now: number,
): AccessToken | undefined {
  // A server may send anything, whatever the declared types say, so each member is checked.
  const members = response as Readonly<Record<string, unknown>>;
  const { access_token: value, expires_in: lifetime, scope } = members;
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  return {
    value,
    expiresAt: now + (Number(lifetime) || DEFAULT_LIFETIME_S) * 1000,
    scopes: typeof scope === 'string' ? scope.split(/\s+/).filter(Boolean) : [],
  };
}
