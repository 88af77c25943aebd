import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
  refreshTokenGrantRequest,
  revocationRequest,
  type AuthorizationServer,
  type Client,
  type ClientAuth,
} from 'oauth4webapi';
import { isLoopback } from '../origins.ts';
import type { Settings } from '../settings.ts';
import { readGoogleAnswer, requireToken, type GoogleAnswer } from './google-answer.ts';
import { fetchWithRetry, type RetryWhen } from './fetch-with-retry.ts';

/** Google's revocation endpoint asks for no client authentication: whoever holds a token may revoke it. */
const noClientAuthentication: ClientAuth = () => undefined;

/**
 * The requests to Google's OAuth endpoints: exchange a code, refresh, revoke. oauth4webapi makes the requests, but does not
 * read the answers: its readers would drop or change fields that are to be passed on as Google sent them.
 */
export class GoogleOAuth {
  readonly server: AuthorizationServer;
  readonly client: Client;
  private readonly clientAuth: ClientAuth;

  constructor(private readonly settings: Settings) {
    const { token, authorization, revocation } = settings.endpoints;
    this.server = {
      issuer: new URL(authorization).origin,
      token_endpoint: token,
      authorization_endpoint: authorization,
      revocation_endpoint: revocation,
    };
    this.client = { client_id: settings.clientId };
    this.clientAuth = ClientSecretPost(settings.clientSecret);
  }

  /** Exchanges the code that the popup of Google's script returned. Such a sign-in has no PKCE verifier. */
  async exchangePopupCode(code: string): Promise<GoogleAnswer> {
    const options = this.requestOptions(this.settings.endpoints.token, 'if-never-sent');
    const fields = { code, redirect_uri: this.settings.redirectUri };
    const response = await genericTokenEndpointRequest(
      this.server,
      this.client,
      this.clientAuth,
      'authorization_code',
      fields,
      options,
    );
    return this.readTokens(response, code);
  }

  /**
   * Exchanges the code of a sign-in by redirect.
   * @param query The query of Google's redirect, as `validateAuthResponse` returned it.
   */
  async exchangeRedirectCode(
    query: URLSearchParams,
    redirectUri: string,
    verifier: string,
  ): Promise<GoogleAnswer> {
    const options = this.requestOptions(this.settings.endpoints.token, 'if-never-sent');
    const response = await authorizationCodeGrantRequest(
      this.server,
      this.client,
      this.clientAuth,
      query,
      redirectUri,
      verifier,
      options,
    );
    return this.readTokens(response, query.get('code') ?? '', verifier);
  }

  async refresh(refreshToken: string): Promise<GoogleAnswer> {
    const options = this.requestOptions(this.settings.endpoints.token, 'always');
    const response = await refreshTokenGrantRequest(
      this.server,
      this.client,
      this.clientAuth,
      refreshToken,
      options,
    );
    return this.readTokens(response, refreshToken);
  }

  /** Revokes the whole grant that the token belongs to, and with it every other token of that grant. */
  async revoke(token: string): Promise<GoogleAnswer> {
    const options = this.requestOptions(this.settings.endpoints.revocation, 'always');
    const response = await revocationRequest(
      this.server,
      this.client,
      noClientAuthentication,
      token,
      options,
    );
    return readGoogleAnswer(response, [token]);
  }

  private async readTokens(response: Response, ...sent: string[]): Promise<GoogleAnswer> {
    const secrets = [...sent, this.settings.clientSecret].filter((secret) => secret !== '');
    return requireToken(await readGoogleAnswer(response, secrets));
  }

  private requestOptions(endpoint: string, retryWhen: RetryWhen) {
    return {
      [customFetch]: fetchWithRetry(retryWhen),
      [allowInsecureRequests]: isLoopback(new URL(endpoint)),
      signal: AbortSignal.timeout(this.settings.googleTimeoutMs),
    };
  }
}
