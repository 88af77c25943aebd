import { BehaviorSubject, NEVER, type SchedulerLike } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccessToken } from './access-token';
import { DEFAULT_LIFETIME_S } from './access-token-response';
import { expired } from './token-error';
import type { RestoreResult, TokenSource } from './token-source';

/** An app that signs in by itself, for example through Firebase, Capacitor or a server of its own. */
export interface TokenGiver {
  /**
   * Resolves to a valid access token, or to `null` where nobody is signed in. It is called at the start, before a token
   * expires, and when the provider has refused one. A token without scopes has those of the configuration, a token
   * without `expiresAt` lasts an hour.
   */
  getAccessToken(request: {
    /** Whether the user has asked to sign in. The call comes out of that gesture, so a window may be opened. */
    readonly interactive: boolean;
    /** The scopes to ask the user for. */
    readonly scopes?: readonly string[];
    /** The token that the provider has refused. */
    readonly refused?: string;
  }): Promise<string | GivenToken | null>;
  /** Signs the user out of the app's own sign-in, where `signOut()` of the library is to do that too. */
  signOut?(): Promise<void>;
}

/** An access token and what the app knows of it. */
export interface GivenToken {
  /** The access token itself, without `Bearer`. */
  readonly token: string;
  /** When it expires; by default in an hour. */
  readonly expiresAt?: Date;
  /** The granted scopes; by default those of the configuration. */
  readonly scopes?: readonly string[];
}

/** The part of the configuration that this source needs. */
export interface OwnTokenConfig {
  readonly tokenGiver: TokenGiver | undefined;
  readonly scopes: readonly string[];
}

/** `auth: {getAccessToken}`: the app itself is the source. It signs in by its own means and hands over its tokens. */
export class OwnTokenSource implements TokenSource {
  readonly #config: OwnTokenConfig;
  readonly #clock: SchedulerLike;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  readonly cameBack = false;

  constructor(config: OwnTokenConfig, clock: SchedulerLike) {
    this.#config = config;
    this.#clock = clock;
  }

  initialize(): Promise<void> {
    this.ready$.next(true);
    return Promise.resolve();
  }

  async restore(): Promise<RestoreResult> {
    const token = await this.#ask({ interactive: false });
    return token ? { token } : {};
  }

  async request(scopes: readonly string[]): Promise<AccessToken> {
    const token = await this.#ask({ interactive: true, scopes });
    if (token) {
      return token;
    }
    throw new CalendarSyncError('access-denied', ngDevMode && 'The app gave no access token.');
  }

  readonly renew = async (refused: string | undefined): Promise<AccessToken> => {
    const token = await this.#ask({
      interactive: false,
      ...(refused === undefined ? {} : { refused }),
    });
    if (!token || token.value === refused) {
      throw expired();
    }
    return token;
  };

  async signOut(): Promise<void> {
    await this.#config.tokenGiver?.signOut?.();
  }

  disconnect(): Promise<void> {
    return Promise.reject(
      new CalendarSyncError(
        'invalid-request',
        ngDevMode && 'The app itself signs in: take the grant back there.',
      ),
    );
  }

  async #ask(
    request: Parameters<TokenGiver['getAccessToken']>[0],
  ): Promise<AccessToken | undefined> {
    const given = await this.#config.tokenGiver?.getAccessToken(request);
    if (!given) {
      return undefined;
    }
    const answer: GivenToken = typeof given === 'string' ? { token: given } : given;
    const { token, expiresAt, scopes } = answer;
    return {
      value: token,
      expiresAt: expiresAt?.getTime() ?? this.#clock.now() + DEFAULT_LIFETIME_S * 1000,
      scopes: scopes ?? this.#config.scopes,
    };
  }
}
