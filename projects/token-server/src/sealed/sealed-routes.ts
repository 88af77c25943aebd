import type { Context } from 'hono';
import { passOnRefusal, textOf, type Granted } from '../google/google-answer.ts';
import type { GoogleOAuth } from '../google/google-oauth.ts';
import type { Provider } from '../options.ts';
import { requiredField } from '../http/form.ts';
import type { GuardedRoutes } from '../http/guarded-routes.ts';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import type { Session, Sessions } from './sessions.ts';

/** Why the page will get no other access token when this one expires. */
type NotRefreshableReason = 'no_refresh_token' | 'cross_site_cookies';

/**
 * The routes of sealed mode, a token-mediating backend: the page gets access tokens, the refresh token stays in an encrypted
 * cookie.
 */
export function addSealedRoutes(
  routes: GuardedRoutes,
  google: GoogleOAuth,
  sessions: Sessions,
  provider: Provider,
): void {
  addSessionRoutes(routes, google, sessions);
  // Of Google alone: Microsoft has no script that gives a page such codes, and no address that takes a grant back.
  if (provider === 'google') {
    addGoogleRoutes(routes, google, sessions);
  }
}

function addGoogleRoutes(routes: GuardedRoutes, google: GoogleOAuth, sessions: Sessions): void {
  routes.addPageRoute('/auth', async (context) => {
    const answer = await google.exchangePopupCode(requiredField(context, 'code'));
    if (!answer.isGranted) {
      return passOnRefusal(context, answer);
    }
    const refreshToken = textOf(answer, 'refresh_token');
    if (refreshToken === undefined) {
      // The old session may belong to another user than the one who has just signed in.
      sessions.clear(context, context.get('page'));
      return answerNotRefreshable(context, answer, 'no_refresh_token');
    }
    if (isCrossSite(context)) {
      return answerNotRefreshable(context, answer, 'cross_site_cookies');
    }
    await sessions.write(context, context.get('page'), refreshToken);
    return context.json({ ...withoutRefreshToken(answer), refreshable: true });
  });

  routes.addPageRoute('/disconnect', async (context) => {
    const session = await requiredSession(context, sessions);
    const answer = await google.revoke(session.refreshToken);
    // `invalid_token` means that the grant has ended already, which is what the user wants.
    if (!answer.isGranted && answer.oauthError.error !== 'invalid_token') {
      return passOnRefusal(context, answer);
    }
    sessions.clear(context, context.get('page'));
    return context.body(null, 204);
  });
}

function addSessionRoutes(routes: GuardedRoutes, google: GoogleOAuth, sessions: Sessions): void {
  routes.addPageRoute('/refresh', async (context) => {
    if (context.get('form').has('probe')) {
      const session = await sessions.read(context, context.get('page'));
      return context.json({ session: session !== undefined, ...fetchSiteOf(context) });
    }
    const session = await requiredSession(context, sessions);
    const answer = await google.refresh(session.refreshToken);
    if (!answer.isGranted) {
      if (answer.oauthError.error === 'invalid_grant') {
        sessions.clear(context, context.get('page'));
      }
      return passOnRefusal(context, answer);
    }
    const newToken = textOf(answer, 'refresh_token');
    if (newToken !== undefined || session.needsResealing) {
      await sessions.write(context, context.get('page'), newToken ?? session.refreshToken);
    }
    return context.json({ ...withoutRefreshToken(answer), refreshable: true });
  });

  const signOut = (context: Context<TokenEnv>) => {
    sessions.clear(context, context.get('page'));
    return context.body(null, 204);
  };
  // Not limited: a user who leaves a shared computer must be able to sign out at once.
  routes.addPageRoute('/sign-out', signOut, { isLimited: false });
}

/** @throws Refusal 401 without a session that can be read. */
async function requiredSession(context: Context<TokenEnv>, sessions: Sessions): Promise<Session> {
  const session = await sessions.read(context, context.get('page'));
  if (!session) {
    const text = 'No session cookie came with the request, or none that can be read.';
    throw new Refusal(401, 'no_session', text, { details: fetchSiteOf(context) });
  }
  return session;
}

function answerNotRefreshable(
  context: Context<TokenEnv>,
  answer: Granted,
  reason: NotRefreshableReason,
): Response {
  context.set('outcome', reason);
  return context.json({ ...withoutRefreshToken(answer), refreshable: false, reason });
}

function withoutRefreshToken({ json }: Granted): Record<string, unknown> {
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'refresh_token'));
}

/** The relation of the page's site to this server's, if the browser sends it; a script cannot set this header. */
function fetchSiteOf(context: Context<TokenEnv>): Readonly<Record<string, string>> {
  const site = context.req.header('Sec-Fetch-Site');
  const isKnown = site !== undefined && ['same-origin', 'same-site', 'cross-site'].includes(site);
  return isKnown ? { site } : {};
}

/** Across sites a browser neither keeps nor sends a `SameSite=Strict` cookie. */
function isCrossSite(context: Context<TokenEnv>): boolean {
  return fetchSiteOf(context)['site'] === 'cross-site';
}
