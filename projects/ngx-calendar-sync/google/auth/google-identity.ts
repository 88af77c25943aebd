import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleCalendarListEntry } from '../api/wire-types.generated';
import type { AccessToken } from './access-token';
import { canListCalendars, canReadProfile } from '../config/google-scopes';

/** Who has signed in; a token does not say. */
export interface GoogleIdentity {
  /** The address of the account. */
  readonly account: string;
  readonly grantedScopes: readonly string[];
  /** The account's calendars, where the granted scopes let them be listed. */
  readonly calendarList: readonly GoogleCalendarListEntry[];
}

@Injectable()
export class GoogleIdentities {
  readonly #api = inject(GoogleCalendarApi);

  /** Asks Google who a token is for; nobody else uses the token until that is known. */
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
