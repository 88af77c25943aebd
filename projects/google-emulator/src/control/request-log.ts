/** One request that the emulator answered, or refused to. */
export interface LoggedRequest {
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Of a parameter that was there several times, the last value; `…` for one that is a secret. */
  readonly query: Readonly<Record<string, string>>;
  readonly origin: string | undefined;
  /** What kind of `Authorization` header was there; the token itself is not kept. */
  readonly authorization: 'none' | 'bearer' | 'basic' | 'other';
  /** The account of a token that was good. */
  readonly user: string | undefined;
  /** Names of the headers that came along, in lower case and alphabetical order. */
  readonly headers: readonly string[];
  /** 0 where the connection was dropped. */
  readonly status: number;
  /** Only a part of the body was sent. */
  readonly cut: boolean;
  /** Milliseconds of real time from the request to the answer, delays by faults included. */
  readonly tookMs: number;
}

const MOST_ENTRIES = 10_000;

/** Parameters that would let whoever reads the log act as somebody else. */
const SECRETS: ReadonlySet<string> = new Set([
  'access_token',
  'client_secret',
  'code',
  'code_verifier',
  'id_token',
  'oauth_token',
  'refresh_token',
  'token',
]);

/** What was asked, for tests to look at. Requests of the control endpoints are not in it. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > MOST_ENTRIES) {
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
    [...query].map(([name, value]) => [name, SECRETS.has(name) ? '…' : value]),
  );
}
