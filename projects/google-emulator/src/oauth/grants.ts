import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../world/clock.ts';

/** Google's access tokens live an hour, less the second that the answer takes. */
export const TOKEN_LIFETIME_S = 3599;
const CODE_LIFETIME = 10 * 60_000;

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

/** Everything that users allowed, and the codes and tokens that came of it. */
export class Grants implements AccessTokens {
  private readonly grants = new Map<string, Grant>();
  private readonly accessTokens = new Map<string, AccessToken>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  private readonly codes = new Map<string, AuthorizationCode>();

  constructor(private readonly clock: Clock) {}

  remembered(email: string, clientId: string): Grant | undefined {
    return this.grants.get(`${email} ${clientId}`);
  }

  /** Adds scopes to what the user allows the app. */
  allow(email: string, clientId: string, scopes: Iterable<string>): Grant {
    let grant = this.remembered(email, clientId);
    if (!grant) {
      grant = unremembered(email, clientId);
      this.grants.set(`${email} ${clientId}`, grant);
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
    this.accessTokens.set(token.token, token);
    return token;
  }

  issueRefreshToken(grant: Grant, scopes: ReadonlySet<string>): string {
    const token = `1//0${randomBytes(48).toString('base64url')}`;
    grant.offline = true;
    this.refreshTokens.set(token, { grant, scopes });
    return token;
  }

  issueCode(code: Omit<AuthorizationCode, 'expiresAt' | 'redeemed'>): string {
    const text = `4/0A${randomBytes(36).toString('base64url')}`;
    const expiresAt = this.clock.now() + CODE_LIFETIME;
    this.codes.set(text, { ...code, expiresAt, redeemed: false });
    return text;
  }

  code(text: string): AuthorizationCode | undefined {
    return this.codes.get(text);
  }

  accessToken(text: string): AccessToken | undefined {
    const token = this.accessTokens.get(text);
    return token && !token.grant.revoked && token.expiresAt > this.clock.now() ? token : undefined;
  }

  refreshToken(text: string): RefreshToken | undefined {
    const token = this.refreshTokens.get(text);
    return token && !token.grant.revoked ? token : undefined;
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
    const all = [...this.accessTokens.values(), ...this.refreshTokens.values()];
    for (const { grant } of [...all, ...[...this.grants.values()].map((grant) => ({ grant }))]) {
      if (email === undefined || grant.email === email) {
        this.end(grant);
      }
    }
  }

  /** Makes access tokens old; refresh tokens stay good. */
  expireAccessTokens(email?: string): void {
    for (const token of this.accessTokens.values()) {
      if (email === undefined || token.email === email) {
        token.expiresAt = this.clock.now();
      }
    }
  }

  clear(): void {
    this.revokeAll();
    this.accessTokens.clear();
    this.refreshTokens.clear();
    this.codes.clear();
  }

  private end(grant: Grant): void {
    grant.revoked = true;
    this.grants.delete(`${grant.email} ${grant.clientId}`);
  }
}

/** A grant that no later sign-in builds upon: what a test asks for beside the consent page. */
export function unremembered(email: string, clientId: string): Grant {
  return { email, clientId, scopes: new Set(), offline: false, revoked: false };
}

/** The `sub` of an account: a number that stays with it. */
export function subjectOf(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 17)}`);
  return `1${digits.toString().padStart(20, '0').slice(-20)}`;
}
