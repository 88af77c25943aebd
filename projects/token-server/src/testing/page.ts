import type { TokenHandler } from '../token-handler.ts';

export const APP = 'http://localhost:4200';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface PageRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | ReadableStream | undefined;
}

/** The server's URL in requests to a handler that is called as a function. */
const HANDLER_URL = 'http://localhost:4400';

/** A page of the given origin in a browser that keeps the server's cookies. */
export class Page {
  readonly cookies = new Map<string, string>();
  private readonly url: string;
  private readonly ask: (request: Request) => Promise<Response>;

  /** @param server The server's URL, or a handler to call as a function. */
  constructor(
    server: string | TokenHandler,
    private readonly origin: string = APP,
  ) {
    const isUrl = typeof server === 'string';
    this.url = isUrl ? server : HANDLER_URL;
    this.ask = isUrl ? fetch : server;
  }

  /** A request as the library sends it: a form with the CSRF header. */
  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
    return this.send(path, { body: new URLSearchParams(fields).toString() });
  }

  /** Sends a valid POST that `request` can change; a header whose value is undefined is not sent. */
  async send(path: string, request: PageRequest = {}): Promise<PageAnswer> {
    const headers = new Headers();
    const defaultHeaders = {
      Origin: this.origin,
      'X-Requested-With': 'XmlHttpRequest',
      'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
      Cookie: this.cookieHeader(),
    };
    for (const [name, value] of Object.entries({ ...defaultHeaders, ...request.headers })) {
      if (value !== undefined) {
        headers.set(name, value);
      }
    }
    const method = request.method ?? 'POST';
    const response = await this.ask(
      new Request(/^https?:/.test(path) ? path : `${this.url}${path}`, {
        method,
        headers,
        redirect: 'manual',
        ...(request.body !== undefined && { body: request.body, duplex: 'half' as const }),
      }),
    );
    this.keepCookies(response);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  /** Opens the address with the tab, as by a link or a redirect. */
  visit(path: string): Promise<PageAnswer> {
    return this.send(path, {
      method: 'GET',
      headers: { Origin: undefined, 'X-Requested-With': undefined, 'Content-Type': undefined },
    });
  }

  preflight(path: string): Promise<PageAnswer> {
    return this.send(path, {
      method: 'OPTIONS',
      headers: {
        'X-Requested-With': undefined,
        'Content-Type': undefined,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'x-requested-with',
      },
    });
  }

  private cookieHeader(): string | undefined {
    const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? pairs.join('; ') : undefined;
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Max-Age=0(;|$)/.test(line)) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
