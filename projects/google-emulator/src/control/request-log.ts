/** One request to the emulator. */
export interface LoggedRequest {
  /** Time of the request by the emulator's clock, in ISO 8601. */
  readonly at: string;
  /** The HTTP method, such as `GET`. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** A repeated parameter shows its last value, and a secret one shows `…`. */
  readonly query: Readonly<Record<string, string>>;
  /** The `Origin` header. */
  readonly origin: string | undefined;
  /** The scheme of the `Authorization` header. The token itself is not logged. */
  readonly authorization: 'none' | 'bearer' | 'basic' | 'other';
  /** The account of its access token; undefined if the token was not valid. */
  readonly user: string | undefined;
  /** Names of the request headers, in lower case and alphabetical order. */
  readonly headers: readonly string[];
  /** HTTP status of the answer; 0 if a fault dropped the connection. */
  readonly status: number;
  /** Whether a fault closed the connection in the middle of the body. */
  readonly cut: boolean;
  /** Milliseconds of real time from the request to the answer, including delays by faults. */
  readonly tookMs: number;
}

const MAX_ENTRIES = 10_000;

/** Query parameters that hold credentials. Their values are not logged. */
const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  'access_token',
  'client_secret',
  'code',
  'code_verifier',
  'id_token',
  'oauth_token',
  'refresh_token',
  'token',
]);

/** The latest requests, for tests to inspect. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > MAX_ENTRIES) {
      this.entries.shift();
    }
  }

  all(): LoggedRequest[] {
    return [...this.entries];
  }

  clear(): void {
    this.entries = [];
  }
}

export function kindOfAuthorization(header: string | undefined): LoggedRequest['authorization'] {
  if (header === undefined) {
    return 'none';
  }
  const scheme = /^(bearer|basic)\s/i.exec(header)?.[1]?.toLowerCase();
  return scheme === 'bearer' || scheme === 'basic' ? scheme : 'other';
}

export function withoutSecrets(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...query].map(([name, value]) => [name, SECRET_PARAMETERS.has(name) ? '…' : value]),
  );
}
