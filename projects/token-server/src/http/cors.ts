import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Settings } from '../settings.ts';
import { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

const PREFLIGHT_MAX_AGE_S = 600;

/** A custom header: a page of another origin can send it only after a preflight, which is refused for unlisted origins. */
export const CSRF_HEADER = 'X-Requested-With';

/** CORS for the allowed origins. Answers to other origins have no CORS header, and their preflights are refused. */
export function listedCors({ allowedOrigins, mode }: Settings): MiddlewareHandler<TokenEnv> {
  const allow = cors({
    origin: (origin) => origin,
    allowMethods: ['POST'],
    allowHeaders: [CSRF_HEADER],
    exposeHeaders: ['Retry-After'],
    maxAge: PREFLIGHT_MAX_AGE_S,
    // Only sealed mode has a cookie that the browser must send along.
    credentials: mode === 'sealed',
  });
  return async (context, next) => {
    if (allowedOrigins.includes(context.req.header('Origin') ?? '')) {
      return allow(context, next);
    }
    context.header('Vary', 'Origin', { append: true });
    if (context.req.method === 'OPTIONS') {
      throw unlistedOrigin();
    }
    return next();
  };
}

export function unlistedOrigin(): Refusal {
  return new Refusal(
    403,
    'origin_not_allowed',
    'Pages of this origin are not served; the list of allowed origins has others.',
  );
}
