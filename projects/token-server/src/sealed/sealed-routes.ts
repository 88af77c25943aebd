import type { Context } from 'hono';
import { passOnRefusal, textOf, type Granted } from '../google/google-answer.ts';
import type { GoogleOAuth } from '../google/google-oauth.ts';
import { requiredField } from '../http/form.ts';
import type { GuardedRoutes } from '../http/guarded-routes.ts';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import type { Session, Sessions } from './sessions.ts';

/** Why a sign-in will not outlive its access token. */
type NotRefreshable = 'no_refresh_token' | 'cross_site_cookies';

/** A token-mediating backend: the page gets access tokens, the refresh token stays in its sealed cookie. */
export function addSealedRoutes(
  routes: GuardedRoutes,
  google: GoogleOAuth,
  sessions: Sessions,
): void {
  routes.addPageRoute('/auth', async (context) => {
    const answer = await google.exchangePopupCode(requiredField(context, 'code'));
    if (!answer.isGranted) {
      return passOnRefusal(context, answer);
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

  routes.addPageRoute('/refresh', async (context) => {
    if (context.get('form').has('probe')) {
      const session = await sessions.read(context, context.get('page'));
      return context.json({ session: session !== undefined, ...siteOf(context) });
    }
    const session = await requiredSession(context);
    const answer = await google.refresh(session.refreshToken);
    if (!answer.isGranted) {
      if (answer.words.error === 'invalid_grant') {
        sessions.clear(context, context.get('page'));
      }
      return passOnRefusal(context, answer);
    }
    const newToken = textOf(answer, 'refresh_token');
    if (newToken !== undefined || session.needsSealing) {
      await sessions.write(context, context.get('page'), newToken ?? session.refreshToken);
    }
    return context.json({ ...withoutRefreshToken(answer), refreshable: true });
  });

  const signOut = (context: Context<TokenEnv>) => {
    sessions.clear(context, context.get('page'));
    return context.body(null, 204);
  };
  // Whoever leaves a shared computer must not be told to come back in a minute.
  routes.addPageRoute('/sign-out', signOut, { isLimited: false });

  routes.addPageRoute('/disconnect', async (context) => {
    const session = await requiredSession(context);
    const answer = await google.revoke(session.refreshToken);
    // A token that Google no longer knows is what was wanted.
    if (!answer.isGranted && answer.words.error !== 'invalid_token') {
      return passOnRefusal(context, answer);
    }
    sessions.clear(context, context.get('page'));
    return context.body(null, 204);
  });

  async function requiredSession(context: Context<TokenEnv>): Promise<Session> {
    const session = await sessions.read(context, context.get('page'));
    if (!session) {
      const text = 'No session cookie came with the request, or none that can be read.';
      throw new Refusal(401, 'no_session', text, { details: siteOf(context) });
    }
    return session;
  }
}

function answerNotRefreshable(
  context: Context<TokenEnv>,
  answer: Granted,
  reason: NotRefreshable,
): Response {
  context.set('outcome', reason);
  return context.json({ ...withoutRefreshToken(answer), refreshable: false, reason });
}

function withoutRefreshToken({ json }: Granted): Record<string, unknown> {
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'refresh_token'));
}

/** How the page's site relates to this server's, where the browser says so; no script can forge the header. */
function siteOf(context: Context<TokenEnv>): Readonly<Record<string, string>> {
  const site = context.req.header('Sec-Fetch-Site');
  const isKnown = site !== undefined && ['same-origin', 'same-site', 'cross-site'].includes(site);
  return isKnown ? { site } : {};
}

/** A Strict cookie neither goes nor stays across sites. */
function isCrossSite(context: Context<TokenEnv>): boolean {
  return siteOf(context)['site'] === 'cross-site';
}
