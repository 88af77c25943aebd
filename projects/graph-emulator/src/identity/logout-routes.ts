import { Hono, type Context } from 'hono';
import { decodeJwt } from 'jose';
import type { Account } from '../accounts.ts';
import { readSession, render } from './browser.ts';
import { fitsHint, type Directory } from './directory.ts';
import { pageHeaders } from './pages/layout.ts';
import { signedOutPage, signOutPage } from './pages/other-pages.ts';
import { isRegisteredRedirectUri, type RegisteredClient } from './registered-client.ts';
import type { Sessions } from './sessions.ts';
import { objectIdOf } from './signed-tokens.ts';

export interface LogoutDependencies {
  readonly directory: Directory;
  readonly clients: readonly RegisteredClient[];
  readonly sessions: Sessions;
}

const LOGOUT_PATH = '/:tenant/oauth2/v2.0/logout';
const KEPT_PARAMETERS = ['post_logout_redirect_uri', 'state', 'pocd'];

/** The end of a browser's session with the emulator (v2-protocols-oidc: "Send a sign-out request"). Tokens stay valid. */
export function logoutRoutes({ directory, clients, sessions }: LogoutDependencies): Hono {
  const routes = new Hono();

  routes.get(LOGOUT_PATH, (context) => signOut(context, new URL(context.req.url).searchParams));
  routes.post(LOGOUT_PATH, async (context) =>
    signOut(context, new URLSearchParams(await context.req.text())),
  );

  function signOut(context: Context, query: URLSearchParams): Response | Promise<Response> {
    const session = readSession(context, sessions);
    const accounts = directory.all().filter(({ id }) => session.accounts.has(id));
    const named = accounts.find((account) => isNamed(query, account));
    const headers = pageHeaders({ isolatesWindow: query.get('pocd') !== '1' });
    if (!named && accounts.length > 0) {
      // A hint saves the question which account is meant; without one it is asked even for a single account.
      const kept = Object.fromEntries(
        [...query].filter(([name]) => KEPT_PARAMETERS.includes(name)),
      );
      return render(context, signOutPage(context.req.path, accounts, kept), headers);
    }
    sessions.signOut(session, named?.id);
    const uri = query.get('post_logout_redirect_uri');
    if (!uri || !clients.some((client) => isRegisteredRedirectUri(client, uri))) {
      return render(context, signedOutPage(), headers);
    }
    const url = new URL(uri);
    const state = query.get('state');
    if (state !== null) {
      url.searchParams.set('state', state);
    }
    Object.entries(headers).forEach(([name, value]) => {
      context.header(name, value);
    });
    return context.redirect(url.href, 302);
  }

  return routes;
}

function isNamed(query: URLSearchParams, account: Account): boolean {
  const hint = query.get('logout_hint');
  if (hint !== null) {
    return fitsHint(hint, account);
  }
  const idToken = query.get('id_token_hint');
  try {
    return idToken !== null && decodeJwt(idToken)['oid'] === objectIdOf(account);
  } catch {
    return false;
  }
}
