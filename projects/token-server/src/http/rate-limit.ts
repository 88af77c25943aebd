import type { Context, MiddlewareHandler } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import type { RateLimitOptions } from '../options.ts';
import { clientKey } from './client-key.ts';
import type { GuardResult } from './token-env.ts';
import { Refusal } from './refusal.ts';

const DEFAULT_REQUESTS_PER_WINDOW = 300;
const DEFAULT_WINDOW_MS = 60_000;

/**
 * Limits how many requests one client may make in a window. Requests that a foreign page may have made the client's
 * browser send are counted apart, so that such a page cannot use up the requests that the app needs.
 */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler {
  const {
    limit = DEFAULT_REQUESTS_PER_WINDOW,
    windowMs = DEFAULT_WINDOW_MS,
    clientAddress,
    store,
  } = options;
  return rateLimiter({
    limit,
    windowMs,
    standardHeaders: 'draft-7',
    skip: (context: Context) => !(context.get('isLimited') as boolean),
    keyGenerator: (context: Context) => {
      const client = clientKey(clientAddress(context.req.raw));
      const { mayBeForged } = context.get('guardResult') as GuardResult;
      return mayBeForged ? `stranger ${client}` : client;
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
