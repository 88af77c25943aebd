type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 502 | 503 | 504;

interface RefusalMore {
  /** Further fields of the JSON body. */
  readonly details?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The reason why a request is not served: a status and an OAuth error (RFC 6749, section 5.2). */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: RefusalStatus,
    readonly error: string,
    description: string,
    readonly more: RefusalMore = {},
  ) {
    super(description);
  }
}
