import type { MiddlewareHandler } from 'hono';
import type { Settings } from '../settings.ts';
import type { TokenEnv } from './token-env.ts';

/** One line per request. Paths that are not the server's own stay out of it: nobody knows what is in them. */
export function accessLog(
  { log, now }: Settings,
  paths: ReadonlySet<string>,
): MiddlewareHandler<TokenEnv> {
  return async (context, next) => {
    const started = now();
    await next();
    const path = paths.has(context.req.path) ? context.req.path : '(unknown path)';
    const outcome = context.get('outcome') ?? '';
    const took = `${Math.round(now() - started)} ms`;
    log([context.req.method, path, context.res.status, outcome, took].filter(Boolean).join(' '));
  };
}
