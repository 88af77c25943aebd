import type { MiddlewareHandler } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import type { RateLimitOptions } from '../options.ts';
import { Refusal } from './refusal.ts';

const LIMIT = 300;
const WINDOW_MS = 60_000;

/** Bounds what one client may ask in a minute. */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler {
  const { limit = LIMIT, windowMs = WINDOW_MS, clientAddress, store } = options;
  return rateLimiter({
    limit,
    windowMs,
    standardHeaders: 'draft-7',
    keyGenerator: (context) => clientAddress(context.req.raw) ?? 'unknown',
    handler: () => {
      throw new Refusal(
        429,
        'rate_limited',
        'Too many requests; Retry-After says how long to wait.',
      );
    },
    ...(store && { store }),
  });
}
