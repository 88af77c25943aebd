import type { Context } from 'hono';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Env } from '../server/env.ts';

/** Closes the connection without an answer. */
export function drop(context: Context<Env>): Response {
  context.set('connectionLoss', 'dropped');
  context.env.incoming.socket.destroy();
  return new Response(null, { status: 503 });
}

/** Announces the full length of the body, sends half of it and closes the connection. */
export async function cut(context: Context<Env>): Promise<void> {
  const { incoming, outgoing } = context.env;
  const { status, headers } = context.res;
  const body = Buffer.from(await context.res.arrayBuffer());
  // A call within a batch has no connection of its own: closing it loses the answer of the whole batch.
  const isWithinBatch = incoming.url?.startsWith(context.req.path) === false;
  if (body.length === 0 || isWithinBatch) {
    replace(context, drop(context));
    return;
  }
  context.set('connectionLoss', 'cut');
  outgoing.writeHead(status, { ...Object.fromEntries(headers), 'content-length': body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    outgoing.destroy();
  });
  replace(context, RESPONSE_ALREADY_SENT);
}

/** Hono merges a response that is assigned over another one. Clearing it first prevents that. */
function replace(context: Context<Env>, response: Response): void {
  context.res = undefined;
  context.res = response;
}
