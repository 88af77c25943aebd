import { DestroyRef, inject, Injectable } from '@angular/core';
import { EMPTY, filter, map, type Observable, Subject, switchMap } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  ɵCLOCK as CLOCK,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
} from 'ngx-calendar-sync';
import { type AccessToken, isAccessToken } from './access-token';

/** A token and whose it is; in the contract mode with what renews it, which else would die with its tab. */
export interface SharedToken {
  readonly account: string;
  readonly token: AccessToken;
  readonly refreshToken?: string;
}

/** Said in so many words: what another version of the app says must sign nobody out. */
const SIGNED_OUT = 'signed-out';

/** The session as the tabs of one client share it: they renew in turn, and what one knows all know. */
@Injectable()
export class SharedSession {
  readonly #connections = inject(TAB_CONNECTIONS);
  readonly #clock = inject(CLOCK);
  readonly #destroyed = inject(DestroyRef);
  readonly #tabs = new Subject<BrowserTabs>();
  #joined: BrowserTabs | undefined;
  /** What this tab has. */
  mine: () => SharedToken | undefined = () => undefined;

  /** What another tab has got, or `undefined` when somebody has signed out there. */
  readonly told$: Observable<SharedToken | undefined> = this.#tabs.pipe(
    switchMap((tabs) => tabs.said$),
    filter((said) => said === SIGNED_OUT || isSharedToken(said)),
    map((said) => (said === SIGNED_OUT ? undefined : said)),
  );

  join(clientId: string): void {
    if (this.#joined) {
      return;
    }
    const name = `ngx-calendar-sync ${clientId}`;
    const tabs = new BrowserTabs(name, this.#connections, this.#clock, () => this.mine());
    this.#joined = tabs;
    this.#tabs.next(tabs);
    this.#destroyed.onDestroy(() => {
      tabs.close();
    });
  }

  /** What this tab has now. */
  tell(): void {
    const mine = this.mine();
    if (mine) {
      this.#joined?.say(mine);
    }
  }

  tellSignedOut(): void {
    this.#joined?.say(SIGNED_OUT);
  }

  /** What the other tabs have. */
  ask(): Observable<SharedToken> {
    const answers$ = this.#joined?.ask() ?? EMPTY;
    return answers$.pipe(filter(isSharedToken));
  }

  inTurn<R>(work: () => Promise<R>): Promise<R> {
    return this.#joined?.inTurn('renewal', work) ?? work();
  }
}

function isSharedToken(said: unknown): said is SharedToken {
  const { account, token } = (said ?? {}) as Partial<SharedToken>;
  return typeof account === 'string' && isAccessToken(token);
}
