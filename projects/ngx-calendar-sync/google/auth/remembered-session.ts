import { inject, Injectable, InjectionToken } from '@angular/core';
import { ɵLOCAL_STORAGE as LOCAL_STORAGE, ɵStoredValue as StoredValue } from 'ngx-calendar-sync';
import type { ResolvedConfig } from '../config/resolved-config';
import { type AccessToken, isAccessToken } from './access-token';

/** Where the app wants the access token to be kept over a reload. */
export const TOKEN_STORAGE = new InjectionToken<Storage | undefined>(
  'ngx-calendar-sync token storage',
  { factory: () => undefined },
);

/** Whose data this browser may show before a token is there. */
export interface RememberedAccount {
  readonly account: string;
  readonly grantedScopes: readonly string[];
}

/** What outlives the page: the account and what it has granted, and no token unless the app asks for that. */
@Injectable()
export class RememberedSession {
  readonly #local = inject(LOCAL_STORAGE);
  readonly #tokenStorage = inject(TOKEN_STORAGE);
  #account: StoredValue<RememberedAccount> | undefined;
  #token: StoredValue<AccessToken> | undefined;

  open({ clientId }: ResolvedConfig): void {
    if (clientId === undefined) {
      return;
    }
    const key = `ngx-calendar-sync ${clientId}`;
    this.#account = new StoredValue(this.#local, key, isRememberedAccount);
    this.#token = new StoredValue(this.#tokenStorage, `${key} token`, isAccessToken);
  }

  get account(): RememberedAccount | undefined {
    return this.#account?.read();
  }

  get token(): AccessToken | undefined {
    return this.#token?.read();
  }

  keep({ account, grantedScopes }: RememberedAccount, token: AccessToken): void {
    this.#account?.write({ account, grantedScopes });
    this.#token?.write(token);
  }

  forget(): void {
    this.#account?.write(undefined);
    this.#token?.write(undefined);
  }
}

function isRememberedAccount(value: unknown): value is RememberedAccount {
  const { account, grantedScopes } = (value ?? {}) as Partial<RememberedAccount>;
  return typeof account === 'string' && Array.isArray(grantedScopes);
}
