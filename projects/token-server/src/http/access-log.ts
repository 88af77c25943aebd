import type { MiddlewareHandler } from 'hono';
import type { Settings } from '../settings.ts';
import type { TokenEnv } from './token-env.ts';

/** Logs one line per request. A path that is not a route is not logged, as it may contain a token or other data. */
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
