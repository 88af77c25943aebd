import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { RegisteredClient } from './registered-client.ts';
import type { RequestedScopes } from './scopes.ts';

const CODE_LIFETIME_MS = 10 * 60_000;
/** In a single-page app all refresh tokens of a sign-in end together (refresh-tokens). */
const SPA_LIFETIME_MS = 24 * 3_600_000;
/** In other apps a refresh token ends if it was not used for so long. */
const UNUSED_LIFETIME_MS = 90 * 24 * 3_600_000;

/** One sign-in to one app: what its code and all its refresh tokens have in common. */
export interface Grant {
  readonly userId: string;
  readonly clientId: string;
  readonly kind: RegisteredClient['kind'];
  signedInAt: number;
  readonly hasSecondFactor: boolean;
  /** How often the user's grants had been revoked when this one began. */
  readonly revision: number;
}

export interface AuthorizationCode {
  readonly grant: Grant;
  readonly scopes: RequestedScopes;
  readonly redirectUri: string;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly wantsLoginHint: boolean;
  readonly expiresAt: number;
  isRedeemed: boolean;
}

export interface RefreshToken {
  readonly grant: Grant;
  readonly scopes: RequestedScopes;
  usedAt: number;
}

export interface AccessTokenClaims {
  readonly userId: string;
  /** Permissions of Graph without their prefix, and those of OpenID Connect. */
  readonly scopes: readonly string[];
  readonly tenantId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Answers the claims of a token that this emulator issued and that is still valid, else null. */
export type CheckAccessToken = (token: string) => AccessTokenClaims | null;

/** All codes and tokens. */
export class TokenStore {
  private state = emptyState();

  constructor(private readonly clock: Clock) {}

  newGrant(grant: Omit<Grant, 'signedInAt' | 'revision'>): Grant {
    return {
      ...grant,
      signedInAt: this.clock.now(),
      revision: this.revisionOf(grant.userId),
    };
  }

  addCode(code: Omit<AuthorizationCode, 'expiresAt' | 'isRedeemed'>): string {
    const text = `1.A${randomBytes(60).toString('base64url')}`;
    const expiresAt = this.clock.now() + CODE_LIFETIME_MS;
    this.state.codes.set(text, { ...code, expiresAt, isRedeemed: false });
    return text;
  }

  code(text: string): AuthorizationCode | undefined {
    return this.state.codes.get(text);
  }

  addRefreshToken(grant: Grant, scopes: RequestedScopes, isPersonal: boolean): string {
    const text = `${isPersonal ? 'M.C5' : '1.A'}${randomBytes(90).toString('base64url')}`;
    this.state.refreshTokens.set(text, { grant, scopes, usedAt: this.clock.now() });
    return text;
  }

  refreshToken(text: string): RefreshToken | undefined {
    return this.state.refreshTokens.get(text);
  }

  addAccessToken(text: string, claims: AccessTokenClaims): void {
    this.state.accessTokens.set(text, claims);
  }

  readonly checkAccessToken: CheckAccessToken = (text) => {
    const claims = this.state.accessTokens.get(text);
    return claims && claims.expiresAt > this.clock.now() ? claims : null;
  };

  /** How long the refresh tokens of a single-page app's sign-in still live. */
  spaLifetimeLeftMs(grant: Grant): number {
    return grant.signedInAt + SPA_LIFETIME_MS - this.clock.now();
  }

  isExpired({ grant, usedAt }: RefreshToken): boolean {
    return grant.kind === 'spa'
      ? this.spaLifetimeLeftMs(grant) <= 0
      : this.clock.now() - usedAt >= UNUSED_LIFETIME_MS;
  }

  isRevoked(grant: Grant): boolean {
    return grant.revision !== this.revisionOf(grant.userId);
  }

  /** Ends all codes and refresh tokens of the user, as a new password does. */
  revokeGrants(userId: string): void {
    this.state.revisions.set(userId, this.revisionOf(userId) + 1);
  }

  ageGrants(userId: string, milliseconds: number): void {
    for (const { grant } of this.state.refreshTokens.values()) {
      if (grant.userId === userId) {
        grant.signedInAt -= milliseconds;
      }
    }
  }

  /** Ends access tokens of the user or of all; refresh tokens stay valid. */
  expireAccessTokens(userId?: string): void {
    for (const [text, claims] of this.state.accessTokens) {
      if (userId === undefined || claims.userId === userId) {
        this.state.accessTokens.delete(text);
      }
    }
  }

  /** Copies all codes and tokens. The answer puts them back, any number of times. */
  capture(): () => void {
    const saved = structuredClone(this.state);
    return () => {
      this.state = structuredClone(saved);
    };
  }

  clear(): void {
    this.state = emptyState();
  }

  private revisionOf(userId: string): number {
    return this.state.revisions.get(userId) ?? 0;
  }
}

function emptyState() {
  return {
    codes: new Map<string, AuthorizationCode>(),
    accessTokens: new Map<string, AccessTokenClaims>(),
    refreshTokens: new Map<string, RefreshToken>(),
    /** How often the grants of each user have been revoked. */
    revisions: new Map<string, number>(),
  };
}
