import type { Context, MiddlewareHandler } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import type { RateLimitOptions } from '../options.ts';
import { clientKey } from './client-key.ts';
import { Refusal } from './refusal.ts';
import type { Verdict } from './guards.ts';

const LIMIT = 300;
const WINDOW_MS = 60_000;

/**
 * Bounds what one client may ask in a minute. What foreign pages send by a client's browser has a count of its own:
 * it cannot use up what the app needs there.
 */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler {
  const { limit = LIMIT, windowMs = WINDOW_MS, clientAddress, store } = options;
  return rateLimiter({
    limit,
    windowMs,
    standardHeaders: 'draft-7',
    skip: (context: Context) => !(context.get('isLimited') as boolean),
    keyGenerator: (context: Context) => {
      const client = clientKey(clientAddress(context.req.raw));
      const { isStranger } = context.get('verdict') as Verdict;
      return isStranger ? `stranger ${client}` : client;
    },
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
