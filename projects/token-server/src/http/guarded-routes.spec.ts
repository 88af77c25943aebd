import type { Hono } from 'hono';
import type { TokenServerOptions } from '../options.ts';
import { readSettings } from '../settings.ts';
import { Page, type PageRequest } from '../testing/page.ts';
import { testOptions } from '../testing/test-handler.ts';
import { createTokenApp } from '../token-app.ts';
import type { TokenEnv } from './token-env.ts';

/** The routes of `addPublicRoute`, which have no guard but the method. A new one fails the specs until it is added here. */
const PUBLIC_ROUTES = ['GET /health'];
const STRANGER = 'https://stranger.example';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const MAX_BODY_BYTES = 16 * 1024;

interface Route {
  readonly method: string;
  readonly path: string;
}

/** A wrong request, the guard that has to refuse it, and the refusal. */
interface Probe {
  readonly guard: string;
  readonly request: PageRequest;
  readonly status: number;
  readonly error: string;
}

describe('guarded-routes:', () => {
  const apps: [string, Partial<TokenServerOptions>, readonly string[]][] = [
    ['sealed mode', { mode: 'sealed' }, ['POST /refresh', 'GET /callback']],
    ['contract mode', { mode: 'contract' }, ['POST /refresh']],
  ];
  for (const [name, options, some] of apps) {
    it(`in ${name} the walk finds the routes that the assembled app has registered`, () => {
      expect(routesOf(appOf(options)).map(nameOf)).toEqual(jasmine.arrayContaining([...some]));
    });

    it(`in ${name} every route refuses a wrong method, origin, CSRF header and body`, async () => {
      expect(await missingGuards(appOf(options))).toEqual([]);
    });
  }

  it('a route that was added without guards is reported with each guard that it lacks', async () => {
    const app = appOf({ mode: 'sealed' });
    app.post('/unguarded', (context) => context.text('served'));
    app.get('/unguarded', (context) => context.text('served'));
    app.all('/any-method', (context) => context.text('served'));
    expect(await missingGuards(app)).toEqual([
      'POST /unguarded: origin of a stranger',
      'POST /unguarded: no origin',
      'POST /unguarded: no CSRF header',
      'POST /unguarded: body of an announced length',
      'POST /unguarded: body of an unknown length',
      'POST /unguarded: body that is no form',
      'GET /unguarded: origin of a stranger',
      'GET /unguarded: frame',
      'ALL /any-method: no guards are known for this method',
    ]);
  });
});

function appOf(options: Partial<TokenServerOptions>): Hono<TokenEnv> {
  return createTokenApp(readSettings(testOptions({}, options)));
}

/** The routes that the app itself has registered, each once; what runs for every path is not a route. */
function routesOf(app: Hono<TokenEnv>): Route[] {
  const routes = app.routes.filter(({ method, path }) => !(method === 'ALL' && path === '/*'));
  return [...new Map(routes.map((route) => [nameOf(route), route])).values()];
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** Sends the wrong requests to every route, and names those that were not refused as they have to be. */
async function missingGuards(app: Hono<TokenEnv>): Promise<string[]> {
  const page = new Page(async (request) => app.fetch(request));
  const routes = routesOf(app);
  const missing: string[] = [];
  for (const route of routes) {
    const probes = [...methodProbes(route, routes), ...(guardProbes(route) ?? [])];
    for (const { guard, request, status, error } of probes) {
      const answer = await page.send(route.path, request);
      if (answer.status !== status || answer.body['error'] !== error) {
        missing.push(`${nameOf(route)}: ${guard}`);
      }
    }
    if (!guardProbes(route)) {
      missing.push(`${nameOf(route)}: no guards are known for this method`);
    }
  }
  return missing;
}

function methodProbes({ method, path }: Route, routes: readonly Route[]): Probe[] {
  if (method === 'ALL') {
    return [];
  }
  const served = routes.filter((route) => route.path === path).map((route) => route.method);
  return METHODS.filter((other) => !served.includes(other)).map((other) => ({
    guard: `method ${other}`,
    request: { method: other },
    status: 405,
    error: 'method_not_allowed',
  }));
}

function guardProbes(route: Route): Probe[] | undefined {
  if (PUBLIC_ROUTES.includes(nameOf(route))) {
    return [];
  }
  return { POST: PAGE_ROUTE_PROBES, GET: NAVIGATION_ROUTE_PROBES }[route.method];
}

const REFUSED_ORIGIN = { status: 403, error: 'origin_not_allowed' };
const REFUSED_BODY = { status: 413, error: 'body_too_large' };

const PAGE_ROUTE_PROBES: Probe[] = [
  {
    guard: 'origin of a stranger',
    request: { headers: { Origin: STRANGER } },
    ...REFUSED_ORIGIN,
  },
  { guard: 'no origin', request: { headers: { Origin: undefined } }, ...REFUSED_ORIGIN },
  {
    guard: 'no CSRF header',
    request: { headers: { 'X-Requested-With': undefined } },
    status: 403,
    error: 'csrf_header_required',
  },
  {
    guard: 'body of an announced length',
    request: {
      headers: { 'Content-Length': String(MAX_BODY_BYTES + 1) },
      body: 'x'.repeat(MAX_BODY_BYTES + 1),
    },
    ...REFUSED_BODY,
  },
  {
    guard: 'body of an unknown length',
    request: { body: 'x'.repeat(MAX_BODY_BYTES + 1) },
    ...REFUSED_BODY,
  },
  {
    guard: 'body that is no form',
    request: { headers: { 'Content-Type': 'application/json' }, body: '{}' },
    status: 415,
    error: 'unsupported_media_type',
  },
];

/** A GET has no body, and a navigation cannot carry the CSRF header: instead, frames, images and scripts are refused. */
const NAVIGATION_ROUTE_PROBES: Probe[] = [
  {
    guard: 'origin of a stranger',
    request: { method: 'GET', headers: { Origin: STRANGER } },
    ...REFUSED_ORIGIN,
  },
  {
    guard: 'frame',
    request: { method: 'GET', headers: { Origin: undefined, 'Sec-Fetch-Dest': 'iframe' } },
    status: 403,
    error: 'navigation_required',
  },
];
