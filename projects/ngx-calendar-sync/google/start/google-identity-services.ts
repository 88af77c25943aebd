/**
 * The part of Google's script, `google.accounts.oauth2`, that the library uses. It is declared here so that apps need no
 * types from Google; a spec compares it with `@types/google.accounts`.
 * @see https://developers.google.com/identity/oauth2/web/reference/js-reference
 */
export interface GoogleIdentityServices {
  /** A client that asks the user for access tokens. */
  initTokenClient(config: GoogleTokenClientConfig): GoogleTokenClient;
  /** A client that asks the user for authorization codes. */
  initCodeClient(config: GoogleCodeClientConfig): GoogleCodeClient;
  /** Takes back all that the user has granted to the app, and calls `done` with the outcome. */
  revoke(accessToken: string, done: (revocation?: GoogleRevocation) => void): void;
}

/** What Google's script passes to the callback of `revoke`, although the declared types do not say so. */
export interface GoogleRevocation {
  /** Whether the grant was taken back. */
  successful?: boolean;
  /** Why it was not, as a code such as `invalid_token`. */
  error?: string;
  /** Why it was not, in words. */
  error_description?: string;
}

/** What a {@link GoogleTokenClient} is made with. */
export interface GoogleTokenClientConfig {
  /** The OAuth 2.0 client ID of the app. */
  client_id: string;
  /** The scopes to ask for, with spaces between them. */
  scope: string;
  /** Called with Google's answer: a token, or why there is none. */
  callback: (response: GoogleTokenResponse) => void;
  /** Called where no answer came, as when the user has closed the window. */
  error_callback: (error: {
    /** `popup_failed_to_open`, `popup_closed` or `unknown`. */
    readonly type: string;
  }) => void;
}

/** Asks the user for access tokens. */
export interface GoogleTokenClient {
  /** Opens Google's window; its answer comes to the callback of the configuration. */
  requestAccessToken: (options?: {
    /** `''` asks only for what has not been granted, `consent` for all of it, `select_account` for who it is. */
    prompt?: string;
    /** The account that the window should propose, as its address. */
    login_hint?: string;
    /** The scopes to ask for, with spaces between them, in place of those of the configuration. */
    scope?: string;
    /** Whether the token is to have all scopes that the user has granted before. */
    include_granted_scopes?: boolean;
  }) => void;
}

/**
 * A token or a refusal. Fewer fields arrive than the declared types promise, and `expires_in` may arrive as a number.
 */
export interface GoogleTokenResponse {
  /** The token. */
  access_token?: string;
  /** How many seconds it lasts. */
  expires_in?: string | number;
  /** The granted scopes, with spaces between them. */
  scope?: string;
  /** Why there is no token, as a code such as `access_denied`. */
  error?: string;
  /** Why there is no token, in words. */
  error_description?: string;
}

/** What a {@link GoogleCodeClient} is made with. */
export interface GoogleCodeClientConfig {
  /** The OAuth 2.0 client ID of the app. */
  client_id: string;
  /** The scopes to ask for, with spaces between them. */
  scope: string;
  /** A window, not a redirect. */
  ux_mode: 'popup';
  /** The account that the window should propose, as its address. */
  login_hint?: string;
  /** Whether the user is asked which account to use. */
  select_account?: boolean;
  /** Called with Google's answer: a code, or why there is none. */
  callback: (response: GoogleCodeResponse) => void;
  /** Called where no answer came, as when the user has closed the window. */
  error_callback: (error: {
    /** `popup_failed_to_open`, `popup_closed` or `unknown`. */
    readonly type: string;
  }) => void;
}

/** Asks the user for authorization codes. */
export interface GoogleCodeClient {
  /** Opens Google's window; its answer comes to the callback of the configuration. */
  requestCode: () => void;
}

/** A code or a refusal. */
export interface GoogleCodeResponse {
  /** The authorization code, to be exchanged for tokens by a server. */
  code?: string;
  /** Why there is no code, as a code such as `access_denied`. */
  error?: string;
  /** Why there is no code, in words. */
  error_description?: string;
}
