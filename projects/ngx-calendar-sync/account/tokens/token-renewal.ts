import { inject, Injectable } from '@angular/core';
import { filter, firstValueFrom } from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
} from 'ngx-calendar-sync/base';
import type { AccessToken } from './access-token';
import type { AccountIdentities, AccountIdentity } from './account-identity';
import { type HeldToken, RENEW_BEFORE_EXPIRY_MS } from './held-token';
import { SharedSession } from './shared-session';
import type { SharedToken } from './shared-token';
import { expired, signedOut, superseded } from './token-error';
import { TokenStore } from './token-store';

const RETRY_PAUSE_MS = 30_000;

/** After these errors only the user can renew. */
const FINAL_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'expired',
  'signed-out',
  'cross-site-cookies',
];

type Identities = AccountIdentities<AccountIdentity>;

/** Renews the held token without the user: once for all requests that need it, and in one tab at a time. */
@Injectable()
export class TokenRenewal {
  readonly #clock = inject(CLOCK);
  readonly #store = inject(TokenStore);
  readonly #shared = inject(SharedSession);
  #renewing: { readonly number: number; readonly token: Promise<AccessToken> } | undefined;

  renew(identities: Identities): Promise<AccessToken> {
    const held = this.#store.held();
    if (!held?.renew) {
      return Promise.reject(held ? expired() : signedOut());
    }
    if (this.#renewing?.number !== held.number) {
      this.#renewing = { number: held.number, token: this.#renewInTurn(held, identities) };
    }
    return this.#renewing.token;
  }

  /** Renews while no other tab does. */
  async #renewInTurn(begun: HeldToken, identities: Identities): Promise<AccessToken> {
    const isCurrent = () => this.#store.held()?.number === begun.number;
    const work = () => this.#renewOrTakeOver(begun, identities, isCurrent);
    try {
      await this.#shared.inTurn(work);
      const token = this.#store.current();
      if (!token || this.#store.held()?.identity.account !== begun.identity.account) {
        throw superseded();
      }
      return token;
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (isCurrent()) {
        this.#notRenewed(error);
      }
      throw error;
    }
  }

  async #renewOrTakeOver(
    begun: HeldToken,
    identities: Identities,
    isCurrent: () => boolean,
  ): Promise<void> {
    const theirs = isCurrent() ? await this.#newerTokenOfOtherTabs(begun) : undefined;
    if (!isCurrent()) {
      return;
    }
    if (theirs) {
      this.#store.replace(theirs.token);
      return;
    }
    if (!begun.renew) {
      throw expired();
    }
    const token = await begun.renew(this.#store.held()?.refused ? begun.token?.value : undefined);
    const identity = await identities.find(token);
    if (!isCurrent()) {
      return;
    }
    // The server's cookie, or the app's own sign-in, may have changed to another account meanwhile.
    if (identity.account !== begun.identity.account) {
      this.#store.events.next({ type: 'account-changed', identity, token });
      return;
    }
    this.#store.replace(token);
    // Sent before this tab's turn ends: the tab whose turn is next asks the others for a newer token first.
    this.#shared.share();
  }

  #notRenewed(error: CalendarSyncError): void {
    if (FINAL_ERROR_CODES.includes(error.code)) {
      this.#store.end(error.code === 'expired' ? error : expired(error));
    } else {
      this.#store.postponeRenewal(this.#clock.now() + RETRY_PAUSE_MS);
    }
  }

  /** While this tab waited for its turn another one may have renewed. */
  #newerTokenOfOtherTabs({ identity, token: old }: HeldToken): Promise<SharedToken | undefined> {
    const newer$ = this.#shared
      .ask()
      .pipe(
        filter(
          ({ account, token }) =>
            account === identity.account &&
            token.value !== old?.value &&
            token.expiresAt - this.#clock.now() > RENEW_BEFORE_EXPIRY_MS &&
            token.expiresAt >= (old?.expiresAt ?? 0),
        ),
      );
    return firstValueFrom(newer$, { defaultValue: undefined });
  }
}
