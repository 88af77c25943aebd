import { ErrorHandler, inject, Injectable, InjectionToken } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { BehaviorSubject, combineLatest, distinctUntilChanged, filter, map } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import type { ResolvedConfig } from '../config/resolved-config';
import type { AccessToken } from './access-token';
import { type AccessTokenResponse, accessTokenOf } from './access-token-response';
import { AccessTokens } from './access-tokens';
import { GoogleScript } from './google-script';

/** What is used of Google's API client, `gapi`. */
export interface GoogleApiClient {
  load(library: string, callback: { callback: () => void; onerror: () => void }): void;
  client?: {
    getToken(): AccessTokenResponse | null;
    setToken(token: { access_token: string } | null): void;
  };
}

/** Where the script leaves it. */
export const GAPI_WINDOW = new InjectionToken<{ readonly gapi?: GoogleApiClient }>(
  'ngx-calendar-sync gapi window',
  {
    providedIn: 'root',
    factory: () => (inject(DOCUMENT).defaultView ?? {}) as { readonly gapi?: GoogleApiClient },
  },
);

type LoadedClient = NonNullable<GoogleApiClient['client']>;

/** The access token is `gapi`'s too, and the other way round, where the app wants that. */
@Injectable()
export class GoogleApiClientToken {
  readonly #script = inject(GoogleScript);
  readonly #window = inject(GAPI_WINDOW);
  readonly #clock = inject(CLOCK);
  readonly #errors = inject(ErrorHandler);
  readonly #client = new BehaviorSubject<LoadedClient | undefined>(undefined);
  #loading: Promise<void> | undefined;
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

  /** The calendar does not wait for it, and does not fail with it. */
  initialize(config: ResolvedConfig): void {
    this.#loading ??= this.#load(config).catch((error: unknown) => {
      this.#loading = undefined;
      this.#errors.handleError(error);
    });
  }

  /** What the app's own sign-in has left in `gapi`. */
  get token(): AccessToken | undefined {
    const token = this.#client.value?.getToken();
    return token ? accessTokenOf(token, this.#clock.now()) : undefined;
  }

  async #load({ gapi, endpoints }: ResolvedConfig): Promise<void> {
    if (!gapi) {
      return;
    }
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
}
