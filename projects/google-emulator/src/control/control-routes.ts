import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import type { EmulatorControl, NewToken, NewUser } from './control.ts';
import type { FaultRule } from './faults.ts';

export const CONTROL_PATH = '/_emulator';

type Action = (body: Readonly<Record<string, unknown>>) => unknown;

/** The control over HTTP: `POST /_emulator/<action>` with JSON, and `GET /_emulator/requests`. */
export function controlRoutes(control: EmulatorControl, allowedOrigins: readonly string[]): Hono {
  const actions: Readonly<Record<string, Action>> = {
    users: (body) => control.createUser(readUser(body)),
    token: (body) => control.issueToken(readToken(body)),
    advanceClock: (body) => {
      control.advanceClock(numberOf(body, 'milliseconds'));
      return { now: control.now().toISOString() };
    },
    setClock: (body) => {
      control.setClock(textOf(body, 'now') ?? '');
      return { now: control.now().toISOString() };
    },
    expireTokens: (body) => {
      control.expireTokens(textOf(body, 'email'));
    },
    revokeTokens: (body) => {
      control.revokeTokens(textOf(body, 'email'));
    },
    expireSyncTokens: () => {
      control.expireSyncTokens();
    },
    reset: () => {
      control.reset();
    },
    fault: (body) => {
      control.addFault(readFault(body));
    },
    clearFaults: () => {
      control.clearFaults();
    },
    clearRequests: () => {
      control.clearRequests();
    },
  };
  const routes = new Hono();
  routes.use(onlyFor(allowedOrigins));
  routes.use(cors({ origin: (origin) => (isAllowed(origin, allowedOrigins) ? origin : null) }));
  routes.get('/requests', (context) => context.json(control.requests()));
  for (const [name, action] of Object.entries(actions)) {
    routes.post(`/${name}`, async (context) => {
      const text = await context.req.text();
      return context.json(action(readObject(text)) ?? {});
    });
  }
  routes.onError((error, context) => {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      return context.json({ error: error.message }, 400);
    }
    throw error;
  });
  return routes;
}

/** A page of another origin could ask blindly, without reading the answer: it is refused before anything is done. */
function onlyFor(allowedOrigins: readonly string[]) {
  return createMiddleware(async (context, next) => {
    const origin = context.req.header('Origin');
    const site = context.req.header('Sec-Fetch-Site') ?? 'none';
    const isOwn = origin === undefined || origin === new URL(context.req.url).origin;
    const isForeign = !isOwn || (origin === undefined && !['none', 'same-origin'].includes(site));
    if (isForeign && !isAllowed(origin, allowedOrigins)) {
      return context.json(
        { error: 'This page may not control the emulator; start it with --control-origin.' },
        403,
      );
    }
    return next();
  });
}

function isAllowed(origin: string | undefined, allowedOrigins: readonly string[]): boolean {
  return allowedOrigins.includes('*') || (origin !== undefined && allowedOrigins.includes(origin));
}

function readObject(text: string): Record<string, unknown> {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RangeError('The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

function numberOf(body: Readonly<Record<string, unknown>>, name: string): number {
  const value = body[name];
  if (typeof value !== 'number') {
    throw new RangeError(`${name} must be a number.`);
  }
  return value;
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  if (value !== undefined && typeof value !== 'string') {
    throw new RangeError(`${name} must be a string.`);
  }
  return value;
}

function readUser(body: Readonly<Record<string, unknown>>): NewUser {
  ['email', 'name', 'timeZone', 'locale'].forEach((name) => textOf(body, name));
  if (body['events'] !== undefined && !Array.isArray(body['events'])) {
    throw new RangeError('events must be a list.');
  }
  return body;
}

function readToken(body: Readonly<Record<string, unknown>>): NewToken {
  const scopes: unknown = body['scopes'];
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) {
    throw new RangeError('scopes must be a list of strings.');
  }
  const clientId = textOf(body, 'clientId');
  return {
    email: textOf(body, 'email') ?? '',
    scopes,
    ...(body['expiresIn'] !== undefined && { expiresIn: numberOf(body, 'expiresIn') }),
    ...(clientId !== undefined && { clientId }),
  };
}

function readFault(body: Readonly<Record<string, unknown>>): FaultRule {
  const path = textOf(body, 'path');
  if (path === undefined) {
    throw new RangeError('path must be a string.');
  }
  ['method', 'reason', 'message'].forEach((name) => textOf(body, name));
  ['nth', 'times', 'status', 'delayMs']
    .filter((name) => body[name] !== undefined)
    .forEach((name) => numberOf(body, name));
  if (body['drop'] !== undefined && body['drop'] !== 'before' && body['drop'] !== 'after') {
    throw new RangeError('drop must be "before" or "after".');
  }
  return { ...body, path };
}
