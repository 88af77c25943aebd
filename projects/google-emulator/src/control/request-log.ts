/** One request that the emulator answered, or refused to. */
export interface LoggedRequest {
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly origin: string | undefined;
  /** What kind of `Authorization` header was there; the token itself is not kept. */
  readonly authorization: 'none' | 'bearer' | 'basic' | 'other';
  /** 0 where the connection was dropped. */
  readonly status: number;
}

const MOST_ENTRIES = 10_000;

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

export function kindOfAuthorization(header: string | null): LoggedRequest['authorization'] {
  if (header === null) {
    return 'none';
  }
  const scheme = /^(bearer|basic)\s/i.exec(header)?.[1]?.toLowerCase();
  return scheme === 'bearer' || scheme === 'basic' ? scheme : 'other';
}
