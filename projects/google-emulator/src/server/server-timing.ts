import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

/**
 * Adds to every answer how long the emulator took, so that a client's own time can be told apart from it. Pages of
 * other origins may read it in their resource timing; the header itself is not exposed to them, as with Google.
 */
export const serverTiming: MiddlewareHandler<Env> = async (context, next) => {
  const began = performance.now();
  await next();
  const took = performance.now() - began;
  context.res.headers.set('Server-Timing', `emulator;dur=${took.toFixed(2)}`);
  context.res.headers.set('Timing-Allow-Origin', '*');
};
