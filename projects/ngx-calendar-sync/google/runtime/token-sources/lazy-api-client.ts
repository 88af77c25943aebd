import { DestroyRef, ErrorHandler, inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom, from, map, race, timer } from 'rxjs';
import { ɵCLOCK as CLOCK, ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { ɵAccessToken as AccessToken } from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';
import type { SharedApiClient } from './shared-api-client';

/** How long the search for a session waits for the code. */
const MAX_WAIT_MS = 3_000;

/**
 * Shares the access token with `gapi` where the app asks for that, and loads the code for it only then. Calendars do not
 * fail with `gapi`: a failure goes to the ErrorHandler.
 */
@Injectable()
export class LazyApiClient {
  readonly #clock = inject(CLOCK);
  readonly #errors = inject(ErrorHandler);
  readonly #destroyed = inject(DestroyRef);
  readonly #code = new LazyService<SharedApiClient>(inject(Injector), async () => {
    const { SharedApiClient } = await import('./shared-api-client');
    return () => {
      const client = new SharedApiClient();
      client.initialize().catch(this.#report);
      return client;
    };
  });
  #isConfigured = false;

  initialize({ gapi }: ResolvedConfig): void {
    this.#isConfigured = gapi !== undefined;
    void this.#client();
  }

  /** The token that the app's own sign-in has given to `gapi`. A load that has failed is tried again. */
  async token(): Promise<AccessToken | undefined> {
    const tooLate$ = timer(MAX_WAIT_MS, this.#clock).pipe(map(() => undefined));
    const client = await firstValueFrom(race(from(this.#client()), tooLate$));
    return client?.token();
  }

  async #client(): Promise<SharedApiClient | undefined> {
    return this.#isConfigured ? this.#code.load().catch(this.#report) : undefined;
  }

  readonly #report = (error: unknown): undefined => {
    if (!this.#destroyed.destroyed) {
      this.#errors.handleError(error);
    }
  };
}
