import type { Store } from 'hono-rate-limiter';

/** Where the refresh token is kept: `sealed`, in an encrypted cookie that no script can read; `contract`, by the page. */
export type TokenMode = 'sealed' | 'contract';

/** Whose accounts sign in. */
export type Provider = 'google' | 'microsoft';

/** The URLs of the provider's OAuth endpoints, or those of an emulator. */
export interface GoogleEndpoints {
  /** Where codes and refresh tokens are exchanged for access tokens. */
  readonly token: string;
  /** The provider's page, on which the user signs in. */
  readonly authorization: string;
  /** Where the user's grant is taken back; Microsoft has no such address. */
  readonly revocation: string;
}

/** The limit of requests that one client may make. */
export interface RateLimitOptions {
  /** Requests per window; by default 300. */
  readonly limit?: number;
  /** Length of the window in milliseconds; by default one minute. */
  readonly windowMs?: number;
  /**
   * The client's address as the platform knows it. A header such as `X-Forwarded-For` can be trusted only if a proxy of
   * yours has written it. All requests without an address count as one client.
   */
  readonly clientAddress: (request: Request) => string | undefined;
  /** Where the counts are kept, any store of `hono-rate-limiter`; by default the memory of this instance. */
  readonly store?: Store;
}

/** The options of `createTokenHandler`. */
export interface TokenServerOptions {
  /** By default `google`. `microsoft` needs the sealed mode. */
  readonly provider?: Provider;
  /** With `microsoft`, whose accounts: `common` (by default), `organizations`, `consumers`, or a tenant's id or domain. */
  readonly tenant?: string;
  /** The OAuth client of the type "Web application", or of Microsoft's platform "Web". */
  readonly clientId: string;
  /** The secret of that client. */
  readonly clientSecret: string;
  /** The origins of the pages that are served, as a browser writes them: `https://app.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** By default `sealed`. */
  readonly mode?: TokenMode;
  /** Secrets of 32 characters or more. The first encrypts cookies, each can decrypt them. Sealed mode needs one. */
  readonly sessionSecrets?: readonly string[];
  /** The `redirect_uri` of the request that exchanges a popup's code; by default `postmessage`. */
  readonly redirectUri?: string;
  /** The URLs of an emulator; an endpoint that is left out is Google's own. */
  readonly endpoints?: Partial<GoogleEndpoints>;
  /** The scopes that `/login` asks for if its query has none. */
  readonly scopes?: readonly string[];
  /** The path in front of the handler's routes, such as `/api/google`, unless the platform removes it itself. */
  readonly basePath?: string;
  /**
   * The URL at which browsers reach the handler, with the base path. Google sends them back to `<publicUrl>/callback`. By
   * default it is taken from each request, which is wrong behind a proxy that talks plain http to the server.
   */
  readonly publicUrl?: string;
  /** By default nothing is limited, as only the platform knows the client's address. */
  readonly rateLimit?: RateLimitOptions;
  /** Milliseconds that a request to Google may take with all its retries; by default 10,000. */
  readonly googleTimeoutMs?: number;
  /** Called with one line for each request, which never holds a token or a query. */
  readonly log?: (line: string) => void;
  /** The current time in milliseconds since 1970; by default `Date.now`. */
  readonly now?: () => number;
}
