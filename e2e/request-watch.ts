import type { BrowserContext, Request } from '@playwright/test';

export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Records every request of a browser's pages, and which of them failed. */
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
      // Requests are aborted when their page is closed or reloaded, and when the test's clock jumps past their time limit.
      if (isOfOpenPage(request) && errorText !== 'net::ERR_ABORTED') {
        this.#failed.push(`${errorText} ${request.url()}`);
      }
    });
  }

  /** Requests that were answered with an error status or not at all. */
  get failed(): readonly string[] {
    return this.#failed;
  }

  /** The number of requests without an answer yet. */
  get openCount(): number {
    return [...this.#open].filter(isOfOpenPage).length;
  }

  get sentCount(): number {
    return this.#sent.length;
  }

  /** The requests after the first `from`. */
  async sent(from = 0): Promise<readonly SentRequest[]> {
    return Promise.all(this.#sent.slice(from));
  }
}

/** Read as soon as the request is sent: once its window is closed, its headers cannot be read any more. */
async function sentBy(request: Request): Promise<SentRequest> {
  const headers = await request.allHeaders().catch(() => request.headers());
  return { url: request.url(), headers, body: request.postData() ?? '' };
}

function isOfOpenPage(request: Request): boolean {
  try {
    return !request.frame().page().isClosed();
  } catch {
    // Playwright throws if the frame is gone.
    return false;
  }
}
