import { DestroyRef, inject, Injectable, NgZone } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
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
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync';
import { CONFIG } from '../config/config-ref';
import type { AccessToken } from './access-token';
import { SharedSession, type SharedToken } from './shared-session';
import { expired, signedOut, signedOutMeanwhile } from './sign-in-error';

/** How a new token comes without the user; it is told which one Google has refused. */
export type Renewal = (refused: string | undefined) => Promise<AccessToken>;

/** A timer that sleeps with the machine comes late: so the clock is asked, and often. */
const CHECK_INTERVAL_MS = 10_000;
/** A token that ends on its way to Google is of no use. */
const EXPIRY_MARGIN_MS = 5_000;
/** How long before its end a token is renewed; a short-lived one after half its life. */
const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;
/** Before a renewal that failed is tried again unasked. */
const RETRY_PAUSE_MS = 30_000;

/** After these no new token will come without the user. */
const FINAL: readonly CalendarSyncErrorCode[] = ['expired', 'signed-out', 'cross-site-cookies'];

interface Held {
  /** Whose it is. */
  readonly account: string;
  /** The last one there was. */
  readonly token: AccessToken | undefined;
  /** Google has refused it. */
  readonly refused: boolean;
  readonly renew: Renewal | undefined;
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

/** The one place where the access token is, and from which it is renewed: once for all requests of all tabs. */
@Injectable()
export class AccessTokens {
  readonly #config = inject(CONFIG);
  readonly #clock = inject(CLOCK);
  readonly #zone = inject(NgZone);
  readonly #wake$ = inject(WAKE);
  readonly #shared = inject(SharedSession);
  readonly #destroyed = inject(DestroyRef);
  readonly #held = new BehaviorSubject<Held | undefined>(undefined);
  readonly #renewed = new Subject<AccessToken>();
  readonly #ended = new Subject<CalendarSyncError>();
  readonly #givenUp = new Subject<CalendarSyncError>();
  #renewing: Promise<AccessToken> | undefined;

  /** Each token that has taken the place of another of the same account. */
  readonly renewed$ = this.#renewed.asObservable();
  /** Why the token has ended, when no new one will come without the user. */
  readonly ended$ = this.#ended.asObservable();
  /** What may be sent to Google now. */
  readonly current$: Observable<AccessToken | undefined> = this.#held.pipe(
    map(() => this.current()),
  );

  constructor() {
    // A timer inside the zone would keep the app from ever being stable.
    this.#zone.runOutsideAngular(() => {
      this.#held
        .pipe(
          switchMap((held) =>
            held ? merge(interval(CHECK_INTERVAL_MS, this.#clock), this.#wake$) : EMPTY,
          ),
          takeUntilDestroyed(this.#destroyed),
        )
        .subscribe(() => {
          this.#check();
        });
    });
  }

  /** The token while it is valid. */
  current(): AccessToken | undefined {
    const held = this.#held.value;
    return held?.token && !held.refused && this.#left(held.token) > EXPIRY_MARGIN_MS
      ? held.token
      : undefined;
  }

  /** Whether a new one comes without the user. */
  get renewable(): boolean {
    return this.#held.value?.renew !== undefined;
  }

  /**
   * A valid token, when there is one: renewed first where it has to be, once for all who ask, or when the user has
   * renewed it. Fails with `expired` when that takes too long, and with `signed-out`.
   */
  valid(): Observable<AccessToken> {
    return defer(() => {
      this.#check();
      const current = this.current();
      if (current) {
        return of(current);
      }
      if (!this.#held.value) {
        return throwError(signedOut);
      }
      if (!this.renewable) {
        return this.#awaited();
      }
      return from(this.renew()).pipe(
        catchError((error: unknown) =>
          this.#held.value && !this.renewable ? this.#awaited() : throwError(() => error),
        ),
      );
    });
  }

  /** The account's token from now on, its first or a new one; without one it has expired. */
  set(account: string, token: AccessToken | undefined, renew?: Renewal): void {
    this.#renewing = undefined;
    this.#hold(account, token, token?.notRenewable ? undefined : renew);
  }

  clear(): void {
    this.#renewing = undefined;
    this.#held.next(undefined);
  }

  /** Another tab has a new token of this account. */
  adopt(token: AccessToken, renew?: Renewal): void {
    const held = this.#held.value;
    if (!held || held.token?.value === token.value) {
      return;
    }
    this.set(held.account, token, renew);
    this.#renewed.next(token);
  }

  /** Google refused this token, whatever the clock says. */
  reject(value: string): void {
    const held = this.#held.value;
    if (held?.token?.value !== value || held.refused) {
      return;
    }
    if (held.renew) {
      this.#held.next({ ...held, refused: true, renewAt: 0 });
    } else {
      this.#end(expired());
    }
  }

  /** The user would not renew the token: whoever waits for that need not wait on. */
  giveUp(error: CalendarSyncError): void {
    this.#givenUp.next(error);
  }

  /** A new token without the user. Rejects with `expired` where that cannot be. */
  async renew(): Promise<AccessToken> {
    const held = this.#held.value;
    if (!held) {
      throw signedOut();
    }
    const { renew } = held;
    if (!renew) {
      throw expired();
    }
    if (!this.#renewing) {
      // Deferred: without other tabs the work runs synchronously, before `#renewing` is assigned.
      const renewing: Promise<AccessToken> = Promise.resolve().then(() =>
        this.#renewBy(held, renew, () => this.#renewing === renewing),
      );
      this.#renewing = renewing;
    }
    return this.#renewing;
  }

  #left(token: AccessToken): number {
    return token.expiresAt - this.#clock.now();
  }

