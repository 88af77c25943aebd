import type { Account } from '../accounts.ts';
import type { Clock } from '../clock.ts';
import type { Consents } from './consents.ts';
import type { Directory } from './directory.ts';
import type { IdentityError } from './identity-error.ts';
import { assertVerified } from './pkce.ts';
import {
  codeExpired,
  codeRedeemed,
  consentRequired,
  malformedGrant,
  missingParameter,
  notAdmitted,
  otherRedirectUri,
  passwordChanged,
  personalGrantDead,
  secondFactorRequired,
  spaTokenExpired,
  unsupportedGrantType,
  unusedTokenExpired,
} from './refusals.ts';
import type { RegisteredClient } from './registered-client.ts';
import { answeredScope, readScopes, type RequestedScopes } from './scopes.ts';
import { clientInfoOf, type SignedTokens } from './signed-tokens.ts';
import { admits, tenantOf, type Authority } from './tenants.ts';
import type { AccessTokenClaims, Grant, TokenStore } from './token-store.ts';

/** The answer of the token endpoint (v2-oauth2-auth-code-flow). */
export interface TokenAnswer {
  readonly token_type: 'Bearer';
  readonly scope: string;
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly refresh_token_expires_in?: number;
  readonly id_token?: string;
  readonly client_info?: string;
}

interface TokenParts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly consents: Consents;
  readonly tokens: TokenStore;
  readonly signed: SignedTokens;
}

interface Issue {
  readonly account: Account;
  readonly grant: Grant;
  readonly scopes: RequestedScopes;
  readonly offline: RequestedScopes | undefined;
  readonly nonce?: string | undefined;
  readonly wantsLoginHint?: boolean;
  readonly wantsClientInfo: boolean;
}

/** Exchanges codes and refresh tokens for access tokens. Who asks has been checked before. */
export class TokenEndpoint {
  constructor(private readonly parts: TokenParts) {}

  /** @throws IdentityError for a request that Entra would refuse. */
  async answer(
    form: URLSearchParams,
    client: RegisteredClient,
    authority: Authority,
  ): Promise<TokenAnswer> {
    const grantType = form.get('grant_type');
    switch (grantType) {
      case 'authorization_code':
        return this.exchange(form, client, authority);
      case 'refresh_token':
        return this.refresh(form, client, authority);
      case null:
        throw missingParameter('grant_type');
      default:
        throw unsupportedGrantType(grantType);
    }
  }

  /** An access token for Graph, and its claims. */
  async issueAccessToken(
    account: Account,
    clientId: string,
    scopes: readonly string[],
    lifetimeS = this.drawLifetime(),
  ): Promise<{ readonly text: string; readonly claims: AccessTokenClaims }> {
    const { clock, signed, tokens } = this.parts;
    const now = clock.now();
    const text = await signed.accessToken(account, clientId, scopes, now, lifetimeS);
    const claims: AccessTokenClaims = {
      userId: account.id,
      scopes,
      tenantId: tenantOf(account),
      expiresAt: now + lifetimeS * 1000,
    };
    tokens.addAccessToken(text, claims);
    return { text, claims };
  }

  private async exchange(
    form: URLSearchParams,
    client: RegisteredClient,
    authority: Authority,
  ): Promise<TokenAnswer> {
    const { clock, tokens } = this.parts;
    const code = tokens.code(required(form, 'code'));
    if (code?.grant.clientId !== client.clientId) {
      throw malformedGrant();
    }
    if (code.isRedeemed) {
      throw codeRedeemed();
    }
    if (code.expiresAt <= clock.now()) {
      throw codeExpired();
    }
    if (code.redirectUri !== required(form, 'redirect_uri')) {
      throw otherRedirectUri();
    }
    assertVerified(code.codeChallenge, form.get('code_verifier'), client);
    const account = this.accountOf(code.grant, authority);
    const scopes = form.has('scope') ? this.requestedScopes(form, client, account) : code.scopes;
    this.assertConsent(client, account, scopes);
    code.isRedeemed = true;
    return this.issue({
      account,
      grant: code.grant,
      scopes,
      offline: code.scopes.identity.includes('offline_access') ? code.scopes : undefined,
      nonce: code.nonce,
      wantsLoginHint: code.wantsLoginHint,
      wantsClientInfo: form.get('client_info') === '1',
    });
  }

