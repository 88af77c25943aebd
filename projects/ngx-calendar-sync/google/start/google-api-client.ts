import type { GoogleTokenResponse } from './google-identity-services';

/**
 * The part of Google's API client, `gapi`, that the library uses.
 * @see https://github.com/google/google-api-javascript-client/blob/master/docs/reference.md
 */
export interface GoogleApiClient {
  /** Loads a part of `gapi`, such as `client`. */
  load(
    library: string,
    callback: {
      /** Called when it is loaded. */
      callback: () => void;
      /** Called when it could not be loaded. */
      onerror: () => void;
    },
  ): void;
  /** What sends requests; there once `client` is loaded. */
  client?: {
    /** The token that requests are sent with; `null` for none. */
    getToken(): GoogleTokenResponse | null;
    /** Sets the token that requests are sent with; `null` for none. */
    setToken(
      token: {
        /** The token itself, without `Bearer`. */
        access_token: string;
      } | null,
    ): void;
  };
}
