import { inject, Injectable } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import type { GoogleGivenToken, GoogleTokenGiver } from '../config/google-calendar-sync.config';
import type { ResolvedConfig } from '../config/resolved-config';
import type { AccessToken } from './access-token';
import { USUAL_LIFETIME_S } from './access-token-response';
import { expired } from './sign-in-error';
import type { FirstAnswer, TokenSource } from './token-source';

/** `auth: {getAccessToken}`: the app itself signs in, and gives its tokens. */
@Injectable()
export class OwnTokenSource implements TokenSource {
  readonly #clock = inject(CLOCK);
  #giver: GoogleTokenGiver | undefined;
  #scopes: readonly string[] = [];

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  readonly cameBack = false;

  initialize({ tokenGiver, scopes }: ResolvedConfig): Promise<void> {
    this.#giver = tokenGiver;
    this.#scopes = scopes;
    this.ready$.next(true);
    return Promise.resolve();
  }

  async restore(): Promise<FirstAnswer> {
    const token = await this.#ask({ interactive: false });
    return token ? { token } : {};
  }

  async request(scopes: readonly string[]): Promise<AccessToken> {
    const token = await this.#ask({ interactive: true, scopes });
    if (token) {
      return token;
    }
    throw new CalendarSyncError('access-denied', 'The app gave no access token.');
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
    await this.#giver?.signOut?.();
  }

  disconnect(): Promise<void> {
    return Promise.reject(
      new CalendarSyncError(
        'invalid-request',
        'The app itself signs in: take the grant back there.',
      ),
    );
  }

  async #ask(
    request: Parameters<GoogleTokenGiver['getAccessToken']>[0],
  ): Promise<AccessToken | undefined> {
    const given = await this.#giver?.getAccessToken(request);
    if (!given) {
      return undefined;
    }
    const answer: GoogleGivenToken = typeof given === 'string' ? { token: given } : given;
    const { token, expiresAt, scopes } = answer;
    return {
      value: token,
      expiresAt: expiresAt?.getTime() ?? this.#clock.now() + USUAL_LIFETIME_S * 1000,
      scopes: scopes ?? this.#scopes,
    };
  }
}
