import type { HttpRequest } from '@angular/common/http';
import type { EnvironmentInjector } from '@angular/core';
import { ɵTAB_CONNECTIONS as TAB_CONNECTIONS } from 'ngx-calendar-sync/base';
import { VirtualTimeApp } from '../../../service/specs/faults/virtual-time-app';
import { GoogleCalendarService } from '../../google-calendar.service';
import { withOfflineReplica } from '../../with-offline-replica';
import { aTab, aToken, EMULATOR_URL } from '../emulator';
import type { Account, CalendarName } from './account';

/** The range of the app's view. */
export const VIEW_RANGE = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

export interface CopyingAppOptions {
  readonly storage?: 'memory';
  readonly view?: { readonly start: string; readonly end: string };
  /** Those in view. */
  readonly calendars?: readonly CalendarName[];
}

/** An app with a local copy of Google's calendars, by default in IndexedDB. */
export class CopyingApp extends VirtualTimeApp<GoogleCalendarService> {
  readonly #quotaUser: string;
  protected readonly account: string;
  readonly service: GoogleCalendarService;
  protected readonly tab: EnvironmentInjector;
  protected readonly emulatorUrl = EMULATOR_URL;

  /**
   * @param pageSize The page size of event lists. Pages of the calendar list have half of it.
   * @param options With the storage `memory` it is an app in a browser of its own, of which other apps know nothing.
   */
  constructor(
    account: Account,
    public pageSize = 2500,
    { storage, view = VIEW_RANGE, calendars = ['own'] }: CopyingAppOptions = {},
  ) {
    super();
    const { email } = account;
    this.#quotaUser = email;
    this.account = `google:${email}`;
    const { clock } = this;
    const auth = {
      getAccessToken: async () => {
        const { access_token: token = '' } = await this.outsideOfHttpClient(aToken(email));
        return { token, expiresAt: new Date(clock.now() + 3_600_000) };
      },
    };
    this.tab = aTab(
      { clientId: email, auth },
      [withOfflineReplica(storage ? { storage } : {})],
      [
        ...this.environment(),
        ...(storage ? [{ provide: TAB_CONNECTIONS, useValue: undefined }] : []),
      ],
    );
    this.service = this.tab.get(GoogleCalendarService);
    this.service.setView({ calendarIds: calendars.map((name) => account.idOf(name)), ...view });
  }

  protected prepared(request: HttpRequest<unknown>): HttpRequest<unknown> {
    // All accounts share the browser's HTTP cache, which is keyed by the URL: this parameter makes URLs differ.
    const uncached = request.clone({ setParams: { quotaUser: this.#quotaUser } });
    if (!request.params.has('maxResults')) {
      return uncached;
    }
    const size = request.url.endsWith('/calendarList')
      ? Math.ceil(this.pageSize / 2)
      : this.pageSize;
    return uncached.clone({ setParams: { maxResults: String(Math.min(size, 250)) } });
  }
}
