import { Hono, type Context } from 'hono';
import type { MiddlewareHandler } from 'hono';
import type { World } from '../world/world.ts';
import { subjectOf, type AccessToken, type Grants } from './grants.ts';
import { claimsOf, type IdTokens } from './id-token.ts';
import { EMAIL_SCOPE, PROFILE_SCOPE } from './scopes.ts';
import { TokenError, type TokenEndpoint } from './token-endpoint.ts';

const USERINFO_PATHS = ['/oauth2/v3/userinfo', '/oauth2/v2/userinfo', '/v1/userinfo'];
const TOKENINFO_PATHS = ['/tokeninfo', '/oauth2/v3/tokeninfo'];

export interface TokenDependencies {
  readonly world: World;
  readonly grants: Grants;
  readonly tokenEndpoint: TokenEndpoint;
  readonly idTokens: IdTokens;
  readonly cors: MiddlewareHandler;
}

/** The token, revocation, userinfo and tokeninfo endpoints, and the keys that verify id tokens. */
export function tokenRoutes({
  world,
  grants,
  tokenEndpoint,
  idTokens,
  cors,
}: TokenDependencies): Hono {
  const routes = new Hono();

  for (const path of ['/token', '/revoke', '/oauth2/*', '/v1/*', '/tokeninfo']) {
    routes.use(path, cors);
  }

  routes.post('/token', async (context) => {
    context.header('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate');
    return context.json(await tokenEndpoint.answer(await readForm(context)));
  });

  routes.on(['GET', 'POST'], '/revoke', async (context) => {
    const token = (await readForm(context)).get('token') ?? context.req.query('token');
    if (!token) {
      throw new TokenError(400, 'invalid_request', 'Missing required parameter: token');
    }
    if (!grants.revoke(token)) {
      throw new TokenError(400, 'invalid_token', 'Token expired or revoked');
    }
    return context.json({});
  });

  routes.on(['GET', 'POST'], USERINFO_PATHS, (context) => {
    const text = bearerOf(context) ?? context.req.query('access_token');
    const token = text === undefined ? undefined : grants.accessToken(text);
    if (text !== undefined && !token) {
      context.header(
        'WWW-Authenticate',
        'Bearer realm="https://accounts.google.com/", error="invalid_request"',
      );
      return context.json(
        { error: 'invalid_request', error_description: 'Invalid Credentials' },
        401,
      );
    }
    const user = token && hasIdentityScope(token) ? world.user(token.email) : undefined;
    if (!token || !user) {
      return context.json(MISSING_CREDENTIAL, 401);
    }
    const { sub, email_verified, ...claims } = claimsOf(user, token.scopes);
    const isOldForm = context.req.path === '/oauth2/v2/userinfo';
    return context.json(
      isOldForm
        ? {
            id: sub,
            ...claims,
            ...(email_verified !== undefined && { verified_email: email_verified }),
          }
        : { sub, ...claims, ...(email_verified !== undefined && { email_verified }) },
    );
  });

  routes.on(['GET', 'POST'], TOKENINFO_PATHS, async (context) => {
    const form = await readForm(context);
    const given = (name: string) => context.req.query(name) ?? form.get(name) ?? undefined;
    const now = world.clock.now();
    const idToken = given('id_token');
    if (idToken !== undefined) {
      const claims = await idTokens.claims(idToken, now);
      return claims ? context.json(asStrings(claims)) : invalidValue();
    }
    const text = bearerOf(context) ?? given('access_token');
    const token = text === undefined ? undefined : grants.accessToken(text);
    return token ? context.json(tokenInfo(token, now)) : invalidValue();
  });

  routes.get('/oauth2/v3/certs', async (context) => context.json(await idTokens.jwks()));
  routes.get('/oauth2/v1/certs', async (context) => context.json(await idTokens.pems()));

  routes.onError((error, context) => {
    if (!(error instanceof TokenError)) {
      throw error;
    }
    return context.json({ error: error.error, error_description: error.message }, error.status);
  });
  return routes;
}

const MISSING_CREDENTIAL = {
  error: {
    code: 401,
    message:
      'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    status: 'UNAUTHENTICATED',
  },
};

/** @throws TokenError always. */
function invalidValue(): never {
  throw new TokenError(400, 'invalid_token', 'Invalid Value');
}

/** Google's tokeninfo answers every claim as a string. */
function asStrings(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]));
}

function hasIdentityScope(token: AccessToken): boolean {
  return ['openid', EMAIL_SCOPE, PROFILE_SCOPE].some((scope) => token.scopes.has(scope));
}

function tokenInfo(token: AccessToken, now: number): Record<string, string> {
  const { clientId, offline } = token.grant;
  return {
    azp: clientId,
    aud: clientId,
    ...(hasIdentityScope(token) && { sub: subjectOf(token.email) }),
    scope: [...token.scopes].join(' '),
    exp: String(Math.floor(token.expiresAt / 1000)),
    expires_in: String(Math.floor((token.expiresAt - now) / 1000)),
    ...(token.scopes.has(EMAIL_SCOPE) && { email: token.email, email_verified: 'true' }),
    access_type: offline ? 'offline' : 'online',
  };
}

function bearerOf(context: Context): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
}

/** Reads a form or, as Google accepts it too, JSON. Client credentials of a Basic header are added to it. */
async function readForm(context: Context): Promise<URLSearchParams> {
  const text = await context.req.text();
  const isJson = context.req.header('Content-Type')?.includes('json') ?? false;
  const form = new URLSearchParams(isJson ? readJson(text) : text);
  const basic = /^Basic\s+(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
    form.set('client_id', decodeURIComponent(id));
    form.set('client_secret', decodeURIComponent(secret));
  }
  return form;
}

function readJson(text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    return Object.fromEntries(
      Object.entries(value ?? {}).map(([name, inside]) => [name, String(inside)]),
    );
  } catch {
    throw new TokenError(400, 'invalid_request', 'Bad Request');
  }
}
