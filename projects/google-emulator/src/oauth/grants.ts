import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../world/clock.ts';

/** Google's access tokens are valid for an hour, less one second for the response. */
export const TOKEN_LIFETIME_S = 3599;
const CODE_LIFETIME_MS = 10 * 60_000;
/** Google revokes a refresh token that was not used for six months. */
const UNUSED_REFRESH_TOKEN_LIFETIME_MS = 182 * 86_400_000;
/** The limit for one account and one client. Issuing one more invalidates the oldest. */
const MAX_REFRESH_TOKENS = 100;

/** What a user allowed an app. Revoking it invalidates all its tokens. */
export interface Grant {
  readonly email: string;
  readonly clientId: string;
  /** All scopes that were allowed and not revoked. */
  readonly scopes: Set<string>;
  /** Whether a refresh token was issued for it. */
  offline: boolean;
  revoked: boolean;
}

export interface AccessToken {
  readonly token: string;
  readonly grant: Grant;
  readonly email: string;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

interface RefreshToken {
  readonly grant: Grant;
  readonly scopes: ReadonlySet<string>;
  usedAt: number;
}

/** An authorization code and the values that its exchange must match. */
export interface AuthorizationCode {
  readonly grant: Grant;
  readonly scopes: ReadonlySet<string>;
  /** The exchange may name any of these: a popup's code accepts `postmessage` and the origin of the page. */
  readonly redirectUris: readonly string[];
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly withRefreshToken: boolean;
  readonly expiresAt: number;
  redeemed: boolean;
}

/** Looks up valid access tokens. */
export interface AccessTokens {
  /** The token, or undefined if it was not issued, has expired or was revoked. */
  accessToken(token: string): AccessToken | undefined;
}

/** All grants, codes and tokens. */
export interface GrantsState {
  readonly grants: Map<string, Grant>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly codes: Map<string, AuthorizationCode>;
}

/** The grants of all users, with their codes and tokens. */
export class Grants implements AccessTokens {
  private state: GrantsState = emptyState();

  constructor(private readonly clock: Clock) {}

  /** A copy that later changes do not affect. */
  capture(): GrantsState {
    // The whole state is cloned at once, so that tokens of the same grant still share one object.
    return structuredClone(this.state);
  }

  restore(state: GrantsState): void {
    this.state = structuredClone(state);
  }

  grantOf(email: string, clientId: string): Grant | undefined {
    return this.state.grants.get(`${email} ${clientId}`);
  }

  /** Adds scopes to the grant of the user for the client. */
  allow(email: string, clientId: string, scopes: Iterable<string>): Grant {
    let grant = this.grantOf(email, clientId);
    if (!grant) {
      grant = grantWithoutConsent(email, clientId);
      this.state.grants.set(`${email} ${clientId}`, grant);
    }
    for (const scope of scopes) {
      grant.scopes.add(scope);
    }
    return grant;
  }

  issueAccessToken(
    grant: Grant,
    scopes: Iterable<string>,
    lifetime = TOKEN_LIFETIME_S,
  ): AccessToken {
    const token: AccessToken = {
      token: `ya29.a0${randomBytes(90).toString('base64url')}`,
      grant,
      email: grant.email,
      scopes: new Set(scopes),
      expiresAt: this.clock.now() + lifetime * 1000,
    };
    this.state.accessTokens.set(token.token, token);
    return token;
  }

  issueRefreshToken(grant: Grant, scopes: ReadonlySet<string>): string {
    const token = `1//0${randomBytes(48).toString('base64url')}`;
    grant.offline = true;
    this.state.refreshTokens.set(token, { grant, scopes, usedAt: this.clock.now() });
    const tokensOfGrant = [...this.state.refreshTokens].filter(
      ([, other]) =>
        other.grant.email === grant.email &&
        other.grant.clientId === grant.clientId &&
        !other.grant.revoked,
    );
    tokensOfGrant.slice(0, -MAX_REFRESH_TOKENS).forEach(([oldest]) => {
      this.state.refreshTokens.delete(oldest);
    });
    return token;
  }

  issueCode(code: Omit<AuthorizationCode, 'expiresAt' | 'redeemed'>): string {
    const text = `4/0A${randomBytes(36).toString('base64url')}`;
    const expiresAt = this.clock.now() + CODE_LIFETIME_MS;
    this.state.codes.set(text, { ...code, expiresAt, redeemed: false });
    return text;
  }

  code(text: string): AuthorizationCode | undefined {
    return this.state.codes.get(text);
  }

  accessToken(text: string): AccessToken | undefined {
    const token = this.state.accessTokens.get(text);
    return token && !token.grant.revoked && token.expiresAt > this.clock.now() ? token : undefined;
  }

  refreshToken(text: string): RefreshToken | undefined {
    const token = this.state.refreshTokens.get(text);
    const isValid =
      token &&
      !token.grant.revoked &&
      this.clock.now() - token.usedAt < UNUSED_REFRESH_TOKEN_LIFETIME_MS;
    return isValid ? token : undefined;
  }

  /** Records a use, which keeps the token valid for another six months. */
  refreshTokenUsed(token: RefreshToken): void {
    token.usedAt = this.clock.now();
  }

  /** Revokes the grant of an access or refresh token. Answers false if there is no such token. */
  revoke(token: string): boolean {
    const grant = (this.accessToken(token) ?? this.refreshToken(token))?.grant;
    if (!grant) {
      return false;
    }
    this.revokeGrant(grant);
    return true;
  }

  /** Revokes every grant of the account, or of all accounts. */
  revokeAll(email?: string): void {
    const all = [...this.state.accessTokens.values(), ...this.state.refreshTokens.values()];
    for (const { grant } of [
      ...all,
      ...[...this.state.grants.values()].map((grant) => ({ grant })),
    ]) {
      if (email === undefined || grant.email === email) {
        this.revokeGrant(grant);
      }
    }
  }

  /** Expires access tokens; refresh tokens stay valid. */
  expireAccessTokens(email?: string): void {
    for (const token of this.state.accessTokens.values()) {
      if (email === undefined || token.email === email) {
        token.expiresAt = this.clock.now();
      }
    }
  }

  clear(): void {
    this.state = emptyState();
  }

  private revokeGrant(grant: Grant): void {
    grant.revoked = true;
    this.state.grants.delete(`${grant.email} ${grant.clientId}`);
  }
}

function emptyState(): GrantsState {
  return {
    grants: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
  };
}

/** A grant that is not recorded as consent: for access tokens that a test issues without a sign-in. */
export function grantWithoutConsent(email: string, clientId: string): Grant {
  return { email, clientId, scopes: new Set(), offline: false, revoked: false };
}

/** The `sub` of an account: a number of Google's form that is always the same for one address. */
export function subjectOf(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 17)}`);
  return `1${digits.toString().padStart(20, '0').slice(-20)}`;
}
