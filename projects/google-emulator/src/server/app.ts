import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { ApiError, notFound } from '../calendar/api-error.ts';
import { faultBody, type Fault, type Faults } from '../control/faults.ts';
import { CONTROL_PATH } from '../control/control-routes.ts';
import { kindOfAuthorization, type RequestLog } from '../control/request-log.ts';
import type { Clock } from '../world/clock.ts';

export interface Env {
  Bindings: HttpBindings;
}

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** What every request goes through before it reaches a room of its own. */
export function createApp(log: RequestLog, faults: Faults, clock: Clock): Hono<Env> {
  const app = new Hono<Env>();
  app.use(loopbackHostOnly);
  app.use(logged(log, clock));
  app.use(withFaults(faults));
  app.notFound((context) => context.json(notFound().body, 404));
  app.onError((error, context) => {
    if (error instanceof ApiError) {
      return withHeaders(context, error.headers).json(error.body, statusOf(error.code));
    }
    process.stderr.write(`${error.stack ?? String(error)}\n`);
    const body = faultBody({ status: 500, message: String(error) }, '/calendar/');
    return context.json(body, 500);
  });
  return app;
}

/** A name that somebody else's DNS points at this machine must not open it to their pages. */
const loopbackHostOnly: MiddlewareHandler<Env> = async (context, next) => {
  if (!LOOPBACK_HOST.test(context.req.header('Host') ?? '')) {
    return context.text('The emulator answers to localhost only.', 403);
  }
  return next();
};

function logged(log: RequestLog, clock: Clock): MiddlewareHandler<Env> {
  return async (context, next) => {
    const url = new URL(context.req.url);
    if (url.pathname.startsWith(`${CONTROL_PATH}/`)) {
      return next();
    }
    const at = new Date(clock.now()).toISOString();
    await next();
    log.add({
      at,
      method: context.req.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      origin: context.req.header('Origin'),
      authorization: kindOfAuthorization(context.req.header('Authorization') ?? null),
      status: context.env.incoming.socket.destroyed ? 0 : context.res.status,
    });
  };
}

function withFaults(faults: Faults): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { path, method } = context.req;
    const isSpared = path.startsWith(`${CONTROL_PATH}/`) || method === 'OPTIONS';
    const fault = isSpared ? undefined : faults.take(method, path);
    if (!fault) {
      return next();
    }
    if (fault.delayMs !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    }
    if (fault.drop === 'before') {
      return drop(context);
    }
    if (fault.status !== undefined) {
      return refuse(context, fault);
    }
    await next();
    return fault.drop === 'after' ? drop(context) : undefined;
  };
}

/** Fails as Google's front does: readable across origins. */
function refuse(context: Context<Env>, fault: Fault): Response {
  const origin = context.req.header('Origin');
  const cors =
    origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
  return withHeaders(context, { ...cors, ...fault.headers }).json(
    faultBody(fault, context.req.path),
    statusOf(fault.status ?? 500),
  );
}

function drop(context: Context<Env>): Response {
  context.env.incoming.socket.destroy();
  return context.body(null, 503);
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
