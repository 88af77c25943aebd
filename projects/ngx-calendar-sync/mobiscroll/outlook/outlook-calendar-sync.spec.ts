import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type * as msal from '@azure/msal-browser';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { OutlookCalendarService, provideOutlookCalendarSync } from 'ngx-calendar-sync/outlook';
import type { MobiscrollEvent } from 'ngx-calendar-sync/mobiscroll/sync';
import { until } from '../../core/specs/until';
import { daily, type OutlookBrowser } from '../../outlook/specs/outlook-browser';
import { OutlookCalendarSync, outlookCalendarSync } from './outlook-calendar-sync';
import { type MobiscrollOutlookConfig, outlookSetupOf } from './outlook-config';
import { provideMobiscrollOutlookSync } from './provide-mobiscroll-outlook-sync';
import { JUNE, MobiscrollApp } from './specs/mobiscroll-app';
import { MsalInSpec } from './specs/msal-in-spec';

/** The plug-in's own declaration, by which its apps are compiled. */
/* eslint-disable @typescript-eslint/no-explicit-any -- the plug-in declares it so */
interface PluginDeclaration {
  init(config: {
    clientId?: string;
    redirectUri?: string;
    msal?: any;
    msalClient?: any;
    pageSize?: number;
    timezone?: string;
    timezonePlugin?: any;
    onInit?(): void;
    onSignedIn?(): void;
    onSignedOut?(): void;
  }): void;
  signIn(): Promise<any>;
  signOut(): Promise<any>;
  isSignedIn(): boolean;
  getCalendars(callback?: (calendars: any[]) => void): Promise<any>;
  getEvents(
    calendarIds: string | string[],
    start: Date,
    end: Date,
    callback?: (events: any[]) => void,
  ): Promise<any>;
  addEvent(calendarId: string, event: any, callback?: (added: any) => void): Promise<any>;
  updateEvent(calendarId: string, event: any, callback?: (updated: any) => void): Promise<any>;
  deleteEvent(calendarId: string, event: any, callback?: (deleted: any) => void): Promise<any>;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

describe('outlookCalendarSync', () => {
  let app: MobiscrollApp;
  let browser: OutlookBrowser;

  beforeEach(async () => {
    app = await MobiscrollApp.ofUser();
    ({ browser } = app);
  });
  // Nothing of an app of one spec may be there in the next one.
  afterEach(() => app.end());

  const configOf = (more?: MobiscrollOutlookConfig) => app.configOf(more);
  const started = (config?: MobiscrollOutlookConfig) => app.started(config);
  const signedIn = (config?: MobiscrollOutlookConfig) => app.signedIn(config);
  const stored = (id: string) => app.stored(id);

  it('has the types of the plug-in, and takes the classes of MSAL', () => {
    const plugin: PluginDeclaration = outlookCalendarSync;
    expect(plugin.isSignedIn()).toBeFalse();
    const takes = (client: msal.IPublicClientApplication, library: typeof msal) => {
      const config: MobiscrollOutlookConfig = { msalClient: client, msal: library };
      return config;
    };
    expect(takes).toBeDefined();
  });

  it('signIn and signOut: call onSignedIn and onSignedOut once, and isSignedIn follows', async () => {
    const calls: string[] = [];
    const msalClient = new MsalInSpec(browser.email);
    const note = (name: string) => () => calls.push(`${name} ${String(sync.isSignedIn())}`);
    const sync: OutlookCalendarSync = await started({
      msalClient,
      onSignedIn: () => note('in')(),
      onSignedOut: () => note('out')(),
    });
    expect([sync.isSignedIn(), calls, msalClient.windows]).toEqual([false, [], 0]);
    await sync.signIn();
    await sync.signIn();
    await sync.signOut();
    expect(calls).toEqual(['in true', 'out false']);
    expect([msalClient.windows, msalClient.getActiveAccount()]).toEqual([1, null]);
  });

  it('msalClient with an account: a reload finds the session, and no window opens', async () => {
    const msalClient = new MsalInSpec(browser.email);
    msalClient.setActiveAccount(msalClient);
    const calls: string[] = [];
    const sync = await started({ msalClient, onSignedIn: () => calls.push('in') });
    await until(() => calls.length > 0);
    expect([sync.isSignedIn(), msalClient.windows]).toEqual([true, 0]);
  });

  it('without MSAL: the library signs in, in a window of Microsoft', async () => {
    const { open } = window;
    // The plug-in has no hint of an account: the user would choose one in the window.
    spyOn(window, 'open').and.callFake((url, ...more) =>
      open.call(window, `${String(url)}&login_hint=${encodeURIComponent(browser.email)}`, ...more),
    );
    const sync = await app.startedWith({});
    await sync.signIn();
    expect(sync.isSignedIn()).toBeTrue();
    expect((await sync.getCalendars()).length).toBeGreaterThan(0);
    await sync.signOut();
  });

  it('signIn with MSAL: the window opens before it returns, so that a click allows it', async () => {
    const msalClient = new MsalInSpec(browser.email);
    const sync = await started({ msalClient });
    const done = sync.signIn();
    expect(msalClient.windows).toBe(1);
    await done;
    expect(sync.isSignedIn()).toBeTrue();
  });

  it("getCalendars: gives Graph's calendars, to the callback and by its promise", async () => {
    const [sync] = await signedIn();
    const given: unknown[] = [];
    const calendars = await sync.getCalendars((all) => given.push(all));
    expect(given).toEqual([calendars]);
    expect(calendars[0]?.name).toBeDefined();
    expect(calendars[0]?.owner?.address).toBe(browser.email);
  });

  it('getEvents: gives events with the fields of the plug-in, whatever the pageSize, series as occurrences', async () => {
    await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    await browser.add('Standup', '2026-06-08', daily('2026-06-08', 2));
    await browser.add('Fair', '2026-06-15', {
      isAllDay: true,
      start: { dateTime: '2026-06-15T00:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-17T00:00:00', timeZone: 'UTC' },
    });
    const [sync, calendarId] = await signedIn({ pageSize: 1 });
    const given: unknown[] = [];
    const events = await sync.getEvents([calendarId], ...JUNE, (all) => given.push(...all));
    expect(given).toEqual(events);
    expect(events.map(({ title }) => title)).toEqual(['Talk', 'Standup', 'Standup', 'Fair']);
    expect(events[0]).toEqual(
      jasmine.objectContaining({ allDay: false, outlookCalendarId: calendarId, editable: true }),
    );
    expect(Date.parse(events[0]?.start ?? '')).toBe(Date.parse('2026-06-05T09:00:00Z'));
    expect(events[0]?.outlookEvent.location?.displayName).toBe('Room 1');
    expect(events[3]).toEqual(
      jasmine.objectContaining({ start: '2026-06-15', end: '2026-06-17', allDay: true }),
    );
  });

  it("addEvent: writes what is in outlookEvent, and neither Mobiscroll's id nor its own properties", async () => {
    const [sync, calendarId] = await signedIn();
    const given: unknown[] = [];
    const added = await sync.addEvent(
      calendarId,
      {
        id: 'mbsc_1',
        title: 'Job',
        start: new Date('2026-06-05T09:00:00Z'),
        end: { valueOf: () => Date.parse('2026-06-05T10:30:00Z') },
        outlookEvent: {
          location: { displayName: 'Canteen' },
          body: {
            // So it is written by apps of JavaScript, too.
            contentType: 'HTML' as 'html',
            content: '<p>With a <b>ladder</b></p><p>and paint</p>',
          },
          showAs: 'free',
          categories: ['Work'],
        },
        cssClass: 'wide',
      },
      (event) => given.push(event),
    );
    expect(given).toEqual([added]);
    const { subject, location, body, showAs, categories, end } = await stored(added.id);
    expect([subject, location?.displayName, showAs, categories]).toEqual([
      'Job',
      'Canteen',
      'free',
      ['Work'],
    ]);
    expect(body?.content).toMatch(/With a ladder(<br>|\s)+and paint/);
    expect(end?.dateTime).toContain('T10:30');
  });

  it('addEvent: a recurrence in outlookEvent makes a series, and getEvents lists its occurrences', async () => {
    const [sync, calendarId] = await signedIn();
    await sync.addEvent(calendarId, {
      title: 'Stand-up',
      start: new Date('2026-06-05T09:00:00Z'),
      end: new Date('2026-06-05T09:15:00Z'),
      outlookEvent: daily('2026-06-05', 3),
    });
    const events = await sync.getEvents(calendarId, ...JUNE);
    expect(events.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-06-05T09:00:00.000Z',
      '2026-06-06T09:00:00.000Z',
      '2026-06-07T09:00:00.000Z',
    ]);
  });

  it('deleteEvent: an event that was read is deleted, and given back', async () => {
    await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    const given: MobiscrollEvent[] = [];
    await sync.deleteEvent(calendarId, event ?? {}, (one) => given.push(one));
    expect(given.map(({ title }) => title)).toEqual(['Talk']);
    expect(await sync.getEvents(calendarId, ...JUNE)).toEqual([]);
  });

  it("errors: a command rejects with the library's error, whose message is in error, too", async () => {
    const sync = new OutlookCalendarSync();
    const failure: unknown = await sync.getCalendars().catch((error: unknown) => error);
    expect(failure instanceof CalendarSyncError && failure.code).toBe('not-ready');
    const [ready] = await signedIn();
    const refused = await ready
      .updateEvent('primary', { title: 'None' })
      .catch((error: unknown) => error as CalendarSyncError & { readonly error: string });
    expect(refused).toEqual(jasmine.objectContaining({ code: 'invalid-request' }));
    expect(refused.error).toBe((refused as CalendarSyncError).message);
  });

  it('init: after a configuration that is refused, another one starts, and its commands work', async () => {
    const sync = app.newSync();
    const { endpoints = {} } = configOf();
    class PublicClientApplication extends MsalInSpec {
      constructor() {
        super(browser.email);
      }
    }
    sync.init({ endpoints, msal: { PublicClientApplication } });
    await expectAsync(sync.getCalendars()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-config' }),
    );
    await new Promise<void>((resolve) => {
      sync.init({ ...configOf(), onInit: resolve });
    });
    await sync.signIn();
    expect((await sync.getCalendars()).length).toBeGreaterThan(0);
  });

  it("provideMobiscrollOutlookSync: works with the app's own service", async () => {
    await browser.add('Talk', '2026-06-05');
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideOutlookCalendarSync(outlookSetupOf(configOf())),
        provideMobiscrollOutlookSync(),
      ],
    });
    const service = TestBed.inject(OutlookCalendarService);
    await new Promise<void>((resolve) => {
      outlookCalendarSync.init({ onInit: resolve });
    });
    await outlookCalendarSync.signIn();
    expect(service.authState().status).toBe('signed-in');
    const [event] = await outlookCalendarSync.getEvents('primary', ...JUNE);
    await outlookCalendarSync.deleteEvent('primary', event ?? {});
    expect(await service.getEvents('primary', ...JUNE)).toEqual([]);
    await outlookCalendarSync.ɵend();
  });
});
