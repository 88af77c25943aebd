import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type {
  ɵAccessToken as AccessToken,
  ɵAccountIdentities as AccountIdentities,
  ɵAccountIdentity as AccountIdentity,
} from 'ngx-calendar-sync/account';
import { canListCalendars, canReadProfile } from '../config/google-scopes';
import { GoogleCalendarApi } from './google-calendar-api';
import type { GoogleCalendarListEntry } from 'ngx-calendar-sync/google/start';

/** Who has signed in, with what Google has answered when it was asked who the token is for. */
export interface GoogleIdentity extends AccountIdentity {
  /** The account's calendars, where the granted scopes let them be listed. */
  readonly calendarList: readonly GoogleCalendarListEntry[];
}

/** Google's access tokens do not say who they are for: the account is the id of its primary calendar, else its address. */
@Injectable()
export class GoogleIdentities implements AccountIdentities<GoogleIdentity> {
  readonly #api = inject(GoogleCalendarApi);

  async find(token: AccessToken): Promise<GoogleIdentity> {
    const { scopes: grantedScopes } = token;
    const calendarList = canListCalendars(grantedScopes)
      ? await firstValueFrom(this.#api.calendarList(token))
      : [];
    const primary = calendarList.find((entry) => entry.primary)?.id;
    const account = primary ?? (await this.#email(token));
    if (account) {
      return { account, grantedScopes, calendarList };
    }
    throw new CalendarSyncError(
      'scopes-refused',
      ngDevMode &&
        'Your calendars cannot be shown without the permission to see them: sign in again and tick it.',
    );
  }

  async #email(token: AccessToken): Promise<string | undefined> {
    if (!canReadProfile(token.scopes)) {
      return undefined;
    }
    return (await firstValueFrom(this.#api.userinfo(token))).email;
  }
}
