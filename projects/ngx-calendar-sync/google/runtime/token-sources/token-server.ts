import { inject, Injectable, Injector } from '@angular/core';
import type { ɵAccessToken as AccessToken } from 'ngx-calendar-sync/account';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { TokenServerClient } from './token-server-client';

/** The token server, whose code is loaded with the first call. What its methods do is said at `GoogleTokenRefreshService`. */
@Injectable()
export class TokenServer {
  readonly #client = new LazyService<TokenServerClient>(inject(Injector), async () => {
    const { TokenServerClient } = await import('./token-server-client');
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
