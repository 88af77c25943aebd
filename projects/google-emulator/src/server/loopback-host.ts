import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Prevents DNS rebinding: pages of a foreign domain whose DNS entry names this machine must not reach the emulator. */
export const loopbackHostOnly: MiddlewareHandler<Env> = async (context, next) => {
  if (!LOOPBACK_HOST.test(context.req.header('Host') ?? '')) {
    return context.text('The emulator answers to localhost only.', 403);
  }
  return next();
};
