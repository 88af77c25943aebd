import type { BrowserContext, Request } from '@playwright/test';

/** All that a request tells. */
export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Every request of a browser's pages, and what became of it. */
export class RequestWatch {
  readonly #sent: Promise<SentRequest>[] = [];
  readonly #failed: string[] = [];
  readonly #open = new Set<Request>();

  constructor(context: BrowserContext) {
    context.on('request', (request) => {
      this.#open.add(request);
      this.#sent.push(sentBy(request));
    });
    context.on('requestfinished', (request) => this.#open.delete(request));
    context.on('response', (response) => {
      if (response.status() >= 400) {
        this.#failed.push(`${response.status()} ${response.url()}`);
      }
    });
    context.on('requestfailed', (request) => {
      this.#open.delete(request);
      const { errorText = '' } = request.failure() ?? {};
      // A page that is closed or reloaded takes its requests with it, and gives up those that time jumps over.
      if (isOfLivingPage(request) && errorText !== 'net::ERR_ABORTED') {
        this.#failed.push(`${errorText} ${request.url()}`);
      }
    });
  }

  /** Those that were refused, or had no answer. */
  get failed(): readonly string[] {
    return this.#failed;
  }

  /** How many have no answer yet. */
  get open(): number {
    return [...this.#open].filter(isOfLivingPage).length;
  }

  /** How many there were. */
  get count(): number {
    return this.#sent.length;
  }

  /** Those after the first `from`. */
  async sent(from = 0): Promise<readonly SentRequest[]> {
    return Promise.all(this.#sent.slice(from));
  }
}

/** At once, since a window takes its headers with it. */
async function sentBy(request: Request): Promise<SentRequest> {
  const headers = await request.allHeaders().catch(() => request.headers());
  return { url: request.url(), headers, body: request.postData() ?? '' };
}

function isOfLivingPage(request: Request): boolean {
  try {
    return !request.frame().page().isClosed();
  } catch {
    // Its frame is gone, too.
    return false;
  }
}
