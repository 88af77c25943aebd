import { inject, Injectable, NgZone } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  catchError,
  defer,
  EMPTY,
  filter,
  firstValueFrom,
  from,
  interval,
  map,
  merge,
  type Observable,
  of,
  Subject,
  switchMap,
  take,
  throwError,
  timeout,
} from 'rxjs';
import { type CalendarSyncError, ɵCLOCK as CLOCK, ɵWAKE as WAKE } from 'ngx-calendar-sync';
import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';
import { hasExpired, sameScopes } from './held-token';
import { RefreshTokenMemory } from './refresh-token-memory';
import { RememberedSession } from './remembered-session';
import { SharedSession } from './shared-session';
import type { SharedToken } from './shared-token';
import { expired, signedOut, signedOutMeanwhile } from './token-error';
import { TokenRenewal } from './token-renewal';
import type { TokenEvent } from './token-event';
import type { TokenSettings } from './token-settings';
import { TokenStore } from './token-store';

/** Timers stand still while the machine sleeps, so the clock is read at short intervals. */
const CHECK_INTERVAL_MS = 10_000;

/** The sole owner of tokens: which one requests carry, its renewal, what other tabs know, and what a reload may keep. */
@Injectable()
export class AccessTokens {
  readonly #clock = inject(CLOCK);
  readonly #store = inject(TokenStore);
  readonly #shared = inject(SharedSession);
  readonly #renewal = inject(TokenRenewal);
  readonly #remembered = inject(RememberedSession);
  readonly #refreshToken = inject(RefreshTokenMemory);
  readonly #givenUp = new Subject<CalendarSyncError>();
  #settings: TokenSettings | undefined;

  /** The token that may be sent to the provider now. */
  readonly current$ = this.#store.current$;
  readonly events$: Observable<TokenEvent> = this.#store.events;

  constructor() {
    this.#shared.told$.pipe(takeUntilDestroyed()).subscribe((told) => {
      this.#follow(told);
    });
    const wake$ = inject(WAKE);
    // A timer inside the zone would keep the app from ever being stable.
    inject(NgZone).runOutsideAngular(() => {
      this.#store.held$
        .pipe(
          switchMap((held) =>
            held ? merge(interval(CHECK_INTERVAL_MS, this.#clock), wake$) : EMPTY,
          ),
          takeUntilDestroyed(),
        )
        .subscribe(() => {
          this.#check();
        });
    });
  }

  /** Begins to share tokens with other tabs and to remember what a reload may keep; later calls change nothing. */
  open(settings: TokenSettings): void {
    if (this.#settings) {
      return;
    }
    this.#settings = settings;
    this.#store.source = settings.source;
    const { clientId } = settings;
    if (clientId === undefined) {
      return;
    }
    this.#remembered.open(clientId);
    this.#shared.open(clientId);
  }

  /** The account of the last visit. */
  rememberedAccount(): AccountIdentity | undefined {
    return this.#remembered.readAccount();
  }

  /** The token of the page before a reload, where the app has it stored. */
  rememberedToken(): AccessToken | undefined {
    return this.#remembered.readToken();
  }

  /** The token of another tab that is signed in. It is not held before its account is known. */
  async ofAnotherTab(): Promise<AccessToken | undefined> {
    const theirs = await firstValueFrom(this.#shared.ask(), { defaultValue: undefined });
    this.#refreshToken.token ??= theirs?.refreshToken;
    return theirs?.token;
  }

  /** The token while it is valid. */
  current(): AccessToken | undefined {
    return this.#store.current();
  }

  /** Whether {@link renew} needs no user. */
  get renewable(): boolean {
    return this.#store.held()?.renew !== undefined;
  }

  /**
   * A valid token of the account that is signed in when this is called. An expired one is renewed first, once for all
   * who ask; where only the user can do that, this waits for it. Fails with `expired` when that takes too long, with
   * `signed-out`, and with `cancelled` when the account is no longer the one of the call.
   */
  valid(): Observable<AccessToken> {
    const account = this.#store.held()?.identity.account;
    return defer(() => {
      this.#check();
      const held = this.#store.held();
      if (!held) {
        return throwError(signedOut);
      }
      if (held.identity.account !== account) {
        return throwError(signedOutMeanwhile);
      }
      const current = this.current();
      if (current) {
        return of(current);
      }
      if (!held.renew) {
        return this.#awaited(account);
      }
      return from(this.renew()).pipe(
        catchError((error: unknown) => {
          const now = this.#store.held();
          const isUsersTurn = now?.identity.account === account && !now.renew;
          return isUsersTurn ? this.#awaited(account) : throwError(() => error);
        }),
      );
    });
  }

  /** The account's token from now on. Without a token the account has to sign in again. */
  hold(identity: AccountIdentity, token: AccessToken | undefined): void {
    this.#store.hold(identity, token);
  }

  /** Tells the other tabs of the token that is held now. */
  share(): void {
    this.#shared.tell();
  }

  /** Forgets the account and its token, here and for the next visit. */
  clear(): void {
    this.#store.clear();
  }

  /** Forgets everything of the session, including the refresh token; `everywhere`: the other tabs do so, too. */
  signOut({ everywhere }: { readonly everywhere: boolean }): void {
    this.clear();
    this.#refreshToken.token = undefined;
    if (everywhere) {
      this.#shared.tellSignedOut();
    }
  }

  /** The provider has refused this token, whatever the clock says. */
  reject(value: string): void {
    const held = this.#store.held();
    if (held?.token?.value !== value || held.refused) {
      return;
    }
    if (held.renew) {
      this.#store.refuse();
    } else {
      this.#store.end(expired());
    }
  }

  /** The user has not renewed the token: requests that wait for that fail. */
  giveUp(error: CalendarSyncError): void {
    this.#givenUp.next(error);
  }

  /** A new token without the user. Rejects with `expired` where only the user can renew. */
  renew(): Promise<AccessToken> {
    return this.#settings
      ? this.#renewal.renew(this.#settings.identities)
      : Promise.reject(signedOut());
  }

  #check(): void {
    const held = this.#store.held();
    if (!held?.token) {
      return;
    }
    const now = this.#clock.now();
    if (held.renew) {
      if (now >= held.renewAt) {
        this.renew().catch(() => undefined);
      }
    } else if (hasExpired(held.token, now)) {
      this.reject(held.token.value);
    }
  }

  #follow(told: SharedToken | undefined): void {
    if (!told) {
      this.#store.events.next({ type: 'signed-out-elsewhere' });
      return;
    }
    this.#refreshToken.token = told.refreshToken;
    const held = this.#store.held();
    const isKnown =
      held?.token !== undefined &&
      held.identity.account === told.account &&
      sameScopes(held.identity.grantedScopes, told.token.scopes);
    if (!isKnown) {
      const { account, token } = told;
      this.#store.events.next({ type: 'told', account, token });
    } else if (held.token.value !== told.token.value) {
      this.#store.replace(told.token);
    }
  }

  /** The next token that the user, or another tab, obtains for the account. */
  #awaited(account: string): Observable<AccessToken> {
    const next$ = this.#store.held$.pipe(
      map((held) => {
        if (held?.identity.account !== account) {
          throw signedOutMeanwhile();
        }
        return this.current();
      }),
    );
    const givenUp$ = this.#givenUp.pipe(
      map((error) => {
        throw expired(error);
      }),
    );
    return merge(next$, givenUp$).pipe(
      filter((token) => token !== undefined),
      take(1),
      timeout({
        first: this.#settings?.tokenWait ?? 0,
        scheduler: this.#clock,
        with: () => throwError(expired),
      }),
    );
  }
}
