import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { addContractRoutes } from './contract/contract-routes.ts';
import { GoogleOAuth } from './google/google-oauth.ts';
import { answerRefusal } from './http/answer-refusal.ts';
import { accessLog } from './http/access-log.ts';
import { listedCors } from './http/cors.ts';
import { GuardedRoutes } from './http/guarded-routes.ts';
import { COMMON_HEADERS } from './http/headers.ts';
import { Refusal } from './http/refusal.ts';
import type { TokenEnv } from './http/token-env.ts';
import { appLinks } from './origins.ts';
import { addLoginRoutes } from './redirect/login-routes.ts';
import { addSealedRoutes } from './sealed/sealed-routes.ts';
import { Sessions } from './sealed/sessions.ts';
import type { Settings } from './settings.ts';

/** Assembles the whole server: what every answer has in common, the routes of the mode, and the errors. */
export function createTokenApp(settings: Settings): Hono<TokenEnv> {
  const app = new Hono<TokenEnv>();
  const google = new GoogleOAuth(settings);
  const backLinks = appLinks(settings.allowedOrigins);
  const paths = new Set<string>();
  const routes = new GuardedRoutes(app, settings, paths);

  app.use(accessLog(settings, paths), ...COMMON_HEADERS, listedCors(settings));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        const allow = methods.join(', ');
        const headers = { Allow: allow };
        const text = `Allowed: ${allow}.`;
        const refusal = new Refusal(405, 'method_not_allowed', text, { headers });
        return answerRefusal(context, refusal, backLinks);
      },
    }),
  );
  routes.addPublicRoute('/health', (context) =>
    context.json({ status: 'ok', mode: settings.mode }),
  );
  if (settings.mode === 'sealed') {
    const sessions = new Sessions(settings);
    addSealedRoutes(routes, google, sessions, settings.provider);
    addLoginRoutes(routes, settings, google, sessions);
  } else {
    addContractRoutes(routes, google);
  }

  app.notFound((context) =>
    answerRefusal(
      context,
      new Refusal(404, 'not_found', 'There is nothing at this path.'),
      backLinks,
    ),
  );
  app.onError((error, context) => {
    if (error instanceof Refusal) {
      return answerRefusal(context, error, backLinks);
    }
    // Only the name is logged: the message may quote a token or a code of the request.
    settings.log(`error: ${error.name}`);
    const refusal = new Refusal(500, 'server_error', 'The token server failed.');
    return answerRefusal(context, refusal, backLinks);
  });
  return app;
}
