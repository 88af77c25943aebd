import { DestroyRef, inject, Injectable, NgZone } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { BehaviorSubject, EMPTY, interval, Subject, switchMap } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync';

/** In memory only: a script that reads the page's storage finds none. */
export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  /** Why no new one will come without the user, where one should. */
  readonly notRenewable?: CalendarSyncError;
}

/** A timer that sleeps with the machine comes late: so the clock is asked, and often. */
const checkEvery = 10_000;
/** A token that ends on its way to Google is of no use. */
const margin = 5_000;
/** How long before its end a token is renewed. */
const ahead = 5 * 60_000;

interface Held {
  readonly token: AccessToken;
  /** How a new one comes without the user, where that can be. */
  readonly renew: (() => Promise<AccessToken>) | undefined;
}

/** The one place where the access token is, and from which it is renewed. */
@Injectable()
export class AccessTokens {
  readonly #clock = inject(CLOCK);
  readonly #zone = inject(NgZone);
  readonly #destroyed = inject(DestroyRef);
  readonly #held = new BehaviorSubject<Held | undefined>(undefined);
  #renewing: Promise<AccessToken> | undefined;
  readonly #renewed = new Subject<AccessToken>();
  readonly #ended = new Subject<CalendarSyncError>();

  /** Each token that has taken the place of another. */
  readonly renewed$ = this.#renewed.asObservable();
  /** Why the token has ended, when no new one will come without the user. */
  readonly ended$ = this.#ended.asObservable();

  constructor() {
    // A timer inside the zone would keep the app from ever being stable.
    this.#zone.runOutsideAngular(() => {
      this.#held
        .pipe(
          switchMap((held) => (held ? interval(checkEvery, this.#clock) : EMPTY)),
          takeUntilDestroyed(this.#destroyed),
        )
        .subscribe(() => {
          this.#check();
        });
    });
  }

  /** The token while it is valid. */
  current(): AccessToken | undefined {
    const token = this.#held.value?.token;
    return token && this.#left(token) > margin ? token : undefined;
  }

  /** A valid token; where it has to be renewed first, once for all who ask. Rejects with `expired` or `signed-out`. */
  async valid(): Promise<AccessToken> {
    return this.current() ?? this.#renew();
  }

  set(token: AccessToken, renew?: () => Promise<AccessToken>): void {
    this.#renewing = undefined;
    this.#held.next({ token, renew });
  }

  clear(): void {
    this.#renewing = undefined;
    this.#held.next(undefined);
  }

  /** Google refused this token, whatever the clock says. */
  reject(value: string): void {
    const held = this.#held.value;
    if (held?.token.value !== value) return;
    if (held.renew) this.#held.next({ ...held, token: { ...held.token, expiresAt: 0 } });
    else if (held.token.expiresAt > 0) this.#end(held.token, expired());
  }

  #left(token: AccessToken): number {
    return token.expiresAt - this.#clock.now();
  }

  #check(): void {
    const held = this.#held.value;
    if (!held) return;
    const left = this.#left(held.token);
    if (held.renew && left <= ahead) this.#renew().catch(() => undefined);
    else if (!held.renew && left <= margin && held.token.expiresAt > 0)
      this.reject(held.token.value);
  }

  async #renew(): Promise<AccessToken> {
    const held = this.#held.value;
    if (!held) {
      throw new CalendarSyncError('signed-out', 'Nobody is signed in: call signIn() first.');
    }
    if (!held.renew) throw expired();
    if (!this.#renewing) {
      const renewing = this.#renewBy(held, held.renew, () => this.#renewing === renewing);
      this.#renewing = renewing;
    }
    return this.#renewing;
  }

  /** `wanted` turns false when another token is set meanwhile, or none. */
  async #renewBy(
    { token: old }: Held,
    renew: () => Promise<AccessToken>,
    wanted: () => boolean,
  ): Promise<AccessToken> {
    try {
      const token = await renew();
      if (!wanted()) throw cancelled();
      this.set(token, renew);
      this.#renewed.next(token);
      return token;
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (wanted()) {
        this.#renewing = undefined;
        // What the network did may pass; what Google said does not.
        if (error.code === 'expired') this.#end(old, error);
      }
      throw error;
    }
  }

  #end(token: AccessToken, reason: CalendarSyncError): void {
    this.#held.next({ token: { ...token, expiresAt: 0 }, renew: undefined });
    this.#ended.next(reason);
  }
}

function expired(): CalendarSyncError {
  return new CalendarSyncError('expired', 'The sign-in has run out: call signIn() to renew it.');
}

function cancelled(): CalendarSyncError {
  return new CalendarSyncError('cancelled', 'Signed out before it was done.');
}
