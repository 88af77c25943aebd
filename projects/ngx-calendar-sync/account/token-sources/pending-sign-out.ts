import { inject, Injectable } from '@angular/core';
import {
  CalendarSyncError,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵStoredValue as StoredValue,
} from 'ngx-calendar-sync/base';
import type { ServerConfig } from '../config/server-config';

/** How the user wants the server's session to end: `disconnect` revokes the grant, too. */
export type SignOutWish = 'sign-out' | 'disconnect';

/**
 * A sign-out that the token server has not confirmed. It is stored, since the tab may be closed before the server has
 * answered, and holds no secret.
 */
@Injectable()
export class PendingSignOut {
  readonly #storage = inject(LOCAL_STORAGE);
  /** Used where nothing can be stored; it lasts as long as the page. */
  #unstored: SignOutWish | undefined;

  wish(server: ServerConfig): SignOutWish | undefined {
    // In the contract mode the session ends with the page.
    return server.sealed ? (this.#unstored ?? this.#stored(server).read()) : undefined;
  }

  /** Returns what is wished now: a sign-out does not cancel an earlier wish to revoke the grant. */
  remember(server: ServerConfig, asked: SignOutWish): SignOutWish {
    const wish = this.wish(server) === 'disconnect' ? 'disconnect' : asked;
    const stored = this.#stored(server);
    stored.write(wish);
    this.#unstored = stored.read() === wish ? undefined : wish;
    return wish;
  }

  /** To be called when the server has confirmed the sign-out, or the user has signed in again. */
  forget(server: ServerConfig): void {
    this.#unstored = undefined;
    this.#stored(server).write(undefined);
  }

  /** One value for each server, since each has a cookie of its own. */
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

/** `cause` says why the token server has not confirmed the sign-out. */
export function signOutPending(cause: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'sign-out-pending',
    ngDevMode &&
      'Signed out here, but the token server has not confirmed it yet: it is asked again, and until then its ' +
        `session signs nobody in. ${cause.message}`,
    { cause, ...(cause.status === undefined ? {} : { status: cause.status }) },
  );
}
