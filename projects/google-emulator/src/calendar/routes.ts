import { Hono, type Context } from 'hono';
import { API_METHODS, type ApiMethod } from '../discovery/discovery.ts';
import type { AccessTokens } from '../oauth/grants.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Channels } from '../push/channels.ts';
import type { World } from '../world/world.ts';
import { notImplemented } from './api-error.ts';
import type { Call } from './call.ts';
import { finishConferences } from './pending-conferences.ts';
import { identify, readCredentials } from './caller.ts';
import { FieldMask } from './field-mask.ts';
import { googleCors } from './google-cors.ts';
import type { ListSnapshots } from './list-snapshots.ts';
import { handlers } from './methods.ts';
import { Parameters } from './parameters.ts';
import { readBody } from './request-body.ts';
import { respond } from './respond.ts';

export interface CalendarDependencies {
  readonly world: World;
  readonly tokens: AccessTokens;
  readonly apiKeys: ReadonlySet<string>;
  readonly snapshots: ListSnapshots;
  readonly channels: Channels;
  readonly outbox: Outbox;
  readonly validateAnswers: boolean;
}

/** The routes of Calendar v3, relative to `/calendar/v3`. */
export function calendarRoutes(dependencies: CalendarDependencies): Hono {
  const routes = new Hono();
  routes.use(googleCors);
  for (const method of API_METHODS) {
    const path = `/${method.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    routes.on(method.verb, path, (context) => serve(context, method, dependencies));
  }
  return routes;
}

async function serve(
  context: Context,
  method: ApiMethod,
  dependencies: CalendarDependencies,
): Promise<Response> {
  const url = new URL(context.req.url);
  const query = url.searchParams;
  const caller = identify(
    method,
    readCredentials(context.req.raw.headers, query),
    dependencies.apiKeys,
    dependencies.tokens,
    dependencies.world,
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
    body: await readBody(context.req.raw, method),
    ifMatch: context.req.header('If-Match'),
    url,
    world: dependencies.world,
    snapshots: dependencies.snapshots,
    channels: dependencies.channels,
    outbox: dependencies.outbox,
  };
  finishConferences(dependencies.world);
  return respond(context, handler(call), { method, mask, validate: dependencies.validateAnswers });
}
