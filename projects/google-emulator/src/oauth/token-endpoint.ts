import { createHash } from 'node:crypto';
import type { Clock } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import type { OAuthClient } from './clients.ts';
import { TOKEN_LIFETIME_S, type AccessToken, type Grants } from './grants.ts';
import type { IdTokens } from './id-token.ts';

/** An error response of the token endpoint (RFC 6749, section 5.2), with Google's message. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    readonly status: 400 | 401,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly token_type: 'Bearer';
  readonly refresh_token?: string;
  readonly id_token?: string;
}

/** Exchanges authorization codes and refresh tokens for access tokens. */
export class TokenEndpoint {
  private readonly clock: Clock;

  constructor(
    private readonly world: World,
    private readonly clients: ReadonlyMap<string, OAuthClient>,
    private readonly grants: Grants,
    private readonly idTokens: IdTokens,
  ) {
    this.clock = world.clock;
  }

  /** @throws TokenError for a request that Google would refuse. */
  async answer(form: URLSearchParams): Promise<TokenAnswer> {
    const grantType = form.get('grant_type');
    if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
      throw new TokenError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType ?? ''}`);
    }
    const client = this.authenticate(form);
    return grantType === 'authorization_code'
      ? this.exchange(form, client)
      : this.refresh(form, client);
  }

  private authenticate(form: URLSearchParams): OAuthClient {
    const id = form.get('client_id');
    if (!id) {
      throw new TokenError(400, 'invalid_request', 'Could not determine client ID from request.');
    }
    const client = this.clients.get(id);
    if (!client) {
      throw new TokenError(401, 'invalid_client', 'The OAuth client was not found.');
    }
    const secret = form.get('client_secret');
    if (!secret) {
      throw new TokenError(400, 'invalid_request', 'client_secret is missing.');
    }
    if (secret !== client.secret) {
      throw new TokenError(401, 'invalid_client', 'The provided client secret is invalid.');
    }
    return client;
  }

  private async exchange(form: URLSearchParams, client: OAuthClient): Promise<TokenAnswer> {
    const text = form.get('code');
    if (!text) {
      throw new TokenError(400, 'invalid_request', 'Missing required parameter: code');
    }
    const code = this.grants.code(text);
    if (code?.grant.clientId !== client.id || code.expiresAt <= this.clock.now()) {
      throw new TokenError(400, 'invalid_grant', 'Malformed auth code.');
    }
    if (code.redeemed) {
      throw new TokenError(400, 'invalid_grant', 'Code was already redeemed.');
    }
    if (!code.redirectUris.includes(form.get('redirect_uri') ?? '')) {
      throw new TokenError(400, 'redirect_uri_mismatch', 'Bad Request');
    }
    if (code.codeChallenge !== undefined) {
      assertVerified(code.codeChallenge, form.get('code_verifier'));
    }
    code.redeemed = true;
    if (code.grant.revoked) {
      throw expiredOrRevoked();
    }
    const accessToken = this.grants.issueAccessToken(code.grant, code.scopes);
    return {
      ...(await this.describe(accessToken, code.nonce)),
      ...(code.withRefreshToken && {
        refresh_token: this.grants.issueRefreshToken(code.grant, code.scopes),
      }),
    };
  }

  private async refresh(form: URLSearchParams, client: OAuthClient): Promise<TokenAnswer> {
    const text = form.get('refresh_token');
    if (!text) {
      throw new TokenError(400, 'invalid_request', 'Missing required parameter: refresh_token');
    }
    const token = this.grants.refreshToken(text);
    if (!token) {
      throw expiredOrRevoked();
    }
    if (token.grant.clientId !== client.id) {
      throw new TokenError(401, 'unauthorized_client', 'Unauthorized');
    }
    this.grants.refreshTokenUsed(token);
    return this.describe(this.grants.issueAccessToken(token.grant, token.scopes), undefined);
  }

  private async describe(token: AccessToken, nonce: string | undefined): Promise<TokenAnswer> {
    const user = this.world.user(token.email);
    return {
      access_token: token.token,
      expires_in: TOKEN_LIFETIME_S,
      scope: [...token.scopes].join(' '),
      token_type: 'Bearer',
      ...(user &&
        token.scopes.has('openid') && {
          id_token: await this.idTokens.sign(user, token, nonce, this.clock.now()),
        }),
    };
  }
}

function assertVerified(challenge: string, verifier: string | null): void {
  if (!verifier) {
    throw new TokenError(400, 'invalid_grant', 'Missing code verifier.');
  }
  if (createHash('sha256').update(verifier).digest('base64url') !== challenge) {
    throw new TokenError(400, 'invalid_grant', 'Invalid code verifier.');
  }
}

function expiredOrRevoked(): TokenError {
  return new TokenError(400, 'invalid_grant', 'Token has been expired or revoked.');
}
