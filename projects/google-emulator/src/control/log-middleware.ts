import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '../server/env.ts';
import { kindOfAuthorization, withoutSecrets, type RequestLog } from './request-log.ts';

/**
 * Logs every request with its outcome.
 * @param userOf The account of a request's access token.
 * @param isExempt Whether a path is never logged.
 */
export function logged(
  log: RequestLog,
  clock: { now(): number },
  userOf: (context: Context) => string | undefined,
  isExempt: (path: string) => boolean,
): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { req } = context;
    if (isExempt(req.path)) {
      return next();
    }
    const began = performance.now();
    // Both are read before the request is served, which may revoke its token or move the clock.
    const at = new Date(clock.now()).toISOString();
    const user = userOf(context);
    await next();
    const connectionLoss = context.get('connectionLoss');
    log.add({
      at,
      method: req.method,
      path: req.path,
      query: withoutSecrets(new URL(req.url).searchParams),
      origin: req.header('Origin'),
      authorization: kindOfAuthorization(req.header('Authorization')),
      user,
      headers: Object.keys(req.header()).sort(),
      status: connectionLoss === 'dropped' ? 0 : statusOf(context),
      cut: connectionLoss === 'cut',
      tookMs: Math.round((performance.now() - began) * 10) / 10,
    });
  };
}

/** A response that a fault cut was written to the socket directly; Hono's own response object lacks its status. */
function statusOf(context: Context<Env>): number {
  const { outgoing } = context.env;
  return outgoing.headersSent ? outgoing.statusCode : context.res.status;
}
