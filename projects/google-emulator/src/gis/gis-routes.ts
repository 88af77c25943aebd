import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const SCRIPTS = {
  '/gsi/client': 'gsi-client.js',
  '/gsi/relay.js': 'relay.js',
  '/js/api.js': 'api-client.js',
};

/** Google's scripts: Identity Services, the last page of its windows, and api.js. */
export function gisRoutes(): Hono {
  const routes = new Hono();
  for (const [path, file] of Object.entries(SCRIPTS)) {
    const source = readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
    routes.get(path, (context) =>
      context.body(source, 200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': 'no-cache',
        // Lets pages with Cross-Origin-Embedder-Policy load it.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'X-Content-Type-Options': 'nosniff',
      }),
    );
  }
  return routes;
}
