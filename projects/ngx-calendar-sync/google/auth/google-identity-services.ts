/**
 * What is used of Google's script, `google.accounts.oauth2`. Written here so that apps need no types of Google's;
 * a spec compares it with `@types/google.accounts`.
 * @see https://developers.google.com/identity/oauth2/web/reference/js-reference
 */
export interface GoogleIdentityServices {
  initTokenClient(config: GoogleTokenClientConfig): GoogleTokenClient;
  revoke(accessToken: string, done: () => void): void;
}

export interface GoogleTokenClientConfig {
  client_id: string;
  scope: string;
  callback: (response: GoogleTokenResponse) => void;
  error_callback: (error: { readonly type: string }) => void;
}

export interface GoogleTokenClient {
  requestAccessToken: (options?: {
    prompt?: string;
    login_hint?: string;
    scope?: string;
    include_granted_scopes?: boolean;
  }) => void;
}

/** Of a token or of a refusal; the declared types promise more than arrives, and `expires_in` arrives as a number too. */
export interface GoogleTokenResponse {
  access_token?: string;
  expires_in?: string | number;
  scope?: string;
  error?: string;
  error_description?: string;
}
