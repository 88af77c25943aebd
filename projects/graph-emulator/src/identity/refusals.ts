import type { Account } from '../accounts.ts';
import type { IdentityBehaviour } from './behaviour.ts';
import { IdentityError } from './identity-error.ts';
import { appName, type RegisteredClient } from './registered-client.ts';

/** The application id of Microsoft Graph, which the messages name. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

export const missingParameter = (name: string): IdentityError =>
  new IdentityError(
    900144,
    'invalid_request',
    `The request has to contain the parameter '${name}'.`,
  );

export const unknownTenant = (segment: string): IdentityError =>
  new IdentityError(
    90002,
    'invalid_request',
    `Tenant '${segment}' not found. Is it the right tenant ID, and the right cloud?`,
  );

export const unknownClient = (clientId: string): IdentityError =>
  new IdentityError(
    700016,
    'unauthorized_client',
    `Application with identifier '${clientId}' was not found in the directory.`,
  );

export const unregisteredRedirectUri = (uri: string, clientId: string): IdentityError =>
  new IdentityError(
    50011,
    'invalid_request',
    `The redirect URI '${uri}' does not match the redirect URIs configured for the application '${clientId}'.`,
  );

/** The app takes fewer kinds of accounts than the address of the request. */
export function wrongEndpoint({ clientId, audience }: RegisteredClient): IdentityError {
  return audience === 'PersonalMicrosoftAccount'
    ? new IdentityError(
        9002346,
        'invalid_request',
        `Application '${clientId}' is configured for Microsoft accounts only. Use the /consumers endpoint.`,
      )
    : new IdentityError(
        50194,
        'invalid_request',
        `Application '${clientId}' is not configured as a multi-tenant application: the /common endpoint is not supported. Use that of its tenant.`,
      );
}

export const nobodySignedIn = (): IdentityError =>
  new IdentityError(
    50058,
    'login_required',
    'A silent sign-in request was sent but no user is signed in.',
  );

/** v2-oauth2-auth-code-flow: several accounts that fit are `login_required`, too. */
export const severalSignedIn = (): IdentityError =>
  new IdentityError(
    16000,
    'login_required',
    'Several signed-in accounts fit the request: one has to be chosen.',
  );

export function secondFactorRequired({ secondFactorError }: IdentityBehaviour): IdentityError {
  const isGrant = secondFactorError === 'invalid_grant';
  return new IdentityError(
    50076,
    secondFactorError,
    `Because of a change by an administrator, or a new location, multi-factor authentication is required to access '${GRAPH_APP_ID}'.`,
    isGrant
      ? { suberror: 'basic_action' }
      : { claims: '{"access_token":{"polids":{"essential":true,"values":["second-factor"]}}}' },
  );
}

export const consentRequired = (client: RegisteredClient, error: string): IdentityError =>
  new IdentityError(
    65001,
    error,
    `The user or administrator has not consented to use the application with ID '${client.clientId}' named '${appName(client)}'. Send an interactive authorization request for this user and resource.`,
    { suberror: 'consent_required' },
  );

export const consentDeclined = (): IdentityError =>
  new IdentityError(65004, 'access_denied', 'User declined to consent to access the app.', {
    subcode: 'cancel',
  });

export const adminConsentRequired = (error: string): IdentityError =>
  new IdentityError(90094, error, 'The grant requires permission of an administrator.');

export const unknownScope = (scope: string, isPersonal: boolean): IdentityError =>
  isPersonal
    ? invalidScope(`The scope ${scope} is not valid.`)
    : new IdentityError(
        650053,
        'invalid_client',
        `The application asked for scope '${scope}' that doesn't exist on the resource '${GRAPH_APP_ID}'.`,
      );

export const invalidScope = (reason: string): IdentityError =>
  new IdentityError(
    70011,
    'invalid_scope',
    `The provided value for the input parameter 'scope' is not valid. ${reason}`,
  );

export const notAdmitted = ({ email }: Account): IdentityError =>
  new IdentityError(
    50020,
    'invalid_grant',
    `User account '${email}' does not exist in this tenant and cannot access the application in it.`,
  );

/** A grant that never was, or that belongs to another app. */
export const malformedGrant = (): IdentityError =>
  new IdentityError(9002313, 'invalid_grant', 'Invalid request. Request is malformed or invalid.');

export const codeExpired = (): IdentityError =>
  new IdentityError(
    70008,
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request.',
  );

export const codeRedeemed = (): IdentityError =>
  new IdentityError(
    54005,
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  );

export const otherRedirectUri = (): IdentityError =>
  new IdentityError(
    500112,
    'invalid_client',
    'The reply address does not match the reply address provided when requesting the authorization code.',
  );

export const wrongVerifier = (): IdentityError =>
  new IdentityError(
    501481,
    'invalid_grant',
    'The code_verifier does not match the code_challenge of the authorization request.',
  );

export const pkceRequired = (): IdentityError =>
  new IdentityError(
    9002325,
    'invalid_request',
    'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  );

export const originRequired = (): IdentityError =>
  new IdentityError(
    9002327,
    'invalid_request',
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  );

export const originForbidden = (): IdentityError =>
  new IdentityError(
    9002326,
    'invalid_request',
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
  );

export const publicClient = (): IdentityError =>
  new IdentityError(
    700025,
    'invalid_client',
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    { status: 401 },
  );

export const missingSecret = (): IdentityError =>
  new IdentityError(
    7000218,
    'invalid_client',
    "The request body must contain the parameter 'client_assertion' or 'client_secret'.",
    { status: 401 },
  );

export const wrongSecret = (clientId: string): IdentityError =>
  new IdentityError(
    7000215,
    'invalid_client',
    `Invalid client secret provided for the application '${clientId}'.`,
    { status: 401 },
  );

export const unsupportedGrantType = (grantType: string): IdentityError =>
  new IdentityError(
    70003,
    'unsupported_grant_type',
    `The app requested an unsupported grant type '${grantType}'.`,
  );

/** The end of a single-page app's refresh token: 24 hours after the sign-in, however often it was used. */
export const spaTokenExpired = (issuedAt: number): IdentityError =>
  new IdentityError(
    700084,
    'invalid_grant',
    `The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on ${new Date(issuedAt).toISOString()}.`,
  );

export const unusedTokenExpired = (usedAt: number): IdentityError =>
  new IdentityError(
    700082,
    'invalid_grant',
    `The refresh token has expired due to inactivity. It was last used on ${new Date(usedAt).toISOString()}.`,
  );

export const passwordChanged = (): IdentityError =>
  new IdentityError(
    50173,
    'invalid_grant',
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    { suberror: 'bad_token' },
  );

/** What personal accounts may answer for any dead grant. */
export const personalGrantDead = (): IdentityError =>
  new IdentityError(
    70000,
    'invalid_grant',
    'The user could not be authenticated or the grant is expired. The user must first sign in and if needed grant the client application access to the requested scope.',
  );
