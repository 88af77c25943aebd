import type { Context } from 'hono';
import {
  AuthorizationResponseError,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  OperationProcessingError,
  validateAuthResponse,
} from 'oauth4webapi';
import { ERROR_CODE, textOf } from '../google/google-answer.ts';
import type { GoogleOAuth } from '../google/google-oauth.ts';
import type { GuardedRoutes } from '../http/guarded-routes.ts';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import { messagePage } from '../http/message-page.ts';
import { appLinks } from '../origins.ts';
import type { Sessions } from '../sealed/sessions.ts';
import type { Settings } from '../settings.ts';
import { Logins, type Login } from './logins.ts';
import { readReturnTo, withOutcome } from './return-to.ts';
import { isAllowedScope, MICROSOFT_IDENTITY_SCOPES, uniqueScopes } from './scopes.ts';

/** What the page wishes of the provider's page. */
interface Asked {
  readonly loginHint: string | undefined;
  readonly choosesAccount: boolean;
}

/** The routes of sign-in by redirect of the whole page: an authorization code with PKCE (RFC 9700, section 2.1.1). */
export function addLoginRoutes(
  routes: GuardedRoutes,
  settings: Settings,
  google: GoogleOAuth,
  sessions: Sessions,
): void {
  const logins = new Logins(settings);

  routes.addNavigationRoute('/login', async (context) => {
    const returnTo = readReturnTo(context.req.query('returnTo'), settings.allowedOrigins);
    if (!returnTo) {
      throw new Refusal(
        400,
        'return_to_not_allowed',
        'returnTo must be an address of a page on one of the allowed origins, of 2,000 characters or less.',
      );
    }
    const askedScopes = uniqueScopes(context.req.query('scope') ?? '');
    if (!askedScopes.every((scope) => isAllowedScope(scope, settings.provider))) {
      return redirectBack(context, returnTo, 'invalid_scope');
    }
    const login: Login = {
      state: generateRandomState(),
      verifier: generateRandomCodeVerifier(),
      redirectUri: callbackUri(context, settings),
      returnTo,
    };
    await logins.begin(context, login);
    const scopes = askedScopes.length > 0 ? askedScopes : settings.scopes;
    return context.redirect(
      await authorizationUrl(login, scopes, {
        loginHint: context.req.query('login_hint'),
        choosesAccount: context.req.query('prompt') === 'select_account',
      }),
    );
  });

  const finishLogin = async (context: Context<TokenEnv>) => {
    const login = await logins.find(context, context.req.query('state') ?? '');
    if (!login) {
      return answerUnknownLogin(context);
    }
    logins.end(context, login);
    return redirectBack(context, login.returnTo, await exchangeCode(context, login));
  };
  // Not limited: without the cookie of a login it does nothing, and /login, which sets that cookie, is limited.
  routes.addNavigationRoute('/callback', finishLogin, { isLimited: false });

  async function answerUnknownLogin(context: Context<TokenEnv>): Promise<Response> {
    const returnTo = await logins.newestReturnTo(context);
    return messagePage(context, {
      status: 400,
      code: 'login_expired',
      text:
        'This sign-in is finished already, or it was started in another browser or more than ten minutes ago. ' +
        'Go back to the app; where it does not show you as signed in, sign in there again.',
      backLinks: returnTo ? [returnTo.href] : appLinks(settings.allowedOrigins),
    });
  }

  /**
   * Exchanges the code of Google's redirect and sets the session cookie.
   * @returns `ok` or the error code that the page is told.
   */
  async function exchangeCode(context: Context<TokenEnv>, login: Login): Promise<string> {
    try {
      const query = new URL(context.req.url).searchParams;
      const response = validateAuthResponse(google.server, google.client, query, login.state);
      const { redirectUri, verifier } = login;
      const answer = await google.exchangeRedirectCode(response, redirectUri, verifier);
      if (!answer.isGranted) {
        return answer.oauthError.error;
      }
      const refreshToken = textOf(answer, 'refresh_token');
      if (refreshToken === undefined) {
        return 'no_refresh_token';
      }
      await sessions.write(context, login.returnTo, refreshToken);
      return 'ok';
    } catch (error) {
      return errorCodeOf(error);
    }
  }

  async function authorizationUrl(
    login: Login,
    scopes: readonly string[],
    { loginHint, choosesAccount }: Asked,
  ): Promise<string> {
    const isMicrosoft = settings.provider === 'microsoft';
    const url = new URL(settings.endpoints.authorization);
    const parameters = {
      client_id: settings.clientId,
      redirect_uri: login.redirectUri,
      response_type: 'code',
      scope: [...new Set([...(isMicrosoft ? MICROSOFT_IDENTITY_SCOPES : []), ...scopes])].join(' '),
      state: login.state,
      code_challenge: await calculatePKCECodeChallenge(login.verifier),
      code_challenge_method: 'S256',
      // Google returns a refresh token for offline access only, and can be relied on to do so only after a consent.
      ...(!isMicrosoft && { access_type: 'offline', prompt: 'consent' }),
      ...(isMicrosoft && choosesAccount && { prompt: 'select_account' }),
      ...(loginHint !== undefined && { login_hint: loginHint }),
    };
    for (const [name, value] of Object.entries(parameters)) {
      url.searchParams.set(name, value);
    }
    return url.href;
  }
}

function redirectBack(context: Context<TokenEnv>, returnTo: URL, outcome: string): Response {
  context.set('outcome', outcome);
  return context.redirect(withOutcome(returnTo, outcome));
}

function callbackUri(context: Context<TokenEnv>, { publicUrl, basePath }: Settings): string {
  const base = publicUrl ?? `${new URL(context.req.url).origin}${basePath}`;
  return `${base}/callback`;
}

/** The error code that the page is told. @throws the error itself if it is not a known failure of a sign-in. */
function errorCodeOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError) {
    return ERROR_CODE.test(error.error) ? error.error : 'google_failed';
  }
  if (error instanceof OperationProcessingError) {
    return 'invalid_state';
  }
  if (error instanceof Refusal) {
    return error.error;
  }
  throw error;
}
