import { Hono } from 'hono';
import type { Account } from '../accounts.ts';
import type { Clock } from '../clock.ts';
import { authorizeRoutes } from './authorize-routes.ts';
import type { IdentityBehaviour } from './behaviour.ts';
import { Consents } from './consents.ts';
import { Directory, type Accounts, type PageAnswer } from './directory.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { logoutRoutes } from './logout-routes.ts';
import type { RegisteredClient } from './registered-client.ts';
import { Sessions } from './sessions.ts';
import { SignIns } from './sign-in.ts';
import { SignedTokens } from './signed-tokens.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import { tokenRoutes, type TokenRequest } from './token-routes.ts';
import { TokenStore, type CheckAccessToken } from './token-store.ts';

export type { AccessTokenClaims, CheckAccessToken } from './token-store.ts';

export interface IdentityDeps {
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly clients: readonly RegisteredClient[];
  /** The emulator's own origin, which stands for `https://login.microsoftonline.com`. */
  readonly origin: () => string;
}

/** What tests do with the identity platform beside its pages and endpoints. */
export interface IdentityControl {
  /** All requests of the token endpoint, the oldest first. They hold no secret. */
  readonly tokenRequests: readonly TokenRequest[];
  /** How the emulator behaves where documents leave it open; what is not given stays. */
  behave(behaviour: Partial<IdentityBehaviour>): void;
  /** An access token without a sign-in and without consent. */
  issueAccessToken(request: NewAccessToken): Promise<string>;
  /** A new password: codes, refresh tokens and sessions of the user end. Access tokens end with `revokesAccessTokens` alone. */
  revoke(userId: string): void;
  /** Ends the access tokens of the user, or of all; refresh tokens stay valid. */
  expireAccessTokens(userId?: string): void;
  /** Consents as the user would, without a page. */
  consent(userId: string, clientId: string, scopes: readonly string[]): void;
  /** Takes back what a user or a tenant allowed: one app, or all. */
  forgetConsent(userOrTenantId: string, clientId?: string): void;
  /** From now on the pages answer themselves for this `login_hint`; with undefined they wait for the user again. */
  answerPages(userId: string, answer: PageAnswer | undefined): void;
  /** Makes all sign-ins of the user older: those of single-page apps end after a day. The clock stays, for others' sake. */
  ageSignIns(userId: string, milliseconds: number): void;
  /** Whether the user needs a second factor. */
  requireSecondFactor(userId: string, isRequired?: boolean): void;
  /** Whether the user may consent for the whole organization. */
  appointAdministrator(userId: string, isAdministrator?: boolean): void;
  /** Whether users of the tenant need an administrator for every consent. */
  requireAdminConsent(tenantId: string, isRequired?: boolean): void;
  /** Copies sessions, consents, codes, tokens and rules. The answer puts them back and ends open sign-in windows. */
  capture(): () => void;
  /** Forgets all: sessions, consents, codes, tokens, rules and the counted requests. */
  reset(): void;
}

/** An access token to issue. */
export interface NewAccessToken {
  /** Whose token it is. */
  readonly account: Account;
  /** Permissions of Graph without their prefix. */
  readonly scopes: readonly string[];
  /** The app that gets it. */
  readonly clientId: string;
  /** Drawn at random if left out, as at a sign-in. */
  readonly lifetimeS?: number;
}

export interface Identity {
  readonly routes: Hono;
  readonly checkAccessToken: CheckAccessToken;
  readonly control: IdentityControl;
}

/** The Microsoft identity platform, version 2.0: its routes belong at the root of a server. */
export function createIdentity(deps: IdentityDeps): Identity {
  const { clock, clients, origin } = deps;
  const now = () => clock.now();
  const directory = new Directory(deps.accounts);
  const sessions = new Sessions();
  const consents = new Consents();
  const tokens = new TokenStore(clock);
  const signed = new SignedTokens(origin);
  const signIns = new SignIns(directory, sessions, consents);
  const endpoint = new TokenEndpoint({ clock, directory, consents, tokens, signed });
  const tokenRequests: TokenRequest[] = [];

  const routes = new Hono();
  routes.route('/', discoveryRoutes({ directory, signed, origin, now }));
  routes.route(
    '/',
    authorizeRoutes({ directory, clients, sessions, signIns, tokens, origin, now }),
  );
  routes.route(
    '/',
    tokenRoutes({
      directory,
      clients,
      endpoint,
      origin,
      now,
      record: (request) => tokenRequests.push(request),
    }),
  );
  routes.route('/', logoutRoutes({ directory, clients, sessions }));

  const control: IdentityControl = {
    tokenRequests,
    behave(behaviour) {
      Object.assign(directory.behaviour, behaviour);
    },
    async issueAccessToken({ account, scopes, clientId, lifetimeS }) {
      const { text } = await endpoint.issueAccessToken(account, clientId, scopes, lifetimeS);
      return text;
    },
    revoke(userId) {
      tokens.revokeGrants(userId);
      sessions.signOutEverywhere(userId);
      if (directory.behaviour.revokesAccessTokens) {
        tokens.expireAccessTokens(userId);
      }
    },
    expireAccessTokens(userId) {
      tokens.expireAccessTokens(userId);
    },
    consent(userId, clientId, scopes) {
      consents.allow(clientId, userId, scopes);
    },
    forgetConsent(userOrTenantId, clientId) {
      consents.forget(userOrTenantId, clientId);
    },
    answerPages(userId, answer) {
      directory.answerPages(userId, answer);
    },
    ageSignIns(userId, milliseconds) {
      tokens.ageGrants(userId, milliseconds);
    },
    requireSecondFactor(userId, isRequired = true) {
      directory.requireSecondFactor(userId, isRequired);
    },
    appointAdministrator(userId, isAdministrator = true) {
      directory.appointAdministrator(userId, isAdministrator);
    },
    requireAdminConsent(tenantId, isRequired = true) {
      directory.requireAdminConsent(tenantId, isRequired);
    },
    capture() {
      const restores = [directory, sessions, consents, tokens].map((part) => part.capture());
      return () => {
        signIns.clear();
        restores.forEach((restore) => {
          restore();
        });
      };
    },
    reset() {
      for (const part of [directory, sessions, consents, tokens, signIns]) {
        part.clear();
      }
      tokenRequests.length = 0;
    },
  };
  return { routes, checkAccessToken: tokens.checkAccessToken, control };
}
