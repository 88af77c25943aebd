import { Hono, type Context } from 'hono';
import { errorOf, isGranted, passOn, textOf, type GoogleAnswer } from '../google/google-answer.ts';
import type { GoogleOAuth } from '../google/google-oauth.ts';
import { requiredField } from '../http/form.ts';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import type { Session, Sessions } from './sessions.ts';

/** Why a sign-in will not outlive its access token. */
type NotRefreshable = 'no_refresh_token' | 'cross_site_cookies';

/** A token-mediating backend: the page gets access tokens, the refresh token stays in its sealed cookie. */
export function sealedRoutes(google: GoogleOAuth, sessions: Sessions): Hono<TokenEnv> {
  const routes = new Hono<TokenEnv>();

  routes.post('/auth', async (context) => {
    const answer = await google.exchangePopupCode(requiredField(context, 'code'));
    if (!isGranted(answer)) {
      return passOn(context, answer);
    }
    const refreshToken = textOf(answer, 'refresh_token');
    if (refreshToken === undefined) {
      // Whoever signed in now need not be who the old cookie speaks for.
      sessions.clear(context, context.get('page'));
      return answerNotRefreshable(context, answer, 'no_refresh_token');
    }
    if (isCrossSite(context)) {
      return answerNotRefreshable(context, answer, 'cross_site_cookies');
    }
    await sessions.write(context, context.get('page'), refreshToken);
    return context.json({ ...withoutRefreshToken(answer), refreshable: true });
  });

  routes.post('/refresh', async (context) => {
    if (context.get('form').has('probe')) {
      const session = await sessions.read(context, context.get('page'));
      return context.json({ session: session !== undefined, ...siteOf(context) });
    }
    const session = await requiredSession(context);
    const answer = await google.refresh(session.refreshToken);
    if (!isGranted(answer)) {
      if (errorOf(answer) === 'invalid_grant') {
        sessions.clear(context, context.get('page'));
      }
      return passOn(context, answer);
    }
    const newToken = textOf(answer, 'refresh_token');
    if (newToken !== undefined || session.needsSealing) {
      await sessions.write(context, context.get('page'), newToken ?? session.refreshToken);
    }
    return context.json({ ...withoutRefreshToken(answer), refreshable: true });
  });

  routes.post('/sign-out', (context) => {
    sessions.clear(context, context.get('page'));
    return context.body(null, 204);
  });

  routes.post('/disconnect', async (context) => {
    const session = await requiredSession(context);
    const answer = await google.revoke(session.refreshToken);
    // A token that Google no longer knows is what was wanted.
    if (!isGranted(answer) && errorOf(answer) !== 'invalid_token') {
      return passOn(context, answer);
    }
    sessions.clear(context, context.get('page'));
    return context.body(null, 204);
  });

  async function requiredSession(context: Context<TokenEnv>): Promise<Session> {
    const session = await sessions.read(context, context.get('page'));
    if (!session) {
      const text = 'No session cookie came with the request, or none that can be read.';
      throw new Refusal(401, 'no_session', text, siteOf(context));
    }
    return session;
  }

  return routes;
}

function answerNotRefreshable(
  context: Context<TokenEnv>,
  answer: GoogleAnswer,
  reason: NotRefreshable,
): Response {
  context.set('outcome', reason);
  return context.json({ ...withoutRefreshToken(answer), refreshable: false, reason });
}

function withoutRefreshToken({ json }: GoogleAnswer): Record<string, unknown> {
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'refresh_token'));
}

/** How the page's site relates to this server's, where the browser says so; no script can forge the header. */
function siteOf(context: Context<TokenEnv>): { readonly site?: string } {
  const site = context.req.header('Sec-Fetch-Site');
  const isKnown = site !== undefined && ['same-origin', 'same-site', 'cross-site'].includes(site);
  return isKnown ? { site } : {};
}

/** A Strict cookie neither goes nor stays across sites. */
function isCrossSite(context: Context<TokenEnv>): boolean {
  return siteOf(context).site === 'cross-site';
}
