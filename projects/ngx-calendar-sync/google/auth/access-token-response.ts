import type { AccessToken } from './access-token';

/** Seconds, where Google does not say. */
export const usualLifetime = 3599;

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
export interface AccessTokenResponse {
  readonly access_token?: string;
  /** Seconds; Google's script gives a number, its types say text. */
  readonly expires_in?: string | number;
  readonly scope?: string;
}

/** The token of an answer; `undefined` where it holds none. `now` is in milliseconds since the epoch. */
export function accessTokenOf(response: AccessTokenResponse, now: number): AccessToken | undefined {
  if (!response.access_token) return undefined;
  return {
    value: response.access_token,
    expiresAt: now + (Number(response.expires_in) || usualLifetime) * 1000,
    scopes: (response.scope ?? '').split(' ').filter(Boolean),
  };
}
