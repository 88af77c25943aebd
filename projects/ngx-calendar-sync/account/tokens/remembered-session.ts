import { inject, Injectable, InjectionToken } from '@angular/core';
import {
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵStoredValue as StoredValue,
} from 'ngx-calendar-sync/base';
import { type AccessToken, isAccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';

/** Where the app wants the access token to be kept over a reload; by default nowhere. */
export const TOKEN_STORAGE = new InjectionToken<Storage | undefined>(
  'ngx-calendar-sync token storage',
  { factory: () => undefined },
);

/** What outlives the page: the account and its granted scopes, and the token only where the app asks for that. */
@Injectable()
export class RememberedSession {
  readonly #local = inject(LOCAL_STORAGE);
  readonly #tokenStorage = inject(TOKEN_STORAGE);
  #account: StoredValue<AccountIdentity> | undefined;
  #token: StoredValue<AccessToken> | undefined;

  open(clientId: string): void {
    const key = `ngx-calendar-sync ${clientId}`;
    this.#account = new StoredValue(this.#local, key, isAccountIdentity);
    this.#token = new StoredValue(this.#tokenStorage, `${key} token`, isAccessToken);
  }

  readAccount(): AccountIdentity | undefined {
    return this.#account?.read();
  }

  readToken(): AccessToken | undefined {
    return this.#token?.read();
  }

  keep({ account, address, grantedScopes }: AccountIdentity, token: AccessToken): void {
    this.#account?.write({
      account,
      ...(address === undefined ? {} : { address }),
      grantedScopes,
    });
    this.#token?.write(token);
  }

  forget(): void {
    this.#account?.write(undefined);
    this.#token?.write(undefined);
  }
}

function isAccountIdentity(value: unknown): value is AccountIdentity {
  const { account, address = '', grantedScopes } = (value ?? {}) as Partial<AccountIdentity>;
  return typeof account === 'string' && typeof address === 'string' && Array.isArray(grantedScopes);
}
