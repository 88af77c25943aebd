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
import { type CalendarSyncError, ɵCLOCK as CLOCK, ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';
import { hasExpired, sameScopes } from './held-token';
import { RefreshTokenMemory } from './refresh-token-memory';
import { RememberedSession } from './remembered-session';
import { SharedSession } from './shared-session';
import type { SharedToken } from './shared-token';
import { expired, signedOut, superseded } from './token-error';
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
    this.#shared.received$.pipe(takeUntilDestroyed()).subscribe((received) => {
      this.#receive(received);
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

  /** {@link rememberedAccount} for a client, before the tokens are opened. */
  accountOf(clientId: string | undefined): string | undefined {
    if (clientId !== undefined) {
      this.#remembered.open(clientId);
    }
    return this.#remembered.readAccount()?.account;
  }

  /** The token of the page before a reload, where the app has it stored. */
  rememberedToken(): AccessToken | undefined {
    return this.#remembered.readToken();
  }

  /**
   * The token of another tab that is signed in; keeps the refresh token of that tab where this one has none. Call
   * {@link hold} with the token once its account is known.
   */
  async askOtherTabs(): Promise<AccessToken | undefined> {
    const theirs = await firstValueFrom(this.#shared.ask(), { defaultValue: undefined });
    this.#refreshToken.token ??= theirs?.refreshToken;
    return theirs?.token;
  }

  /** The token while it is valid. */
  current(): AccessToken | undefined {
    return this.#store.current();
  }

  /** Whether {@link renew} can renew without the user. */
  get renewable(): boolean {
    return this.#store.held()?.renew !== undefined;
  }

  /**
   * A valid token of the account that is signed in when this is called. An expired one is renewed first, once for all
   * requests. Where it cannot be renewed without the user, or the account is only remembered, this waits until the user,
   * another tab or a search brings one. Fails with `expired` when that takes too long or the user gives up, with
   * `signed-out` when nobody is signed in, and with `cancelled` when the account is no longer the one of the call.
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
        return throwError(superseded);
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
          const heldNow = this.#store.held();
          const isUsersTurn = heldNow?.identity.account === account && !heldNow.renew;
          return isUsersTurn ? this.#awaited(account) : throwError(() => error);
        }),
      );
    });
  }

  /** From now on requests carry this token. Without a token the account is only remembered, and its requests wait. */
  hold(identity: AccountIdentity, token: AccessToken | undefined): void {
    this.#store.hold(identity, token);
  }

  /** Sends the token that is held now to the other tabs. */
  share(): void {
    this.#shared.share();
  }

  /** Forgets the account and its token, here and for the next visit. */
  clear(): void {
    this.#store.clear();
  }

  /** Forgets the account, its token and the refresh token; `everywhere`: the other tabs do so, too. */
  signOut({ everywhere }: { readonly everywhere: boolean }): void {
    this.clear();
    this.#refreshToken.token = undefined;
    if (everywhere) {
      this.#shared.shareSignOut();
    }
  }

  /**
   * The provider has answered 401 to this token. The next check or request renews it; where only the user can renew, it
   * has ended.
   */
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

  /** Fails the requests that wait for the user, with the reason why the user has not renewed the token. */
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
    } else if (!held.refused && hasExpired(held.token, now)) {
      this.#store.end(expired());
    }
  }

  #receive(received: SharedToken | undefined): void {
    if (!received) {
      this.#store.events.next({ type: 'signed-out-elsewhere' });
      return;
    }
    this.#refreshToken.token = received.refreshToken;
    const held = this.#store.held();
    const isKnown =
      held?.token !== undefined &&
      held.identity.account === received.account &&
      sameScopes(held.identity.grantedScopes, received.token.scopes);
    if (!isKnown) {
      const { account, token } = received;
      this.#store.events.next({ type: 'token-elsewhere', account, token });
    } else if (held.token.value !== received.token.value) {
      this.#store.replace(received.token);
    }
  }

  /** The next token that the user, or another tab, obtains for the account. */
  #awaited(account: string): Observable<AccessToken> {
    const next$ = this.#store.held$.pipe(
      map((held) => {
        if (held?.identity.account !== account) {
          throw superseded();
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
