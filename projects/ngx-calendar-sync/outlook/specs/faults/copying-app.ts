import type { HttpRequest } from '@angular/common/http';
import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { outlookEmulator } from 'ngx-calendar-sync/outlook/start';
import { rememberTab } from '../../../account/specs/open-tabs';
import { VirtualTimeApp } from '../../../service/specs/faults/virtual-time-app';
import { OutlookCalendarService } from '../../outlook-calendar.service';
import { provideOutlookCalendarSync } from '../../provide-outlook-calendar-sync';
import { withOfflineReplica } from '../../with-offline-replica';
import { control, GRAPH_EMULATOR_URL } from '../outlook-app';
import type { Account } from './account';

const SCOPES = ['Calendars.ReadWrite', 'MailboxSettings.Read', 'User.Read'];
const HOUR_MS = 3_600_000;

/** In the middle of May 2026: the copy has April 2026 to May 2027. */
export const MAY = '2026-05-10T12:00:00Z';
/** In the next month: the copy has May 2026 to June 2027. */
export const JUNE = '2026-06-02T12:00:00Z';

const VIEW_RANGE = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

/** An app with a local copy of Outlook's calendars in IndexedDB. */
export class CopyingApp extends VirtualTimeApp<OutlookCalendarService> {
  readonly service: OutlookCalendarService;
  protected readonly tab: EnvironmentInjector;
  protected readonly emulatorUrl = GRAPH_EMULATOR_URL;
  protected readonly account: string;

  /** @param pageSize How many rows a page has at most; `undefined` for as many as the library asks for. */
  constructor(
    account: Account,
    public pageSize?: number,
    now = MAY,
  ) {
    super(now);
    const { email } = account;
    this.account = `outlook:${email}`;
    const { clock } = this;
    const getAccessToken = async () => {
      const { access_token: token } = await this.outsideOfHttpClient(
        control<{ access_token: string }>('token', { email, scopes: SCOPES }),
      );
      const expiresAt = new Date(clock.now() + HOUR_MS);
      return { token, expiresAt, scopes: SCOPES, account: email };
    };
    this.tab = createEnvironmentInjector(
      [
        provideOutlookCalendarSync(
          {
            auth: { getAccessToken },
            scopes: SCOPES,
            timeZone: 'UTC',
            endpoints: outlookEmulator(GRAPH_EMULATOR_URL),
          },
          withOfflineReplica(),
        ),
        ...this.environment(),
      ],
      TestBed.inject(EnvironmentInjector),
    );
    rememberTab(this.tab);
    this.service = this.tab.get(OutlookCalendarService);
    this.service.setView({ calendarIds: [account.idOf('own')], ...VIEW_RANGE });
  }

  /** Lets an hour pass in the open tab. */
  async passHour(): Promise<void> {
    for (let passedMs = 0; passedMs < HOUR_MS; passedMs += HOUR_MS / 6) {
      this.clock.tick(HOUR_MS / 6);
      await this.untilAtRest();
    }
  }

  protected prepared(request: HttpRequest<unknown>): HttpRequest<unknown> {
    const { pageSize } = this;
    const prefer = request.headers.get('Prefer');
    if (pageSize === undefined || prefer === null) {
      return request;
    }
    return request.clone({
      url: request.url.replace(/(?<=[?&](?:\$|%24)top=)\d+/, String(pageSize)),
      setHeaders: { Prefer: prefer.replace(/(?<=odata\.maxpagesize=)\d+/, String(pageSize)) },
    });
  }
}
