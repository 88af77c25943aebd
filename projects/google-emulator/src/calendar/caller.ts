import type { AccessTokens } from '../oauth/grants.ts';
import type { ApiMethod } from '../discovery/discovery.ts';
import type { World } from '../world/world.ts';
import type { Caller } from './call.ts';
import {
  insufficientScopes,
  invalidApiKey,
  invalidCredentials,
  loginRequired,
  unregisteredCaller,
} from './authentication-errors.ts';
import { googleName } from './google-name.ts';

/** Methods that an API key alone may call, for public data. */
const METHODS_FOR_API_KEYS: ReadonlySet<string> = new Set([
  'calendar.events.list',
  'calendar.events.get',
  'calendar.events.instances',
  'calendar.freebusy.query',
  'calendar.colors.get',
]);

/** The credentials in a request. */
export interface Credentials {
  readonly accessToken: string | undefined;
  readonly apiKey: string | undefined;
}

export function readCredentials(headers: Headers, query: URLSearchParams): Credentials {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.get('Authorization') ?? '')?.[1];
  // A header of another scheme is treated as an unknown token, so it answers 401 as at Google.
  const inHeader = bearer ?? headers.get('Authorization') ?? undefined;
  return {
    accessToken: inHeader ?? query.get('access_token') ?? query.get('oauth_token') ?? undefined,
    apiKey: query.get('key') ?? headers.get('X-Goog-Api-Key') ?? undefined,
  };
}

/**
 * Authenticates a request and checks that a scope of its token belongs to the method.
 * @throws ApiError 400 for an unknown API key, 401 for an invalid or missing token, 403 without credentials or for
 *   missing scopes.
 */
export function identify(
  method: ApiMethod,
  credentials: Credentials,
  apiKeys: ReadonlySet<string>,
  tokens: AccessTokens,
  world: World,
): Caller {
  if (credentials.apiKey !== undefined && !apiKeys.has(credentials.apiKey)) {
    throw invalidApiKey();
  }
  if (credentials.accessToken === undefined) {
    if (credentials.apiKey === undefined) {
      throw unregisteredCaller();
    }
    if (!METHODS_FOR_API_KEYS.has(method.id)) {
      throw loginRequired();
    }
    return { user: undefined, clientId: undefined, scopes: new Set() };
  }
  const token = tokens.accessToken(credentials.accessToken);
  const user = token && world.user(token.email);
  if (!token || !user) {
    throw invalidCredentials();
  }
  if (!method.scopes.some((scope) => token.scopes.has(scope))) {
    throw insufficientScopes(googleName(method), method.scopes);
  }
  return { user, clientId: token.grant.clientId, scopes: token.scopes };
}
