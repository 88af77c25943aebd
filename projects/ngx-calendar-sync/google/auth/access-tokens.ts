import { inject, Injectable, NgZone } from '@angular/core';
import {
  BehaviorSubject,
  distinctUntilChanged,
  interval,
  map,
  type Observable,
  of,
  startWith,
  switchMap,
} from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync';

/** In memory only: a script that reads the page's storage finds none. */
export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly scopes: readonly string[];
}

/** A timer that sleeps with the machine comes late: so the clock is asked, and often. */
const checkEvery = 10_000;
/** A token that ends on its way to Google is of no use. */
const margin = 5_000;

/** The one place where the access token is. */
@Injectable()
export class AccessTokens {
  readonly #clock = inject(CLOCK);
  readonly #zone = inject(NgZone);
  readonly #token = new BehaviorSubject<AccessToken | undefined>(undefined);

  /** The token while it is valid, `undefined` from the moment it is not. */
  readonly token$: Observable<AccessToken | undefined> = this.#token.pipe(
    switchMap((token) => (token ? this.#whileValid(token) : of(undefined))),
    distinctUntilChanged(),
  );

  current(): AccessToken | undefined {
    const token = this.#token.value;
    return token && this.#valid(token) ? token : undefined;
  }

  /** @throws CalendarSyncError `expired` or `signed-out` */
  require(): AccessToken {
    const token = this.current();
    if (token) return token;
    throw this.#token.value
      ? new CalendarSyncError('expired', 'The sign-in has run out: call signIn() to renew it.')
      : new CalendarSyncError('signed-out', 'Nobody is signed in: call signIn() first.');
  }

  set(token: AccessToken | undefined): void {
    this.#token.next(token);
  }

  /** Google refused this token, whatever the clock says. */
  reject(value: string): void {
    const token = this.#token.value;
    if (token?.value === value) this.#token.next({ ...token, expiresAt: 0 });
  }

  #valid(token: AccessToken): boolean {
    return this.#clock.now() < token.expiresAt - margin;
  }

  /** A timer inside the zone would keep the app from ever being stable. */
  #whileValid(token: AccessToken): Observable<AccessToken | undefined> {
    return this.#zone.runOutsideAngular(() =>
      interval(checkEvery, this.#clock).pipe(
        startWith(0),
        map(() => (this.#valid(token) ? token : undefined)),
      ),
    );
  }
}
