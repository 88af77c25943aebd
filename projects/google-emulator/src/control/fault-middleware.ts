import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '../server/env.ts';
import { cut, drop } from './connection-loss.ts';
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
      await cut(context);
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
