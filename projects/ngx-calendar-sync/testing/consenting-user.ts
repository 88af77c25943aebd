import { inject } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type {
  ɵAccessToken as AccessToken,
  ɵRestoreResult as RestoreResult,
  ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';

const TOKEN_LIFETIME_MS = 3_599_000;

/** A user who grants whatever is asked for, at once and without a window. It is made in an injection context. */
export class ConsentingUser implements TokenSource {
  readonly #clock = inject(CLOCK);
  #given = 0;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = true;
  readonly cameBack = false;

  initialize(): Promise<void> {
    this.ready$.next(true);
    return Promise.resolve();
  }

  restore(): Promise<RestoreResult> {
    return Promise.resolve({});
  }

  request(scopes: readonly string[]): Promise<AccessToken> {
    this.#given += 1;
    const expiresAt = this.#clock.now() + TOKEN_LIFETIME_MS;
    return Promise.resolve({ value: `token${this.#given}`, expiresAt, scopes });
  }

  signOut(): Promise<void> {
    return Promise.resolve();
  }

  async disconnect(token: () => Promise<AccessToken>): Promise<void> {
    await token();
  }
}
