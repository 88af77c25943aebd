import { HttpContext, HttpErrorResponse } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  type ɵAccountIdentities as AccountIdentities,
  type ɵAccountIdentity as AccountIdentity,
  ɵexpired as expired,
  type ɵJsonMembers as JsonMembers,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵmembersOf as membersOf,
  ɵreportOf as reportOf,
  ɵwithRequestToken as withRequestToken,
} from 'ngx-calendar-sync/account';
import { accountOfObjectId } from '../config/account-of-object-id';
import { OUTLOOK_CONFIG } from '../config/outlook-config';
import { canReadCalendars, canReadProfile } from '../config/outlook-scopes';

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
    return account !== undefined && address !== undefined
      ? { account, address, grantedScopes }
      : { ...(await this.#owner(token)), grantedScopes };
  }

  /** For apps that may not read the profile, the address of who owns the own calendar has to do. */
  async #owner(
    token: AccessToken,
  ): Promise<Required<Pick<AccountIdentity, 'account' | 'address'>>> {
    const profile = canReadProfile(token.scopes)
      ? await this.#get('/me?$select=id,userPrincipalName', token)
      : {};
    const { userPrincipalName: address = await this.#addressOfOwner(token) } = profile;
    if (typeof address === 'string' && address !== '') {
      return { account: accountOfObjectId(profile['id']) ?? address, address };
    }
    throw new CalendarSyncError('unexpected', 'Microsoft does not say who has signed in.');
  }

  async #addressOfOwner(token: AccessToken): Promise<unknown> {
    return membersOf((await this.#get('/me/calendar?$select=owner', token))['owner'])['address'];
  }

  async #get(path: string, token: AccessToken): Promise<JsonMembers> {
    const { endpoints } = await this.#config.load();
    const context = withRequestToken(new HttpContext(), token.value);
    try {
      return membersOf(await firstValueFrom(this.#http.get(endpoints.graph + path, { context })));
    } catch (error) {
      throw error instanceof HttpErrorResponse ? graphError(error) : error;
    }
  }
}

function graphError(error: HttpErrorResponse): CalendarSyncError {
  const { status } = error;
  if (status === 401) {
    return expired();
  }
  if (status === 0) {
    return new CalendarSyncError('offline', ngDevMode && 'Microsoft Graph cannot be reached.');
  }
  const options = { status, cause: reportOf(error) };
  return status === 403
    ? new CalendarSyncError('scopes-refused', ngDevMode && 'Add User.Read to the scopes.', options)
    : new CalendarSyncError('unavailable', `Microsoft Graph failed (HTTP ${status}).`, options);
}
