import { ErrorHandler, inject, Injectable, Injector } from '@angular/core';
import type { ɵAccessToken as AccessToken } from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';
import { LazyService } from './lazy-service';
import type { SharedApiClient } from './shared-api-client';

/** Shares the access token with `gapi` where the app asks for that, and loads the code for it only then. */
@Injectable()
export class LazyApiClient {
  readonly #errors = inject(ErrorHandler);
  readonly #code = new LazyService<SharedApiClient>(inject(Injector), async () => {
    const { SharedApiClient } = await import('./shared-api-client');
    return () => new SharedApiClient();
  });
  #client: Promise<SharedApiClient | undefined> = Promise.resolve(undefined);

  /** Calendars neither wait for `gapi` nor fail with it: a failure goes to the ErrorHandler. */
  initialize(config: ResolvedConfig): void {
    if (config.gapi) {
      this.#client = this.#initialized();
    }
  }

  /** The token that the app's own sign-in has given to `gapi`. */
  async token(): Promise<AccessToken | undefined> {
    const client = await this.#client;
    return client?.token();
  }

  async #initialized(): Promise<SharedApiClient | undefined> {
    const tell = (error: unknown) => {
      this.#errors.handleError(error);
    };
    try {
      const client = await this.#code.load();
      client.initialize().catch(tell);
      return client;
    } catch (error) {
      tell(error);
      return undefined;
    }
  }
}
