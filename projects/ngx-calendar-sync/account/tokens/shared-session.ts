import { DestroyRef, inject, Injectable } from '@angular/core';
import { EMPTY, filter, type Observable, Subject } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  ɵCLOCK as CLOCK,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
} from 'ngx-calendar-sync/base';
import { isSharedToken, type SharedToken } from './shared-token';
import { TokenStore } from './token-store';

/**
 * A message by itself, and not a message without a token: one that this version does not understand, since a tab of
 * another version of the app has sent it, must sign nobody out.
 */
const SIGNED_OUT = 'signed-out';

/** What the tabs of one OAuth client share: each receives the others' new tokens, and one tab renews at a time. */
@Injectable()
export class SharedSession {
  readonly #connections = inject(TAB_CONNECTIONS);
  readonly #clock = inject(CLOCK);
  readonly #store = inject(TokenStore);
  readonly #destroyed = inject(DestroyRef);
  readonly #received = new Subject<SharedToken | undefined>();
  #tabs: BrowserTabs | undefined;

  /** A token that another tab has sent; `undefined` when the user has signed out there. */
  readonly received$: Observable<SharedToken | undefined> = this.#received;

  constructor() {
    this.#destroyed.onDestroy(() => {
      this.#tabs?.close();
    });
  }

  /** Joins the other tabs; before that, this tab is alone. */
  open(clientId: string): void {
    // A configuration may arrive after the app has ended.
    if (this.#destroyed.destroyed) {
      return;
    }
    const name = `ngx-calendar-sync ${clientId}`;
    const tabs = new BrowserTabs(name, this.#connections, this.#clock, () =>
      this.#store.shareable(),
    );
    tabs.said$.subscribe((said) => {
      if (said === SIGNED_OUT) {
        this.#received.next(undefined);
      } else if (isSharedToken(said)) {
        this.#received.next(said);
      }
    });
    this.#tabs = tabs;
  }

  /** Sends this tab's valid token to the other tabs. */
  share(): void {
    const shareable = this.#store.shareable();
    if (shareable) {
      this.#tabs?.say(shareable);
    }
  }

  shareSignOut(): void {
    this.#tabs?.say(SIGNED_OUT);
  }

  /** The tokens of the other tabs, as they answer. Completes at once where there is no other tab. */
  ask(): Observable<SharedToken> {
    return this.#tabs?.ask().pipe(filter(isSharedToken)) ?? EMPTY;
  }

  /** Does `work` while no other tab renews. */
  inTurn<R>(work: () => Promise<R>): Promise<R> {
    return this.#tabs?.inTurn('renewal', work) ?? work();
  }
}
