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
import { patientFetch, type Repeatable } from './patient-fetch.ts';

/** Google's endpoint takes the token alone, whoever holds it. */
const noClientAuth: ClientAuth = () => undefined;

/**
 * The three things that are asked of Google's OAuth.
 * What it grants is handed on as it is: only the requests are oauth4webapi's, whose readers would change the answers.
 */
export class GoogleOAuth {
  readonly server: AuthorizationServer;
  readonly client: Client;
  private readonly clientAuth: ClientAuth;

  constructor(private readonly settings: Settings) {
    const { token, authorization, revocation } = settings.endpoints;
    this.server = {
      issuer: 'https://accounts.google.com',
      token_endpoint: token,
      authorization_endpoint: authorization,
      revocation_endpoint: revocation,
    };
    this.client = { client_id: settings.clientId };
    this.clientAuth = ClientSecretPost(settings.clientSecret);
  }

  /** Exchanges the code that a popup of Google's script brought; such a sign-in has no PKCE to answer for. */
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
   * Exchanges the code that a redirect brought.
   * @param query The query that came back from Google, as `validateAuthResponse` gave it.
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

  /** Ends the whole grant that the token belongs to. */
  async revoke(token: string): Promise<GoogleAnswer> {
    const options = this.requestOptions(this.settings.endpoints.revocation, 'always');
    const response = await revocationRequest(
      this.server,
      this.client,
      noClientAuth,
      token,
      options,
    );
    return readGoogleAnswer(response, [token]);
  }

  private async readTokens(response: Response, ...sent: string[]): Promise<GoogleAnswer> {
    const secrets = [...sent, this.settings.clientSecret].filter((secret) => secret !== '');
    return requireToken(await readGoogleAnswer(response, secrets));
  }

  private requestOptions(endpoint: string, repeatable: Repeatable) {
    return {
      [customFetch]: patientFetch(repeatable),
      [allowInsecureRequests]: isLoopback(new URL(endpoint)),
      signal: AbortSignal.timeout(this.settings.googleTimeoutMs),
    };
  }
}
