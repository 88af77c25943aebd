import { isLoopbackUrl, type OAuthClient } from './clients.ts';
import { isKnownScope, splitScopes } from './scopes.ts';

/** Where the authorization response goes: to a redirect URI, or by a message to the page that opened the window. */
export type AnswerTarget =
  | { readonly kind: 'redirect'; readonly uri: string }
  | { readonly kind: 'opener'; readonly origin: string; readonly channel: string };

export interface AuthorizationRequest {
  readonly client: OAuthClient;
  readonly responseType: 'code' | 'token';
  readonly target: AnswerTarget;
  readonly scopes: readonly string[];
  readonly prompts: ReadonlySet<string>;
  readonly loginHint: string | undefined;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly offline: boolean;
  readonly includeGranted: boolean;
  readonly codeChallenge: string | undefined;
}

/** A request that Google answers with an error page instead of a redirect, because its redirect URI is not trusted. */
export class AuthorizationError extends Error {
  override readonly name = 'AuthorizationError';

  constructor(
    readonly status: 400 | 401,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

/** The redirect URI of Google's Identity Services script: `storagerelay://http/localhost:4200?id=auth123`. */
const RELAY_URI = /^storagerelay:\/\/(https?)\/([^/?]+)\?id=([\w-]{8,})$/;

/** @throws AuthorizationError for a request that Google answers with an error page. */
export function readAuthorizationRequest(
  query: URLSearchParams,
  clients: ReadonlyMap<string, OAuthClient>,
): AuthorizationRequest {
  const client = readClient(query.get('client_id'), clients);
  const target = readTarget(query.get('redirect_uri'));
  const responseType = query.get('response_type');
  if (!responseType) {
    throw missing('response_type');
  }
  if (responseType !== 'code' && responseType !== 'token') {
    throw new AuthorizationError(
      400,
      'unsupported_response_type',
      `Invalid response_type: ${responseType}`,
    );
  }
  if (responseType === 'token' && query.get('access_type') === 'offline') {
    throw new AuthorizationError(
      400,
      'invalid_request',
      'Parameter not allowed for this message type: access_type',
    );
  }
  return {
    client,
    responseType,
    target,
    scopes: readScopes(query.get('scope')),
    prompts: readPrompts(query.get('prompt')),
    loginHint: query.get('login_hint') ?? undefined,
    state: query.get('state') ?? undefined,
    nonce: query.get('nonce') ?? undefined,
    offline: query.get('access_type') === 'offline',
    includeGranted: query.get('include_granted_scopes') === 'true',
    codeChallenge: readChallenge(query),
  };
}

function readClient(id: string | null, clients: ReadonlyMap<string, OAuthClient>): OAuthClient {
  if (!id) {
    throw missing('client_id');
  }
  const client = clients.get(id);
  if (!client) {
    throw new AuthorizationError(401, 'invalid_client', 'The OAuth client was not found.');
  }
  return client;
}

function readTarget(uri: string | null): AnswerTarget {
  if (!uri) {
    throw missing('redirect_uri');
  }
  const relay = RELAY_URI.exec(uri);
  if (relay) {
    const [, scheme, host, channel = ''] = relay;
    const origin = `${scheme}://${host}`;
    if (!isLoopbackUrl(origin) || new URL(origin).origin !== origin) {
      throw new AuthorizationError(
        400,
        'origin_mismatch',
        `You can't sign in to this app because it doesn't comply with Google's OAuth 2.0 policy: the JavaScript origin ${origin} is not registered.`,
      );
    }
    return { kind: 'opener', origin, channel };
  }
  if (!isLoopbackUrl(uri) || new URL(uri).hash !== '') {
    throw new AuthorizationError(
      400,
      'redirect_uri_mismatch',
      `You can't sign in because this app sent an invalid request: the redirect URI ${uri} is not registered.`,
    );
  }
  return { kind: 'redirect', uri };
}

function readScopes(text: string | null): string[] {
  const scopes = splitScopes(text ?? '');
  if (scopes.length === 0) {
    throw missing('scope');
  }
  const unknown = scopes.filter((scope) => !isKnownScope(scope));
  if (unknown.length > 0) {
    const valid = scopes.filter(isKnownScope);
    throw new AuthorizationError(
      400,
      'invalid_scope',
      `Some requested scopes were invalid. {valid=[${valid.join(', ')}], invalid=[${unknown.join(', ')}]}`,
    );
  }
  return scopes;
}

function readPrompts(text: string | null): Set<string> {
  const prompts = new Set(splitScopes(text ?? ''));
  const unknown = [...prompts].find(
    (prompt) => !['none', 'consent', 'select_account'].includes(prompt),
  );
  if (unknown !== undefined) {
    throw new AuthorizationError(
      400,
      'invalid_request',
      `Invalid parameter value for prompt: ${unknown}`,
    );
  }
  if (prompts.has('none') && prompts.size > 1) {
    throw new AuthorizationError(
      400,
      'invalid_request',
      'Invalid parameter value for prompt: none cannot be combined with other values',
    );
  }
  return prompts;
}

function readChallenge(query: URLSearchParams): string | undefined {
  const challenge = query.get('code_challenge');
  if (challenge !== null && query.get('code_challenge_method') !== 'S256') {
    throw new AuthorizationError(
      400,
      'invalid_request',
      'The emulator takes code_challenge_method=S256 only.',
    );
  }
  return challenge ?? undefined;
}

function missing(parameter: string): AuthorizationError {
  return new AuthorizationError(400, 'invalid_request', `Missing required parameter: ${parameter}`);
}
