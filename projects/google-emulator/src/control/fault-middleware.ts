import type { Context, MiddlewareHandler } from 'hono';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Env } from '../server/env.ts';
import { faultBody } from './fault-body.ts';
import type { FaultRule } from './fault-rule.ts';
import type { Faults } from './faults.ts';

/**
 * Applies the fault rules to every request. Several rules may meet one request: their delays add up, and the first rule
 * that answers it or drops its connection before it is served ends it.
 * @param userOf The account of a request's access token.
 * @param isExempt Whether a path is never met by a rule.
 */
export function withFaults(
  faults: Faults,
  userOf: (context: Context) => string | undefined,
  isExempt: (path: string) => boolean,
): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { path, method } = context.req;
    // A rule is meant for the request itself, and would otherwise meet the browser's CORS preflight for it.
    if (isExempt(path) || method === 'OPTIONS') {
      return next();
    }
    let lossOfAnswer: FaultRule['drop'];
    let isAnswered = false;
    for (const rule of faults.meeting({ method, path, user: userOf(context) })) {
      if (rule.delayMs !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, rule.delayMs));
      }
      if (rule.drop === 'before') {
        return drop(context);
      }
      lossOfAnswer ??= rule.drop;
      if (rule.status !== undefined) {
        context.res = refusal(context, rule);
        isAnswered = true;
        break;
      }
    }
    if (!isAnswered) {
      await next();
    }
    if (lossOfAnswer === 'after') {
      context.res = drop(context);
    } else if (lossOfAnswer === 'middle') {
      const sent = await cut(context);
      // Hono merges a response that is assigned over another one. Clearing it first prevents that.
      context.res = undefined;
      context.res = sent;
    }
    return undefined;
  };
}

/** Google's error responses carry CORS headers, so pages of other origins can read them. */
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
  context.set('connectionLoss', 'dropped');
  context.env.incoming.socket.destroy();
  return new Response(null, { status: 503 });
}

/** Announces the full length of the body, sends half of it and closes the connection. */
async function cut(context: Context<Env>): Promise<Response> {
  const { incoming, outgoing } = context.env;
  const { status, headers } = context.res;
  const body = Buffer.from(await context.res.arrayBuffer());
  // A call within a batch has no connection of its own: closing it loses the answer of the whole batch.
  const isWithinBatch = incoming.url?.startsWith(context.req.path) === false;
  if (body.length === 0 || isWithinBatch) {
    return drop(context);
  }
  context.set('connectionLoss', 'cut');
  outgoing.writeHead(status, { ...Object.fromEntries(headers), 'content-length': body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    outgoing.destroy();
  });
  return RESPONSE_ALREADY_SENT;
}
