import { inject } from '@angular/core';
import {
  defer,
  distinctUntilChanged,
  filter,
  map,
  merge,
  type Observable,
  of,
  reduce,
  retry,
  skip,
  startWith,
  switchMap,
  take,
} from 'rxjs';
import { ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import { get } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleSettings } from 'ngx-calendar-sync/google/start';
import { allowsCommand } from '../config/google-scopes';
import type { OpenSession } from '../provider/google-account';
import type { GoogleCalendarSettings, GoogleWeekday } from './calendar-types';

/** Google may leave out a setting with its default value. */
const DEFAULT_SETTINGS = {
  timezone: 'Etc/GMT',
  weekStart: '0',
  format24HourTime: 'false',
  locale: 'en',
};

/** What the user has set in Google Calendar. */
export class AccountSettings {
  readonly #api = inject(GoogleCalendarApi);
  readonly #wake$ = inject(WAKE);

  /** `undefined` until Google has answered, and where the app may not read them. Never fails. */
  settings$({ auth, session }: OpenSession): Observable<GoogleCalendarSettings | undefined> {
    const isAllowed$ = auth.identity$.pipe(
      map((identity) => allowsCommand(identity?.grantedScopes ?? [], 'settings.readonly')),
      distinctUntilChanged(),
    );
    return isAllowed$.pipe(
      switchMap((isAllowed) =>
        isAllowed
          ? session.refreshed$.pipe(
              startWith(undefined),
              switchMap(() => this.#read(auth)),
              startWith(undefined),
            )
          : of(undefined),
      ),
    );
  }

  /** After a failure it asks again when the tab wakes, the network is back, or somebody has signed in again. */
  #read({ state$ }: OpenSession['auth']): Observable<GoogleCalendarSettings> {
    const signedIn$ = state$.pipe(
      skip(1),
      filter(({ status }) => status === 'signed-in'),
    );
    const request = { ...get('/users/me/settings', 'token'), params: { maxResults: 250 } };
    return defer(() => this.#api.pages<GoogleSettings>(request)).pipe(
      reduce((all, { items = [] }: GoogleSettings) => {
        const entries = items.flatMap(({ id, value }) => (id ? [[id, value ?? '']] : []));
        return { ...all, ...(Object.fromEntries(entries) as Record<string, string>) };
      }, {}),
      map(toSettings),
      retry({ delay: () => merge(this.#wake$, signedIn$).pipe(take(1)) }),
    );
  }
}

function toSettings(all: Readonly<Record<string, string>>): GoogleCalendarSettings {
  const { timezone, weekStart, format24HourTime, locale } = { ...DEFAULT_SETTINGS, ...all };
  return {
    timeZone: timezone,
    weekStart: toWeekday(weekStart),
    format24HourTime: format24HourTime === 'true',
    locale,
    all,
  };
}

function toWeekday(text: string): GoogleWeekday {
  const days: readonly GoogleWeekday[] = [0, 1, 2, 3, 4, 5, 6];
  return days.find((day) => String(day) === text) ?? 0;
}
