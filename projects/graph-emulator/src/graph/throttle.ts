import type { Context, MiddlewareHandler } from 'hono';
import { throttled } from '../faults/fault-middleware.ts';
import type { GraphEnv } from './graph-env.ts';
import { errorBody } from './graph-error.ts';

const MAX_REQUESTS_AT_A_TIME = 4;
const MAX_REQUESTS_IN_WINDOW = 10_000;
const WINDOW_MS = 10 * 60_000;
const RETRY_AFTER_S = 10;

/** The limits of Outlook's service, for each mailbox: four requests at a time, and 10,000 in ten minutes. */
export class Throttle {
  private running = new Map<string, number>();
  private windows = new Map<string, { readonly began: number; count: number }>();

  constructor(private readonly now: () => number) {}

  clear(): void {
    this.windows.clear();
  }

  middleware(userOf: (context: Context) => string | undefined): MiddlewareHandler<GraphEnv> {
    return async (context, next) => {
      const user = userOf(context);
      // The parts of a batch count, and not the batch.
      if (
        user === undefined ||
        context.req.method === 'OPTIONS' ||
        context.req.path.endsWith('/$batch')
      ) {
        return next();
      }
      const running = this.running.get(user) ?? 0;
      if (running >= MAX_REQUESTS_AT_A_TIME || this.isOverWindow(user)) {
        const error = throttled(RETRY_AFTER_S);
        return context.json(errorBody(error, this.now()), 429, error.headers);
      }
      this.running.set(user, running + 1);
      try {
        await next();
      } finally {
        this.running.set(user, (this.running.get(user) ?? 1) - 1);
      }
      return undefined;
    };
  }

  private isOverWindow(user: string): boolean {
    const now = this.now();
    const window = this.windows.get(user);
    if (!window || now - window.began > WINDOW_MS || now < window.began) {
      this.windows.set(user, { began: now, count: 1 });
      return false;
    }
    window.count++;
    return window.count > MAX_REQUESTS_IN_WINDOW;
  }
}
