import type { Context, MiddlewareHandler } from 'hono';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Env } from '../server/env.ts';
import { faultBody } from './fault-body.ts';
import type { FaultRule } from './fault-rule.ts';
import type { Faults } from './faults.ts';

/**
 * Lets requests suffer what the rules say. Those that meet one request stack: delays add up, and the first rule that
 * answers or drops it ends it.
 * @param userOf The account of a request's access token.
 * @param isSpared Requests that no rule is meant for.
 */
export function withFaults(
  faults: Faults,
  userOf: (context: Context) => string | undefined,
  isSpared: (path: string) => boolean,
): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { path, method } = context.req;
    // A browser asks first whether it may ask: a rule for the request would meet its preflight.
    if (isSpared(path) || method === 'OPTIONS') {
      return next();
    }
    let lost: FaultRule['drop'];
    let isAnswered = false;
    for (const rule of faults.meeting({ method, path, user: userOf(context) })) {
      if (rule.delayMs !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, rule.delayMs));
      }
      if (rule.drop === 'before') {
        return drop(context);
      }
      lost ??= rule.drop;
      if (rule.status !== undefined) {
        context.res = refusal(context, rule);
        isAnswered = true;
        break;
      }
    }
    if (!isAnswered) {
      await next();
    }
    if (lost === 'after') {
      context.res = drop(context);
    } else if (lost === 'middle') {
      const sent = await cut(context);
      // Hono would make one response of both, and send it once more.
      context.res = undefined;
      context.res = sent;
    }
    return undefined;
  };
}

/** Fails as Google's front does: readable across origins. */
function refusal(context: Context<Env>, rule: FaultRule): Response {
  const origin = context.req.header('Origin');
  return new Response(JSON.stringify(faultBody(rule, context.req.path)), {
    status: rule.status ?? 500,
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      ...(origin !== undefined && { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' }),
      ...rule.headers,
    },
  });
}

function drop(context: Context<Env>): Response {
  context.set('fate', 'dropped');
  context.env.incoming.socket.destroy();
  return new Response(null, { status: 503 });
}

/** Promises all of the answer, sends half of it, and hangs up. */
async function cut(context: Context<Env>): Promise<Response> {
  const { incoming, outgoing } = context.env;
  const { status, headers } = context.res;
  const body = Buffer.from(await context.res.arrayBuffer());
  // A call within a batch has no connection of its own: all of the batch's answer is lost.
  const isWithinBatch = incoming.url?.startsWith(context.req.path) === false;
  if (body.length === 0 || isWithinBatch) {
    return drop(context);
  }
  context.set('fate', 'cut');
  outgoing.writeHead(status, { ...Object.fromEntries(headers), 'content-length': body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    outgoing.destroy();
  });
  return RESPONSE_ALREADY_SENT;
}
