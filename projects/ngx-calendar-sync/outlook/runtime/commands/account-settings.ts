import { inject } from '@angular/core';
import { from, map, type Observable, of, switchMap } from 'rxjs';
import { ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import { ɵliveSettings as liveSettings } from 'ngx-calendar-sync/calendar-commands';
import type { Weekday } from 'ngx-calendar-sync/core';
import type {
  OutlookDayOfWeek,
  OutlookMailboxSettings,
  OutlookWorkingHours,
} from 'ngx-calendar-sync/outlook/start';
import { OutlookApi } from '../api/outlook-api';
import { canReadMailboxSettings } from '../config/outlook-scopes';
import type { OutlookCalendarSettings, OutlookWorkingTimes } from '../mapping/command-types';
import type { OpenSession } from '../provider/outlook-account';
import { TimeZoneNames } from '../time-zones/time-zone-names';

const WEEKDAYS: Readonly<Record<OutlookDayOfWeek, Weekday>> = {
  sunday: 0,
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
};

/** What the user has set in Outlook. */
export class AccountSettings {
  readonly #api = inject(OutlookApi);
  readonly #wake$ = inject(WAKE);
  readonly #names = new TimeZoneNames();

  settings$(open: OpenSession): Observable<OutlookCalendarSettings | undefined> {
    return liveSettings(open, {
      isAllowed: canReadMailboxSettings,
      read: () => this.#read(),
      wake$: this.#wake$,
    });
  }

  #read(): Observable<OutlookCalendarSettings> {
    return this.#api
      .request<OutlookMailboxSettings>({ method: 'GET', path: '/me/mailboxSettings' })
      .pipe(
        switchMap((settings) => {
          const zones = [settings.timeZone, settings.workingHours?.timeZone?.name];
          const known$ = this.#names.needsTable(zones) ? from(this.#names.load()) : of(undefined);
          return known$.pipe(map(() => this.#settingsOf(settings)));
        }),
      );
  }

  #settingsOf(mailboxSettings: OutlookMailboxSettings): OutlookCalendarSettings {
    const { language, timeFormat, workingHours } = mailboxSettings;
    const timeZone = this.#names.ianaName(mailboxSettings.timeZone);
    return {
      ...(timeZone === undefined ? {} : { timeZone }),
      // The letters of .NET: `H` counts to 24.
      format24HourTime: timeFormat?.includes('H') ?? false,
      ...(language?.locale ? { locale: language.locale } : {}),
      ...this.#workingTimesOf(workingHours),
      mailboxSettings,
    };
  }

  #workingTimesOf(hours: OutlookWorkingHours | null | undefined): {
    readonly workingHours?: OutlookWorkingTimes;
  } {
    const { daysOfWeek, startTime, endTime } = hours ?? {};
    if (!daysOfWeek || !startTime || !endTime) {
      return {};
    }
    const timeZone = this.#names.ianaName(hours?.timeZone?.name);
    return {
      workingHours: {
        days: daysOfWeek.map((day) => WEEKDAYS[day]),
        start: minutesOf(startTime),
        end: minutesOf(endTime),
        ...(timeZone === undefined ? {} : { timeZone }),
      },
    };
  }
}

/** `08:00` of a time with seconds and seven decimals. */
function minutesOf(time: string): string {
  return time.slice(0, 'HH:mm'.length);
}
