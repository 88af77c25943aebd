import { inject, Injectable } from '@angular/core';
import { BehaviorSubject, map, type Observable, Subject } from 'rxjs';
import { type CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';
import { heldToken, type HeldToken, usableToken } from './held-token';
import { RefreshTokenMemory } from './refresh-token-memory';
import { RememberedSession } from './remembered-session';
import type { SharedToken } from './shared-token';
import type { TokenEvent } from './token-event';
import type { TokenSource } from './token-source';

/** Keeps the account that is signed in and its token: in memory, and in storage what may outlive the page. */
@Injectable()
export class TokenStore {
  readonly #clock = inject(CLOCK);
  readonly #remembered = inject(RememberedSession);
  readonly #refreshToken = inject(RefreshTokenMemory);
  readonly #held = new BehaviorSubject<HeldToken | undefined>(undefined);
  #number = 0;

  readonly held$: Observable<HeldToken | undefined> = this.#held;
  /** The token that may be sent to the provider now. */
  readonly current$: Observable<AccessToken | undefined> = this.#held.pipe(
    map(() => this.current()),
  );
  readonly events = new Subject<TokenEvent>();
  /** What renews the tokens that are held. */
  source: TokenSource | undefined;

  held(): HeldToken | undefined {
    return this.#held.value;
  }

  current(): AccessToken | undefined {
    return usableToken(this.#held.value, this.#clock.now());
  }

  /** From now on requests carry this token. Without a token the account is only remembered, and its requests wait. */
  hold(identity: AccountIdentity, token: AccessToken | undefined): void {
    if (token) {
      this.#remembered.keep(identity, token);
    }
    this.#held.next(heldToken(this.#nextNumber(), identity, token, this.source, this.#clock.now()));
  }

  /** A new token of the account that is signed in. */
  replace(token: AccessToken): void {
    const held = this.#held.value;
    if (held) {
      this.hold(held.identity, token);
      this.events.next({ type: 'renewed', token });
    }
  }

  /** The provider does not accept the token any more: the next check or request renews it. */
  refuse(): void {
    this.#change({ refused: true, renewAt: 0 });
  }

  /** A renewal has failed and is tried again at this time, in milliseconds since the epoch. */
  postponeRenewal(renewAt: number): void {
    this.#change({ number: this.#nextNumber(), renewAt });
  }

  /** Only the user can renew the token. */
  end(reason: CalendarSyncError): void {
    if (this.#held.value) {
      this.#change({ number: this.#nextNumber(), refused: true, renew: undefined });
      this.events.next({ type: 'token-ended', reason });
    }
  }

  /** Forgets the account and its token, here and for the next visit. */
  clear(): void {
    this.#remembered.forget();
    this.#held.next(undefined);
  }

  /** What may be sent to another tab; `undefined` where there is no valid token. */
  shareable(): SharedToken | undefined {
    const token = this.current();
    const held = this.#held.value;
    if (!token || !held) {
      return undefined;
    }
    const { token: refreshToken } = this.#refreshToken;
    const { account } = held.identity;
    return { account, token, ...(refreshToken === undefined ? {} : { refreshToken }) };
  }

  #nextNumber(): number {
    return (this.#number += 1);
  }

  #change(change: Partial<HeldToken>): void {
    const held = this.#held.value;
    if (held) {
      this.#held.next({ ...held, ...change });
    }
  }
}
