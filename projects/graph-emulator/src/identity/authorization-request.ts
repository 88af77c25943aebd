import { IdentityError } from './identity-error.ts';
import { readChallenge } from './pkce.ts';
import {
  missingParameter,
  unknownClient,
  unregisteredRedirectUri,
  wrongEndpoint,
} from './refusals.ts';
import { isRegisteredRedirectUri, type RegisteredClient } from './registered-client.ts';
import { readScopes, type RequestedScopes } from './scopes.ts';
import type { Authority } from './tenants.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';
export type Prompt = 'login' | 'none' | 'consent' | 'select_account';

/** Where the answer goes, refusals included. It was checked: the redirect URI is the app's. */
export interface AnswerTarget {
  readonly client: RegisteredClient;
  readonly redirectUri: string;
  readonly responseMode: ResponseMode;
  readonly state: string | undefined;
  readonly correlationId: string | undefined;
  /** Whether the pages cut the ties to the window that opened them. */
  readonly isolatesWindow: boolean;
}

export interface AuthorizationRequest extends AnswerTarget {
  /** A code for the app, or the consent of an administrator for a whole tenant. */
  readonly purpose: 'code' | 'admin-consent';
  readonly authority: Authority;
  readonly scopes: RequestedScopes;
  readonly prompt: Prompt | undefined;
  readonly loginHint: string | undefined;
  readonly domainHint: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly wantsClientInfo: boolean;
  readonly wantsLoginHint: boolean;
}

const RESPONSE_MODES: readonly string[] = ['query', 'fragment', 'form_post'];
const PROMPTS: readonly string[] = ['login', 'none', 'consent', 'select_account'];

/** @throws IdentityError for a request whose redirect URI cannot be trusted: it is answered with a page. */
export function readAnswerTarget(
  query: URLSearchParams,
  clients: readonly RegisteredClient[],
): AnswerTarget {
  const clientId = query.get('client_id');
  if (!clientId) {
    throw missingParameter('client_id');
  }
  const client = clients.find((registered) => registered.clientId === clientId);
  if (!client) {
    throw unknownClient(clientId);
  }
  const redirectUri = query.get('redirect_uri');
  if (!redirectUri) {
    throw missingParameter('redirect_uri');
  }
  if (!isRegisteredRedirectUri(client, redirectUri)) {
    throw unregisteredRedirectUri(redirectUri, clientId);
  }
  const mode = query.get('response_mode') ?? 'query';
  return {
    client,
    redirectUri,
    responseMode: RESPONSE_MODES.includes(mode) ? (mode as ResponseMode) : 'query',
    state: query.get('state') ?? undefined,
    correlationId: query.get('client-request-id') ?? undefined,
    // MSAL sends `pocd=1` ("popup origin check done") if no foreign window can reach its popup: Entra then leaves the header out.
    isolatesWindow: query.get('pocd') !== '1',
  };
}

/** @throws IdentityError for a request that is refused at its redirect URI. */
export function readAuthorizationRequest(
  query: URLSearchParams,
  target: AnswerTarget,
  authority: Authority,
): AuthorizationRequest {
  const { client } = target;
  assertEndpoint(client, authority);
  assertResponseType(query.get('response_type'));
  assertOneOf('response_mode', query.get('response_mode'), RESPONSE_MODES);
  assertOneOf('prompt', query.get('prompt'), PROMPTS);
  const scope = query.get('scope');
  if (!scope?.trim()) {
    throw missingParameter('scope');
  }
  return {
    ...target,
    purpose: 'code',
    authority,
    scopes: readScopes(scope, client.permissions ?? [], authority.kind === 'consumers'),
    prompt: (query.get('prompt') ?? undefined) as Prompt | undefined,
    loginHint: query.get('login_hint') ?? undefined,
    domainHint: query.get('domain_hint') ?? undefined,
    nonce: query.get('nonce') ?? undefined,
    codeChallenge: readChallenge(query),
    wantsClientInfo: query.get('client_info') === '1',
    wantsLoginHint: wantsLoginHint(query.get('claims')),
  };
}

/** The request of `/adminconsent` (v2-admin-consent). */
export function readAdminConsentRequest(
  query: URLSearchParams,
  target: AnswerTarget,
  authority: Authority,
): AuthorizationRequest {
  const { client } = target;
  return {
    ...target,
    purpose: 'admin-consent',
    authority,
    scopes: readScopes(query.get('scope') ?? '.default', client.permissions ?? []),
    prompt: undefined,
    loginHint: undefined,
    domainHint: 'organizations',
    nonce: undefined,
    codeChallenge: undefined,
    wantsClientInfo: false,
    wantsLoginHint: false,
  };
}

/** An app of one tenant or of one kind of account has to name it. */
function assertEndpoint(client: RegisteredClient, { kind }: Authority): void {
  const isWrong =
    client.audience === 'PersonalMicrosoftAccount'
      ? kind !== 'consumers'
      : client.audience === 'AzureADMyOrg' && kind !== 'tenant';
  if (isWrong) {
    throw wrongEndpoint(client);
  }
}

function assertResponseType(responseType: string | null): void {
  if (!responseType) {
    throw missingParameter('response_type');
  }
  if (responseType !== 'code') {
    throw new IdentityError(
      responseType.includes('id_token') ? 700054 : 700051,
      'unsupported_response_type',
      `response_type '${responseType}' is not enabled for the application.`,
    );
  }
}

function assertOneOf(name: string, value: string | null, allowed: readonly string[]): void {
  if (value !== null && !allowed.includes(value)) {
    throw new IdentityError(90023, 'invalid_request', `Unsupported '${name}' value.`);
  }
}

/** Whether the parameter `claims` asks for the optional claim `login_hint`, as MSAL's does. */
function wantsLoginHint(claims: string | null): boolean {
  if (claims === null) {
    return false;
  }
  try {
    const { id_token } = JSON.parse(claims) as { id_token?: object };
    return id_token !== undefined && 'login_hint' in id_token;
  } catch {
    throw new IdentityError(90013, 'invalid_request', "The parameter 'claims' is not valid JSON.");
  }
}
