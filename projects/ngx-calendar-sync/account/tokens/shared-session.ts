import { DestroyRef, inject, Injectable } from '@angular/core';
import { EMPTY, filter, type Observable, Subject } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  ɵCLOCK as CLOCK,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
} from 'ngx-calendar-sync';
import { isSharedToken, type SharedToken } from './shared-token';
import { TokenStore } from './token-store';

/** A word of its own, so that a message of another version of the app, which is not understood, signs nobody out. */
const SIGNED_OUT = 'signed-out';

/** The session that the tabs of one OAuth client share: each hears of new tokens, and one tab renews at a time. */
@Injectable()
export class SharedSession {
  readonly #connections = inject(TAB_CONNECTIONS);
  readonly #clock = inject(CLOCK);
  readonly #store = inject(TokenStore);
  readonly #destroyed = inject(DestroyRef);
  readonly #told = new Subject<SharedToken | undefined>();
  #tabs: BrowserTabs | undefined;

  /** What another tab has obtained; `undefined` when the user has signed out there. */
  readonly told$: Observable<SharedToken | undefined> = this.#told;

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
        this.#told.next(undefined);
      } else if (isSharedToken(said)) {
        this.#told.next(said);
      }
    });
    this.#tabs = tabs;
  }

  /** Tells the other tabs which token this tab has now. */
  tell(): void {
    const shareable = this.#store.shareable();
    if (shareable) {
      this.#tabs?.say(shareable);
    }
  }

  tellSignedOut(): void {
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
