import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../world/clock.ts';

/** Google's access tokens live an hour, less the second that the answer takes. */
export const TOKEN_LIFETIME_S = 3599;
const CODE_LIFETIME = 10 * 60_000;
/** Six months. */
const UNUSED_REFRESH_TOKEN_LIFETIME = 182 * 86_400_000;
/** Of one account for one client; with the next one the oldest dies without a word. */
const MOST_REFRESH_TOKENS = 100;

/** What a user allowed an app. All its tokens die with it. */
export interface Grant {
  readonly email: string;
  readonly clientId: string;
  /** Everything that was ever allowed and not taken back. */
  readonly scopes: Set<string>;
  /** A refresh token was given for it. */
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

/** An authorization code with all that its exchange is compared to. */
export interface AuthorizationCode {
  readonly grant: Grant;
  readonly scopes: ReadonlySet<string>;
  /** Any of these is right: a popup's code goes by `postmessage` or by the page's origin. */
  readonly redirectUris: readonly string[];
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly withRefreshToken: boolean;
  readonly expiresAt: number;
  redeemed: boolean;
}

/** The way of the API to tokens that work. */
export interface AccessTokens {
  /** The token if it was given out, is not expired and not revoked. */
  accessToken(token: string): AccessToken | undefined;
}

/** All grants, codes and tokens that there were at one moment. */
export interface GrantsState {
  readonly grants: Map<string, Grant>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly codes: Map<string, AuthorizationCode>;
}

/** Everything that users allowed, and the codes and tokens that came of it. */
export class Grants implements AccessTokens {
  private state: GrantsState = nothingGranted();

  constructor(private readonly clock: Clock) {}

  /** A copy that what comes does not touch. */
  capture(): GrantsState {
    // One copy of all, so that tokens of one grant still have one grant in common.
    return structuredClone(this.state);
  }

  restore(state: GrantsState): void {
    this.state = structuredClone(state);
  }

  remembered(email: string, clientId: string): Grant | undefined {
    return this.state.grants.get(`${email} ${clientId}`);
  }

  /** Adds scopes to what the user allows the app. */
  allow(email: string, clientId: string, scopes: Iterable<string>): Grant {
    let grant = this.remembered(email, clientId);
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
    const alike = [...this.state.refreshTokens].filter(
      ([, other]) =>
        other.grant.email === grant.email &&
        other.grant.clientId === grant.clientId &&
        !other.grant.revoked,
    );
    alike.slice(0, -MOST_REFRESH_TOKENS).forEach(([oldest]) => {
      this.state.refreshTokens.delete(oldest);
    });
    return token;
  }

  issueCode(code: Omit<AuthorizationCode, 'expiresAt' | 'redeemed'>): string {
    const text = `4/0A${randomBytes(36).toString('base64url')}`;
    const expiresAt = this.clock.now() + CODE_LIFETIME;
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
    const isAlive =
      token &&
      !token.grant.revoked &&
      this.clock.now() - token.usedAt < UNUSED_REFRESH_TOKEN_LIFETIME;
    return isAlive ? token : undefined;
  }

  /** Keeps it alive for another six months. */
  refreshTokenUsed(token: RefreshToken): void {
    token.usedAt = this.clock.now();
  }

  /** Ends the grant that either token belongs to; false where there is none to end. */
  revoke(token: string): boolean {
    const grant = (this.accessToken(token) ?? this.refreshToken(token))?.grant;
    if (!grant) {
      return false;
    }
    this.end(grant);
    return true;
  }

  /** Ends every grant of the account, or of everybody. */
  revokeAll(email?: string): void {
    const all = [...this.state.accessTokens.values(), ...this.state.refreshTokens.values()];
    for (const { grant } of [
      ...all,
      ...[...this.state.grants.values()].map((grant) => ({ grant })),
    ]) {
      if (email === undefined || grant.email === email) {
        this.end(grant);
      }
    }
  }

  /** Makes access tokens old; refresh tokens stay good. */
  expireAccessTokens(email?: string): void {
    for (const token of this.state.accessTokens.values()) {
      if (email === undefined || token.email === email) {
        token.expiresAt = this.clock.now();
      }
    }
  }

  clear(): void {
    this.state = nothingGranted();
  }

  private end(grant: Grant): void {
    grant.revoked = true;
    this.state.grants.delete(`${grant.email} ${grant.clientId}`);
  }
}

function nothingGranted(): GrantsState {
  return {
    grants: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
  };
}

/** A grant that no later sign-in builds upon: what a test asks for beside the consent page. */
export function grantWithoutConsent(email: string, clientId: string): Grant {
  return { email, clientId, scopes: new Set(), offline: false, revoked: false };
}

/** The `sub` of an account: a number that stays with it. */
export function subjectOf(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 17)}`);
  return `1${digits.toString().padStart(20, '0').slice(-20)}`;
}
