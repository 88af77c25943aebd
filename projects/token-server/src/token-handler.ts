import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { contractRoutes } from './contract/contract-routes.ts';
import { GoogleOAuth } from './google/google-oauth.ts';
import { accessLog } from './http/access-log.ts';
import { listedCors } from './http/cors.ts';
import { form } from './http/form.ts';
import { csrfHeader, listedPagesOnly } from './http/guards.ts';
import { commonHeaders } from './http/headers.ts';
import { rateLimit } from './http/rate-limit.ts';
import { answerRefusal, Refusal } from './http/refusal.ts';
import type { TokenEnv } from './http/token-env.ts';
import type { TokenMode, TokenServerOptions } from './options.ts';
import { loginRoutes } from './redirect/login-routes.ts';
import { sealedRoutes } from './sealed/sealed-routes.ts';
import { Sessions } from './sealed/sessions.ts';
import { readSettings, type Settings } from './settings.ts';

/** Web-standard: Node's adapters, Deno, Bun, Cloudflare Workers and route handlers of Next.js all take it. */
export type TokenHandler = (request: Request) => Promise<Response>;

interface Paths {
  readonly forPages: readonly string[];
  readonly forBrowsers: readonly string[];
}

/** Where pages post to, and where the browser itself goes. */
const PATHS: Readonly<Record<TokenMode, Paths>> = {
  sealed: {
    forPages: ['/auth', '/refresh', '/sign-out', '/disconnect'],
    forBrowsers: ['/login', '/callback'],
  },
  contract: { forPages: ['/auth', '/refresh'], forBrowsers: [] },
};
const HEALTH = '/health';

/**
 * Makes the token server: `authUrl` and `refreshUrl` of a browser app, and the rest of its sign-in.
 *
 * @throws OptionsError that names every option that is missing or wrong.
 */
export function createTokenHandler(options: TokenServerOptions): TokenHandler {
  const settings = readSettings(options);
  let app: Hono<TokenEnv> | undefined;
  return async (request) => {
    // Not earlier: the rate limit's timer may not be started outside of a request everywhere.
    app ??= createApp(settings);
    return app.fetch(request);
  };
}

function createApp(settings: Settings): Hono<TokenEnv> {
  const app = new Hono<TokenEnv>();
  const google = new GoogleOAuth(settings);
  const base = settings.basePath;
  const { forPages, forBrowsers } = PATHS[settings.mode];
  const own = [HEALTH, ...forPages, ...forBrowsers].map((path) => `${base}${path}`);

  app.use(accessLog(settings, new Set(own)), ...commonHeaders, listedCors(settings));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        context.header('Allow', methods.join(', '));
        const refusal = new Refusal(405, 'method_not_allowed', `Allowed: ${methods.join(', ')}.`);
        return answerRefusal(context, refusal);
      },
    }),
  );
  app.get(`${base}${HEALTH}`, (context) => context.json({ status: 'ok', mode: settings.mode }));

  if (settings.rateLimit) {
    const limit = rateLimit(settings.rateLimit);
    for (const path of [...forPages, ...forBrowsers]) {
      app.use(`${base}${path}`, limit);
    }
  }
  for (const path of forPages) {
    app.post(`${base}${path}`, listedPagesOnly(settings), csrfHeader, ...form);
  }
  if (settings.mode === 'sealed') {
    const sessions = new Sessions(settings);
    app.route(base, sealedRoutes(google, sessions));
    app.route(base, loginRoutes(settings, google, sessions));
  } else {
    app.route(base, contractRoutes(google));
  }

  app.notFound((context) =>
    answerRefusal(context, new Refusal(404, 'not_found', 'There is nothing at this path.')),
  );
  app.onError((error, context) => {
    if (error instanceof Refusal) {
      return answerRefusal(context, error);
    }
    // Its message may quote what was sent: the name has to do.
    settings.log(`error: ${error.name}`);
    return answerRefusal(context, new Refusal(500, 'server_error', 'The token server failed.'));
  });
  return app;
}
