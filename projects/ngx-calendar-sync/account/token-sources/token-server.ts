import { inject, Injectable, Injector } from '@angular/core';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { AccessToken } from '../tokens/access-token';
import type { TokenServerClient } from './token-server-client';

/** Loaded with a token source: else a user would consent in the provider's window before it turns out to be missing. */
export const loadTokenServer = (): Promise<{ TokenServerClient: new () => TokenServerClient }> =>
  import('./token-server-client');

/** The token server, whose code is loaded with the first call. What its methods do is said at `GoogleTokenRefreshService`. */
@Injectable()
export class TokenServer {
  readonly #client = new LazyService<TokenServerClient>(inject(Injector), async () => {
    const { TokenServerClient } = await loadTokenServer();
    return () => new TokenServerClient();
  });

  async exchange(code: string): Promise<AccessToken> {
    return (await this.#client.load()).exchange(code);
  }

  async renew(): Promise<AccessToken> {
    return (await this.#client.load()).renew();
  }

  async signOut(): Promise<void> {
    await (await this.#client.load()).signOut();
  }

  async disconnect(): Promise<boolean> {
    return (await this.#client.load()).disconnect();
  }

  async finishSignOut(): Promise<boolean> {
    return (await this.#client.load()).finishSignOut();
  }

  async cancelPendingSignOut(): Promise<void> {
    await (await this.#client.load()).cancelPendingSignOut();
  }
}
