import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILT_DEMO = 'dist/demo';

/**
 * Serves the built demo as a web server would: any path answers with the page, /config.json with the configuration, and the
 * page has the headers that the README recommends to apps.
 *
 * @param {{port: number, host?: string, folder?: string, config: object}} options `config` is the content of /config.json;
 *   `host` is the host name in the URL, which must lead to this machine; `folder` is where the demo was built
 * @returns {Promise<{url: string, close(): Promise<void>}>}
 */
export async function serveDemo({ port, host = 'localhost', folder = BUILT_DEMO, config }) {
  const root = join(ROOT, folder, 'browser');
  const sendPage = (context) => answerWithPage(context, join(root, 'index.html'));
  const google = originsOf(config);
  const app = new Hono();
  app.use(
    secureHeaders({
      // With `same-origin` the page could not communicate with the popup of the sign-in.
      crossOriginOpenerPolicy: 'same-origin-allow-popups',
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...google.scripts],
        workerSrc: ["'self'"],
        styleSrc: ["'self'", NONCE],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...google.connect],
        frameSrc: google.scripts.length ? google.scripts : ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: [
          'angular',
          'default',
          ...(google.scripts.length ? ['ngx-calendar-sync'] : []),
        ],
      },
    }),
  );
  app.get('/config.json', (context) => context.json(config, 200, { 'Cache-Control': 'no-store' }));
  app.get('/', sendPage);
  app.get('/index.html', sendPage);
  app.use(serveStatic({ root: relative(process.cwd(), root) }));
  app.get('*', sendPage);

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

/** Answers with the page in this file and a new nonce, which Angular needs to add styles under the Content-Security-Policy. */
async function answerWithPage(context, file) {
  const html = await readFile(file, 'utf8');
  const nonce = context.get('secureHeadersNonce');
  return context.html(html.replace('<app-root', `<app-root ngCspNonce="${nonce}"`));
}

/** Of all ways to sign in that the page may choose from, since the page of each of them has the same headers. */
function originsOf({
  auth,
  endpoints = {},
  tokenServer,
  signInWays = [{ way: auth, tokenServer }],
  outlook,
}) {
  const isRedirectAlone = signInWays.every(({ way }) => way === 'redirect');
  const origin = (url) => new URL(url).origin;
  return {
    // Sign-in by redirect loads no script of Google's.
    scripts: isRedirectAlone ? [] : [endpoints.gis ?? 'https://accounts.google.com/gsi/client'],
    connect: [
      endpoints.api ?? 'https://www.googleapis.com',
      endpoints.userinfo ?? 'https://openidconnect.googleapis.com',
      endpoints.gis ?? 'https://accounts.google.com',
      ...signInWays.flatMap((way) => way.tokenServer ?? []),
      ...(outlook
        ? [
            outlook.endpoints?.identity ?? 'https://login.microsoftonline.com',
            outlook.endpoints?.graph ?? 'https://graph.microsoft.com',
            ...(outlook.tokenServer ? [outlook.tokenServer] : []),
          ]
        : []),
    ].map(origin),
  };
}