  #hold(account: string, token: AccessToken | undefined, renew: Renewal | undefined): void {
    const left = token ? this.#left(token) : 0;
    const renewAt = this.#clock.now() + Math.max(left - RENEW_BEFORE_EXPIRY_MS, left / 2);
    this.#held.next({ account, token, refused: false, renew, renewAt });
  }

  #check(): void {
    const held = this.#held.value;
    if (!held?.token) {
      return;
    }
    if (held.renew) {
      if (this.#clock.now() >= held.renewAt) {
        this.renew().catch(() => undefined);
      }
    } else if (!held.refused && this.#left(held.token) <= EXPIRY_MARGIN_MS) {
      this.reject(held.token.value);
    }
  }

  /** `wanted` turns false when another token is set meanwhile, or none. */
  async #renewBy(held: Held, renew: Renewal, wanted: () => boolean): Promise<AccessToken> {
    try {
      await this.#shared.inTurn(async () => {
        const theirs = wanted() ? await this.#newerOfOtherTabs(held) : undefined;
        if (!wanted()) {
          return;
        }
        if (theirs) {
          this.adopt(theirs.token, renew);
          return;
        }
        const refused = this.#held.value?.refused ? held.token?.value : undefined;
        const mine = await renew(refused);
        if (!wanted()) {
          return;
        }
        this.set(held.account, mine, renew);
        // Before its turn ends: whoever is next asks for it.
        this.#shared.tell();
        this.#renewed.next(mine);
      });
      const token = this.current();
      if (!token || this.#held.value?.account !== held.account) {
        throw signedOutMeanwhile();
      }
      return token;
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (wanted()) {
        this.#notRenewed(error);
      }
      throw error;
    }
  }

  #notRenewed(error: CalendarSyncError): void {
    this.#renewing = undefined;
    const held = this.#held.value;
    // What the network did may pass; what Google said does not.
    if (FINAL.includes(error.code)) {
      this.#end(error.code === 'expired' ? error : expired(error));
    } else if (held) {
      this.#held.next({ ...held, renewAt: this.#clock.now() + RETRY_PAUSE_MS });
    }
  }

  /** While this tab waited for its turn another one may have renewed. */
  async #newerOfOtherTabs({ account, token: old }: Held): Promise<SharedToken | undefined> {
    const newer$ = this.#shared
      .ask()
      .pipe(
        filter(
          (theirs) =>
            theirs.account === account &&
            theirs.token.value !== old?.value &&
            this.#left(theirs.token) > RENEW_BEFORE_EXPIRY_MS &&
            theirs.token.expiresAt >= (old?.expiresAt ?? 0),
        ),
      );
    return firstValueFrom(newer$, { defaultValue: undefined });
  }

  #end(reason: CalendarSyncError): void {
    const held = this.#held.value;
    if (!held) {
      return;
    }
    this.#held.next({ ...held, refused: true, renew: undefined });
    this.#ended.next(reason);
  }

  /** The next token that the user, or another tab, brings. */
  #awaited(): Observable<AccessToken> {
    const first = this.#config.current?.tokenWait ?? 0;
    return merge(
      this.#held.pipe(
        map((held) => {
          if (!held) {
            throw signedOutMeanwhile();
          }
          return this.current();
        }),
      ),
      this.#givenUp.pipe(
        map((error) => {
          throw expired(error);
        }),
      ),
    ).pipe(
      filter((token) => token !== undefined),
      take(1),
      timeout({ first, scheduler: this.#clock, with: () => throwError(expired) }),
    );
  }
}
