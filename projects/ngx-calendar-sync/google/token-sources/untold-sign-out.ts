import { inject, Injectable } from '@angular/core';
import { ɵLOCAL_STORAGE as LOCAL_STORAGE, ɵStoredValue as StoredValue } from 'ngx-calendar-sync';
import type { ServerConfig } from '../config/resolved-config';

/** How the user wanted the server's session to end: `disconnect` takes back the grant, too. */
export type SignOutWish = 'sign-out' | 'disconnect';

/**
 * What the user wanted the token server to forget and what it may not know yet. It outlives the page, as the tab may be
 * closed before the server has answered, and holds no secret.
 */
@Injectable()
export class UntoldSignOut {
  readonly #storage = inject(LOCAL_STORAGE);
  /** Where nothing can be stored it lasts as long as the page. */
  #unstored: SignOutWish | undefined;

  wish(server: ServerConfig): SignOutWish | undefined {
    // Only a sealed session outlives the page.
    return server.sealed ? (this.#unstored ?? this.#stored(server).read()) : undefined;
  }

  remember(server: ServerConfig, wish: SignOutWish): void {
    const stored = this.#stored(server);
    stored.write(wish);
    this.#unstored = stored.read() === wish ? undefined : wish;
  }

  /** The server knows, or the user has signed in again. */
  forget(server: ServerConfig): void {
    this.#unstored = undefined;
    this.#stored(server).write(undefined);
  }

  /** By server, whose cookie it is about. */
  #stored({ refreshUrl }: ServerConfig): StoredValue<SignOutWish> {
    return new StoredValue(
      this.#storage,
      `ngx-calendar-sync sign-out ${refreshUrl}`,
      isSignOutWish,
    );
  }
}

function isSignOutWish(value: unknown): value is SignOutWish {
  return value === 'sign-out' || value === 'disconnect';
}
