import { inject, Injectable } from '@angular/core';
import { CalendarSyncError, ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  type ɵAccountIdentities as AccountIdentities,
  type ɵAccountIdentity as AccountIdentity,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
} from 'ngx-calendar-sync/account';
import { accountOfObjectId } from '../config/account-of-object-id';
import { OUTLOOK_CONFIG } from '../config/outlook-config';
import { canReadCalendars } from '../config/outlook-scopes';

/** Loaded for a token that comes without an id token: our own sign-in asks for one. */
const loadTokenOwner = () => orNotLoaded(import('./token-owner'));

/** Who has signed in. */
export type OutlookIdentity = AccountIdentity;

/**
 * The account is the one that the id token names; where a token came without that, Graph is asked. Its address would not do: a
 * work account and a personal one may have the same.
 */
@Injectable()
export class OutlookIdentities implements AccountIdentities<OutlookIdentity> {
  readonly #http = inject(LIBRARY_HTTP);
  readonly #config = inject(OUTLOOK_CONFIG);

  async find(token: AccessToken): Promise<OutlookIdentity> {
    const { scopes: grantedScopes } = token;
    if (!canReadCalendars(grantedScopes)) {
      throw new CalendarSyncError(
        'scopes-refused',
        ngDevMode && 'Your calendars cannot be shown without the permission to see them.',
      );
    }
    const { account, address = account } = token;
    if (account !== undefined && address !== undefined) {
      return { account, address, grantedScopes };
    }
    const [{ askOwner }, { endpoints }] = await Promise.all([
      loadTokenOwner(),
      this.#config.load(),
    ]);
    const owner = await askOwner(token, this.#http, endpoints.graph);
    return {
      account: accountOfObjectId(owner.id) ?? owner.address,
      address: owner.address,
      grantedScopes,
    };
  }
}
