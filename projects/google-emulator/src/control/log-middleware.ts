import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '../server/env.ts';
import type { Clock } from '../world/clock.ts';
import { kindOfAuthorization, withoutSecrets, type RequestLog } from './request-log.ts';

/**
 * Writes down every request with what became of it.
 * @param userOf The account of a request's access token.
 * @param isSpared Requests that nobody wants to read of.
 */
export function logged(
  log: RequestLog,
  clock: Clock,
  userOf: (context: Context) => string | undefined,
  isSpared: (path: string) => boolean,
): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { req } = context;
    if (isSpared(req.path)) {
      return next();
    }
    const began = performance.now();
    // Both are those of the moment of the request: what it does may end its token or take time.
    const at = new Date(clock.now()).toISOString();
    const user = userOf(context);
    await next();
    const fate = context.get('fate');
    log.add({
      at,
      method: req.method,
      path: req.path,
      query: withoutSecrets(new URL(req.url).searchParams),
      origin: req.header('Origin'),
      authorization: kindOfAuthorization(req.header('Authorization')),
      user,
      headers: Object.keys(req.header()).sort(),
      status: fate === 'dropped' ? 0 : statusOf(context),
      cut: fate === 'cut',
      tookMs: Math.round((performance.now() - began) * 10) / 10,
    });
  };
}

/** A cut answer went out beside Hono, whose own response says nothing then. */
function statusOf(context: Context<Env>): number {
  const { outgoing } = context.env;
  return outgoing.headersSent ? outgoing.statusCode : context.res.status;
}
