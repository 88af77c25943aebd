import { Hono, type Context } from 'hono';
import { ApiError, notFound } from '../calendar/api-error.ts';
import { CONTROL_PATH } from '../control/control-routes.ts';
import { faultBody } from '../control/fault-body.ts';
import { withFaults } from '../control/fault-middleware.ts';
import type { Faults } from '../control/faults.ts';
import { logged } from '../control/log-middleware.ts';
import type { RequestLog } from '../control/request-log.ts';
import type { AccessTokens } from '../oauth/grants.ts';
import type { Clock } from '../world/clock.ts';
import type { Env } from './env.ts';
import { loopbackHostOnly } from './loopback-host.ts';
import { serverTiming } from './server-timing.ts';

export interface AppParts {
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly tokens: AccessTokens;
}

/** The middleware of every request: host check, request log, faults, timing and errors. Routes are added to it. */
export function createApp({ log, faults, clock, tokens }: AppParts): Hono<Env> {
  const app = new Hono<Env>();
  const userOf = (context: Context) => {
    const token = /^Bearer\s+(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
    return token === undefined ? undefined : tokens.accessToken(token)?.email;
  };
  app.use(loopbackHostOnly);
  app.use(logged(log, clock, userOf, isControl));
  app.use(withFaults(faults, userOf, isControl));
  app.use(serverTiming);
  app.notFound((context) => context.json(notFound().body, 404));
  app.onError(answerError);
  return app;
}

/** Answers an `ApiError` in Google's form. Any other error is a bug of the emulator: it is logged and answers 500. */
export function answerError(error: Error, context: Context): Response {
  if (error instanceof ApiError) {
    return withHeaders(context, error.headers).json(error.body, statusOf(error.code));
  }
  process.stderr.write(`${error.stack ?? String(error)}\n`);
  const body = faultBody({ status: 500, message: String(error) }, '/calendar/');
  return context.json(body, 500);
}

function isControl(path: string): boolean {
  return path.startsWith(`${CONTROL_PATH}/`);
}

function withHeaders(context: Context, headers: Readonly<Record<string, string>>): Context {
  Object.entries(headers).forEach(([name, value]) => {
    context.header(name, value);
  });
  return context;
}

type Status = Parameters<Context['status']>[0] & Parameters<Context['json']>[1];

function statusOf(code: number): Extract<Status, number> {
  return code as Extract<Status, number>;
}
