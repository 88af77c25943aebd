import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';

/**
 * A page of another origin can send requests even when CORS keeps the answer from it, so foreign pages are refused
 * before anything is done. Requests without an `Origin` header come from programs, unless `Sec-Fetch-Site` says that a
 * page of another site sent them.
 */
export function refuseForeignPages(allowedOrigins: readonly string[]): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const origin = context.req.header('Origin');
    const site = context.req.header('Sec-Fetch-Site') ?? 'none';
    const isOwn = origin === undefined || origin === new URL(context.req.url).origin;
    const isForeign = !isOwn || (origin === undefined && !['none', 'same-origin'].includes(site));
    if (isForeign && !isAllowed(origin, allowedOrigins)) {
      return context.json(
        { error: 'This page may not control the emulator; start it with --control-origin.' },
        403,
      );
    }
    return next();
  });
}

/** Lets pages of the allowed origins read the answers. */
export function corsOfAllowedPages(allowedOrigins: readonly string[]): MiddlewareHandler {
  return cors({ origin: (origin) => (isAllowed(origin, allowedOrigins) ? origin : null) });
}

function isAllowed(origin: string | undefined, allowedOrigins: readonly string[]): boolean {
  return allowedOrigins.includes('*') || (origin !== undefined && allowedOrigins.includes(origin));
}
