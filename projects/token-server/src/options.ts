import type { Store } from 'hono-rate-limiter';

/** Who keeps the refresh token: an encrypted cookie that no script can read, or the page. */
export type TokenMode = 'sealed' | 'contract';

/** Google's addresses; others stand for an emulator. */
export interface GoogleEndpoints {
  readonly token: string;
  readonly authorization: string;
  readonly revocation: string;
}

/** How many requests one client may make. */
export interface RateLimitOptions {
  /** Requests per window; 300 if left out. */
  readonly limit?: number;
  /** Length of the window in milliseconds; one minute if left out. */
  readonly windowMs?: number;
  /**
   * The client's address as the platform knows it. A header such as `X-Forwarded-For` is only as good as the proxy
   * that wrote it. Requests without an address share one count.
   */
  readonly clientAddress: (request: Request) => string | undefined;
  /** Where the counts are kept; this instance's memory if left out. Any store of `hono-rate-limiter` will do. */
  readonly store?: Store;
}

/** What `createTokenHandler` is made from. */
export interface TokenServerOptions {
  /** The OAuth client of the Google Cloud project, of the type "Web application". */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Origins whose pages are served, as a browser writes them: `https://app.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** `sealed` if left out. */
  readonly mode?: TokenMode;
  /** At least 32 characters each. The first seals, all open. Sealed mode needs one. */
  readonly sessionSecrets?: readonly string[];
  /** What the exchange of a popup's code names as its redirect URI; `postmessage` if left out. */
  readonly redirectUri?: string;
  readonly endpoints?: Partial<GoogleEndpoints>;
  /** Asked for by `/login` when its query names none. */
  readonly scopes?: readonly string[];
  /** Path that the handler's own paths stand under, such as `/api/google`, where the platform does not take it off. */
  readonly basePath?: string;
  /**
   * Where browsers reach the handler, base path included. Google sends them back to `<publicUrl>/callback`. Where it is
   * left out it is taken from each request, which is wrong behind a proxy that speaks plain http to the server.
   */
  readonly publicUrl?: string;
  /** Without it nothing is limited: only the platform knows who asks. */
  readonly rateLimit?: RateLimitOptions;
  /** Milliseconds that Google may take in all, retries included; 10,000 if left out. */
  readonly googleTimeoutMs?: number;
  /** Takes one line per request, without any token or query. */
  readonly log?: (line: string) => void;
  /** The time in milliseconds since 1970; the real one if left out. */
  readonly now?: () => number;
}
