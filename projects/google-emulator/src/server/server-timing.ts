import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

/**
 * Says in every answer how long the emulator took for it, so that a slow emulator cannot make a client look slow. Pages
 * of other origins may read it in the resource's timing; the header itself stays as unreadable to them as Google's own.
 */
export const serverTiming: MiddlewareHandler<Env> = async (context, next) => {
  const began = performance.now();
  await next();
  const took = performance.now() - began;
  context.res.headers.set('Server-Timing', `emulator;dur=${took.toFixed(2)}`);
  context.res.headers.set('Timing-Allow-Origin', '*');
};