  private async refresh(
    form: URLSearchParams,
    client: RegisteredClient,
    authority: Authority,
  ): Promise<TokenAnswer> {
    const { clock, directory, tokens } = this.parts;
    const token = tokens.refreshToken(required(form, 'refresh_token'));
    if (token?.grant.clientId !== client.clientId) {
      throw malformedGrant();
    }
    const { grant } = token;
    const account = this.accountOf(grant, authority);
    if (tokens.isExpired(token)) {
      throw this.deadGrant(
        account,
        grant.kind === 'spa' ? spaTokenExpired(grant.signedInAt) : unusedTokenExpired(token.usedAt),
      );
    }
    if (directory.needsSecondFactor(account) && !grant.hasSecondFactor) {
      throw secondFactorRequired(directory.behaviour);
    }
    const scopes = form.has('scope') ? this.requestedScopes(form, client, account) : token.scopes;
    this.assertConsent(client, account, scopes);
    token.usedAt = clock.now();
    return this.issue({
      account,
      grant,
      scopes,
      offline: token.scopes,
      wantsClientInfo: form.get('client_info') === '1',
    });
  }

  /** @throws IdentityError if the grant was revoked, or its account may not use this address. */
  private accountOf(grant: Grant, authority: Authority): Account {
    const account = this.parts.directory.byId(grant.userId);
    if (!account) {
      throw malformedGrant();
    }
    if (!admits(authority, account)) {
      throw notAdmitted(account);
    }
    if (this.parts.tokens.isRevoked(grant)) {
      throw this.deadGrant(account, passwordChanged());
    }
    return account;
  }

  private deadGrant(account: Account, error: IdentityError): IdentityError {
    const { personalGrantError } = this.parts.directory.behaviour;
    return account.kind === 'personal' && personalGrantError === 'AADSTS70000'
      ? personalGrantDead()
      : error;
  }

  private requestedScopes(
    form: URLSearchParams,
    client: RegisteredClient,
    account: Account,
  ): RequestedScopes {
    const isPersonal = account.kind === 'personal';
    return readScopes(form.get('scope') ?? '', client.permissions ?? [], isPersonal);
  }

  private assertConsent(client: RegisteredClient, account: Account, scopes: RequestedScopes): void {
    const allowed = this.allowedScopes(client.clientId, account);
    if ([...scopes.identity, ...scopes.graph].some((scope) => !allowed.has(scope))) {
      throw consentRequired(client, 'invalid_grant');
    }
  }

  private allowedScopes(clientId: string, account: Account): ReadonlySet<string> {
    return this.parts.consents.scopesOf(clientId, account.id, tenantOf(account));
  }

  private async issue(request: Issue): Promise<TokenAnswer> {
    const { account, grant, scopes, offline, wantsClientInfo } = request;
    const { clock, directory, signed, tokens } = this.parts;
    const granted = this.grantedScopes(grant.clientId, account, scopes);
    const token = await this.issueAccessToken(account, grant.clientId, granted);
    const lifetimeS = Math.floor((token.claims.expiresAt - clock.now()) / 1000);
    const identity = new Set(scopes.identity);
    const isPersonal = account.kind === 'personal';
    const tellsLifetime = grant.kind === 'spa' && directory.behaviour.tellsRefreshTokenLifetime;
    return {
      token_type: 'Bearer',
      scope: answeredScope(
        scopes.identity,
        granted.filter((scope) => !identity.has(scope)),
        scopes.isPrefixed,
      ),
      expires_in: lifetimeS,
      ext_expires_in: lifetimeS,
      access_token: token.text,
      ...(offline && {
        refresh_token: tokens.addRefreshToken(grant, offline, isPersonal),
        ...(tellsLifetime && {
          refresh_token_expires_in: Math.floor(tokens.spaLifetimeLeftMs(grant) / 1000),
        }),
      }),
      ...(identity.has('openid') && {
        id_token: await signed.idToken(
          {
            account,
            clientId: grant.clientId,
            scopes: identity,
            nonce: request.nonce,
            wantsLoginHint: request.wantsLoginHint ?? false,
          },
          clock.now(),
        ),
      }),
      ...(wantsClientInfo && { client_info: clientInfoOf(account) }),
    };
  }

  /** A work account's token has all that was ever allowed of Graph (incremental consent), a personal one's what was requested. */
  private grantedScopes(
    clientId: string,
    account: Account,
    { identity, graph }: RequestedScopes,
  ): readonly string[] {
    const requested = [...identity.filter((scope) => scope !== 'offline_access'), ...graph];
    const earlier = [...this.allowedScopes(clientId, account)].filter(isGraphScope);
    return account.kind === 'work' ? [...new Set([...requested, ...earlier])] : requested;
  }

  private drawLifetime(): number {
    const { min, max } = this.parts.directory.behaviour.accessTokenLifetimeS;
    return Math.floor(min + Math.random() * (max - min));
  }
}

function isGraphScope(scope: string): boolean {
  return scope.includes('.');
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) {
    throw missingParameter(name);
  }
  return value;
}
