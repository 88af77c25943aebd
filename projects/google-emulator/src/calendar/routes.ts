import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { apiMethods, type ApiMethod } from '../discovery/discovery.ts';
import { misfit } from '../discovery/shape.ts';
import type { AccessTokens } from '../oauth/grants.ts';
import type { World } from '../world/world.ts';
import { ApiError, badRequest, invalid, notImplemented } from './api-error.ts';
import { calendarMethods } from './calendar-methods.ts';
import type { Answer, Call, Handler } from './call.ts';
import { identify, readCredentials } from './caller.ts';
import { eventsMethods } from './events-methods.ts';
import { FieldMask } from './field-mask.ts';
import { freeBusyMethods } from './free-busy.ts';
import type { ListSnapshots } from './list-snapshots.ts';
import { Parameters } from './parameters.ts';
import { settingsMethods } from './settings.ts';

const handlers: Readonly<Record<string, Handler>> = {
  ...calendarMethods,
  ...eventsMethods,
  ...freeBusyMethods,
  ...settingsMethods,
};

/** What scripts of other origins may send to Google's API and read of its answers: neither ETag nor Retry-After. */
export const googleCors = cors({
  origin: (origin) => origin,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'If-Match',
    'If-Modified-Since',
    'If-None-Match',
    'If-Unmodified-Since',
    'X-Goog-Api-Client',
    'X-Goog-Api-Key',
    'X-Goog-AuthUser',
    'X-Goog-Encode-Response-If-Executable',
    'X-Goog-User-Project',
    'X-HTTP-Method-Override',
    'X-JavaScript-User-Agent',
    'X-Origin',
    'X-Referer',
    'X-Requested-With',
  ],
  exposeHeaders: [
    'Cache-Control',
    'Content-Encoding',
    'Content-Length',
    'Content-Type',
    'Date',
    'Expires',
    'Server',
    'Vary',
  ],
  maxAge: 3600,
});

export interface CalendarDoor {
  readonly world: World;
  readonly tokens: AccessTokens;
  readonly apiKeys: ReadonlySet<string>;
  readonly snapshots: ListSnapshots;
}

/** Calendar v3, to be mounted where the discovery document says. */
export function calendarRoutes(door: CalendarDoor): Hono {
  const routes = new Hono();
  routes.use(googleCors);
  for (const method of apiMethods) {
    const path = `/${method.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    routes.on(method.verb, path, (context) => serve(context, method, door));
  }
  return routes;
}

async function serve(context: Context, method: ApiMethod, door: CalendarDoor): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  const caller = identify(
    method,
    readCredentials(context.req.raw.headers, query),
    door.apiKeys,
    door.tokens,
    door.world,
  );
  const handler = handlers[method.id];
  if (!handler) {
    throw notImplemented(method.id);
  }
  const parameters = new Parameters(method, context.req.param(), query);
  const fields = parameters.text('fields');
  const mask = fields === undefined ? undefined : new FieldMask(fields, method.response);
  const call: Call = {
    method,
    parameters,
    caller,
    body: await readBody(context, method),
    ifMatch: context.req.header('If-Match'),
    world: door.world,
    snapshots: door.snapshots,
  };
  return respond(context, handler(call), mask);
}

function respond(context: Context, answer: Answer, mask: FieldMask | undefined): Response {
  context.header('Cache-Control', 'private, max-age=0, must-revalidate, no-transform');
  if (answer.etag) {
    context.header('ETag', answer.etag);
    const known = context.req.header('If-None-Match');
    if (context.req.method === 'GET' && (known === answer.etag || known === '*')) {
      return context.body(null, 304);
    }
  }
  if (!answer.body) {
    return context.body(null, 204);
  }
  const body = mask ? mask.apply(answer.body) : answer.body;
  return context.body(JSON.stringify(body), 200, {
    'Content-Type': 'application/json; charset=UTF-8',
  });
}

async function readBody(context: Context, method: ApiMethod): Promise<Record<string, unknown>> {
  if (!['POST', 'PUT', 'PATCH'].includes(context.req.method)) {
    return {};
  }
  const text = await context.req.text();
  if (text === '') {
    return {};
  }
  const type = context.req.header('Content-Type') ?? '';
  if (!type.includes('json')) {
    throw badRequest('This API does not support parsing form-encoded input.');
  }
  const body = parse(text);
  const wrong = method.request === undefined ? undefined : misfit(body, method.request);
  if (wrong !== undefined) {
    throw invalid(`Invalid value for: ${wrong}`);
  }
  return body;
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, { domain: 'global', reason: 'parseError', message: 'Parse Error' });
  }
  return value as Record<string, unknown>;
}
