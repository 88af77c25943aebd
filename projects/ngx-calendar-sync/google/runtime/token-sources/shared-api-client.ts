import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { BehaviorSubject, combineLatest, distinctUntilChanged, filter, map } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵaccessTokenOf as accessTokenOf,
  ɵAccessTokens as AccessTokens,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import type { GoogleApiClient } from 'ngx-calendar-sync/google/start';
import { GAPI_WINDOW } from '../sdk/gapi-window';
import { GoogleScript } from '../sdk/google-script';

type LoadedClient = NonNullable<GoogleApiClient['client']>;

/** Gives the access token to `gapi`, and takes the one that `gapi` has already. */
export class SharedApiClient {
  // Injected rather than passed in: a chunk that imports nothing of `google/` makes bundlers split `account/` from it,
  // and two files compress worse than one.
  readonly #config = inject(CONFIG);
  readonly #script = new GoogleScript();
  readonly #window = inject(GAPI_WINDOW);
  readonly #clock = inject(CLOCK);
  readonly #client = new BehaviorSubject<LoadedClient | undefined>(undefined);
  #given: string | undefined;

  constructor() {
    const value$ = inject(AccessTokens).current$.pipe(map((token) => token?.value));
    combineLatest([this.#client.pipe(filter((client) => client !== undefined)), value$])
      .pipe(
        distinctUntilChanged(([, before], [, now]) => before === now),
        takeUntilDestroyed(),
      )
      .subscribe(([client, value]) => {
        if (value !== undefined) {
          client.setToken({ access_token: value });
        } else if (client.getToken()?.access_token === this.#given) {
          client.setToken(null);
        }
        this.#given = value;
      });
  }

  /** Loads `gapi` where the app has not. Rejects with `script-failed`. */
  async initialize(): Promise<void> {
    const { gapi, endpoints } = this.#config.current ?? (await this.#config.load());
    const given = gapi === 'load' ? undefined : gapi;
    const loaded =
      given ?? (await this.#script.load(endpoints.gapi, 'gapi', () => this.#window.gapi));
    if (!loaded.client) {
      await new Promise<void>((callback, onerror) => {
        loaded.load('client', { callback, onerror });
      });
    }
    this.#client.next(loaded.client);
  }

  /** The token that the app's own sign-in has given to `gapi`. */
  token(): AccessToken | undefined {
    const token = this.#client.value?.getToken();
    return token ? accessTokenOf(token, this.#clock.now()) : undefined;
  }
}
