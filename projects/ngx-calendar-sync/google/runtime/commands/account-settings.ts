import { inject } from '@angular/core';
import { map, type Observable, reduce } from 'rxjs';
import { ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import { ɵliveSettings as liveSettings } from 'ngx-calendar-sync/calendar-commands';
import type { GoogleSettings } from 'ngx-calendar-sync/google/start';
import { get } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import { allowsCommand } from '../config/google-scopes';
import type { GoogleCalendarSettings, GoogleWeekday } from '../mapping/calendar-types';
import type { OpenSession } from '../provider/google-account';

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

  settings$(open: OpenSession): Observable<GoogleCalendarSettings | undefined> {
    return liveSettings(open, {
      isAllowed: (granted) => allowsCommand(granted, 'settings.readonly'),
      read: () => this.#read(),
      wake$: this.#wake$,
    });
  }

  #read(): Observable<GoogleCalendarSettings> {
    const request = { ...get('/users/me/settings', 'token'), params: { maxResults: 250 } };
    return this.#api.pages<GoogleSettings>(request).pipe(
      reduce((all, { items = [] }: GoogleSettings) => {
        const entries = items.flatMap(({ id, value }) => (id ? [[id, value ?? '']] : []));
        return { ...all, ...(Object.fromEntries(entries) as Record<string, string>) };
      }, {}),
      map(toSettings),
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
