/**
 * The part of Google's script, `google.accounts.oauth2`, that the library uses. It is declared here so that apps need no
 * types from Google; a spec compares it with `@types/google.accounts`.
 * @see https://developers.google.com/identity/oauth2/web/reference/js-reference
 */
export interface GoogleIdentityServices {
  initTokenClient(config: GoogleTokenClientConfig): GoogleTokenClient;
  initCodeClient(config: GoogleCodeClientConfig): GoogleCodeClient;
  revoke(accessToken: string, done: (revocation?: GoogleRevocation) => void): void;
}

/** What Google's script passes to the callback of `revoke`, although the declared types do not say so. */
export interface GoogleRevocation {
  successful?: boolean;
  error?: string;
  error_description?: string;
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

/**
 * A token or a refusal. Fewer fields arrive than the declared types promise, and `expires_in` may arrive as a number.
 */
export interface GoogleTokenResponse {
  access_token?: string;
  expires_in?: string | number;
  scope?: string;
  error?: string;
  error_description?: string;
}

export interface GoogleCodeClientConfig {
  client_id: string;
  scope: string;
  ux_mode: 'popup';
  login_hint?: string;
  select_account?: boolean;
  callback: (response: GoogleCodeResponse) => void;
  error_callback: (error: { readonly type: string }) => void;
}

export interface GoogleCodeClient {
  requestCode: () => void;
}

/** A code or a refusal. */
export interface GoogleCodeResponse {
  code?: string;
  error?: string;
  error_description?: string;
}
