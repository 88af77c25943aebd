import { type HttpClient, HttpContext, HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵexpired as expired,
  type ɵJsonMembers as JsonMembers,
  ɵmembersOf as membersOf,
  ɵreportOf as reportOf,
  ɵwithRequestToken as withRequestToken,
} from 'ngx-calendar-sync/account';
import { canReadProfile } from '../config/outlook-scopes';

/** Who owns a token, as Graph tells it. */
export interface TokenOwner {
  /** The object id of the account, where the app may read it. */
  readonly id: unknown;
  readonly address: string;
}

/**
 * Asks Graph whose a token is. For apps that may not read the profile, the address of who owns the own calendar has to do.
 * @param graph The base URL of Graph.
 */
export async function askOwner(
  token: AccessToken,
  http: HttpClient,
  graph: string,
): Promise<TokenOwner> {
  const get = async (path: string): Promise<JsonMembers> => {
    const context = withRequestToken(new HttpContext(), token.value);
    try {
      return membersOf(await firstValueFrom(http.get(graph + path, { context })));
    } catch (error) {
      throw error instanceof HttpErrorResponse ? graphError(error) : error;
    }
  };
  const addressOfCalendar = async () =>
    membersOf((await get('/me/calendar?$select=owner'))['owner'])['address'];
  const profile = canReadProfile(token.scopes) ? await get('/me?$select=id,userPrincipalName') : {};
  const { userPrincipalName: address = await addressOfCalendar() } = profile;
  if (typeof address === 'string' && address !== '') {
    return { id: profile['id'], address };
  }
  throw new CalendarSyncError('unexpected', 'Microsoft does not say who has signed in.');
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
