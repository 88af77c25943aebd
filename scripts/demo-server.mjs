import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'dist/demo/browser');

/**
 * Serves the built demo as a site would be: deep links, a runtime configuration, and the headers that the README
 * tells an app to send.
 *
 * @param {{port: number, host?: string, config: object}} options `config` is what the demo finds at /config.json; `host` is
 *   the name in its address, which is of this machine
 * @returns {Promise<{url: string, close(): Promise<void>}>}
 */
export async function serveDemo({ port, host = 'localhost', config }) {
  const google = originsOf(config);
  const app = new Hono();
  app.use(
    secureHeaders({
      // `same-origin` would cut the link to the sign-in window.
      crossOriginOpenerPolicy: 'same-origin-allow-popups',
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...google.scripts],
        styleSrc: ["'self'", NONCE],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...google.connect],
        frameSrc: google.scripts.length ? google.scripts : ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['angular', ...(google.scripts.length ? ['ngx-calendar-sync'] : [])],
      },
    }),
  );
  app.get('/config.json', (context) => context.json(config, 200, { 'Cache-Control': 'no-store' }));
  app.get('/', page);
  app.get('/index.html', page);
  app.use(serveStatic({ root: relative(process.cwd(), folder) }));
  app.get('*', page);

  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, port, hostname: /^[\d.]+$/.test(host) ? host : 'localhost' },
      (address) => {
        resolve({
          url: `http://${host}:${address.port}`,
          close: () =>
            new Promise((done) => {
              server.close(done);
              server.closeAllConnections();
            }),
        });
      },
    );
    server.once('error', reject);
  });
}

/** Each answer has a nonce of its own, for the styles that Angular adds. */
async function page(context) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const nonce = context.get('secureHeadersNonce');
  return context.html(html.replace('<app-root', `<app-root ngCspNonce="${nonce}"`));
}

function originsOf({ auth, endpoints = {}, tokenServer }) {
  const origin = (url) => new URL(url).origin;
  return {
    // By a redirect no script of Google's is needed at all.
    scripts: auth === 'redirect' ? [] : [endpoints.gis ?? 'https://accounts.google.com/gsi/client'],
    connect: [
      endpoints.api ?? 'https://www.googleapis.com',
      endpoints.userinfo ?? 'https://openidconnect.googleapis.com',
      endpoints.gis ?? 'https://accounts.google.com',
      ...(tokenServer ? [tokenServer] : []),
    ].map(origin),
  };
}
