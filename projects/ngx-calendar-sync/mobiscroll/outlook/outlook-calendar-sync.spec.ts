import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type * as msal from '@azure/msal-browser';
import { CalendarSyncError } from 'ngx-calendar-sync';
import {
  outlookEmulator,
  OutlookCalendarService,
  provideOutlookCalendarSync,
} from 'ngx-calendar-sync/outlook';
import type { MobiscrollEvent } from 'ngx-calendar-sync/mobiscroll/sync';
import { until } from '../../core/specs/until';
import { CLIENT_ID, control, GRAPH_EMULATOR_URL } from '../../outlook/specs/outlook-app';
import { daily, OutlookBrowser } from '../../outlook/specs/outlook-browser';
import { type MsalClient, msalTokens } from './msal-tokens';
import { OutlookCalendarSync, outlookCalendarSync } from './outlook-calendar-sync';
import { type MobiscrollOutlookConfig, outlookSetupOf } from './outlook-config';
import { provideMobiscrollOutlookSync } from './provide-mobiscroll-outlook-sync';

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

const JUNE = [new Date(2026, 5, 1), new Date(2026, 6, 1)] as const;

/** MSAL, with a user who agrees to everything and whose tokens come from the emulator. */
class MsalInSpec implements MsalClient {
  windows = 0;
  /** The account of the last window. */
  askedFor: object | undefined;
  #account: object | null = null;

  constructor(readonly email: string) {}

  getActiveAccount(): object | null {
    return this.#account;
  }

  getAllAccounts(): readonly object[] {
    return this.#account ? [this.#account] : [];
  }

  setActiveAccount(account: object | null): void {
    this.#account = account;
  }

  async acquireTokenSilent({ scopes }: { readonly scopes: string[] }) {
    const body = { email: this.email, scopes };
    const { access_token: accessToken } = await control<{ access_token: string }>('token', body);
    return { accessToken, scopes, expiresOn: new Date(Date.now() + 3_600_000), account: this };
  }

  acquireTokenPopup(request: { readonly scopes: string[]; readonly account?: object }) {
    this.windows += 1;
    this.askedFor = request.account;
    return this.acquireTokenSilent(request);
  }

  clearCache(): Promise<void> {
    this.#account = null;
    return Promise.resolve();
  }
}

describe('outlookCalendarSync', () => {
  let opened: OutlookCalendarSync[] = [];
  let browser: OutlookBrowser;

  beforeEach(async () => {
    browser = await OutlookBrowser.ofUser();
  });
  afterEach(async () => {
    // Nothing of an app of one spec may be there in the next one.
    for (const sync of opened) {
      await sync.ɵend();
    }
    opened = [];
  });

  const configOf = (more: MobiscrollOutlookConfig = {}): MobiscrollOutlookConfig => ({
    clientId: CLIENT_ID,
    endpoints: outlookEmulator(GRAPH_EMULATOR_URL),
    msalClient: new MsalInSpec(browser.email),
    timezone: 'utc',
    ...more,
  });

  /** As an app of the plug-in starts, with nobody signed in. */
  async function started(config: MobiscrollOutlookConfig = {}): Promise<OutlookCalendarSync> {
    const sync = new OutlookCalendarSync();
    opened.push(sync);
    await new Promise<void>((resolve) => {
      sync.init({
        ...configOf(config),
        onInit: () => {
          config.onInit?.();
          resolve();
        },
      });
    });
    return sync;
  }

  async function signedIn(
    config?: MobiscrollOutlookConfig,
  ): Promise<readonly [OutlookCalendarSync, string]> {
    const sync = await started(config);
    await sync.signIn();
    const calendars = await sync.getCalendars();
    return [sync, calendars.find(({ isDefaultCalendar }) => isDefaultCalendar)?.id ?? ''];
  }

  const stored = (id: string) => browser.graph('GET', `me/events/${encodeURIComponent(id)}`);

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
    const sync = new OutlookCalendarSync();
    opened.push(sync);
    const { clientId = '', endpoints = {} } = configOf();
    await new Promise<void>((resolve) => {
      sync.init({ clientId, endpoints, onInit: resolve });
    });
    await sync.signIn();
    expect(sync.isSignedIn()).toBeTrue();
    expect((await sync.getCalendars()).length).toBeGreaterThan(0);
    await sync.signOut();
  });

  it('msal: its client is made with the app, the tenant and the page of the configuration', () => {
    const made: object[] = [];
    class PublicClientApplication extends MsalInSpec {
      constructor(configuration: object) {
        super('nobody@example.com');
        made.push(configuration);
      }
    }
    const library = { PublicClientApplication };
    const setup = outlookSetupOf({
      clientId: CLIENT_ID,
      msal: library,
      redirectUri: 'https://app.example/',
      pageSize: 10,
    });
    expect(made).toEqual([
      {
        auth: {
          clientId: CLIENT_ID,
          authority: 'https://login.microsoftonline.com/common',
          redirectUri: 'https://app.example/',
        },
      },
    ]);
    expect(Object.keys(setup).sort()).toEqual(['auth', 'clientId', 'redirectUri']);
    expect(() => outlookSetupOf({ msal: library })).toThrow(
      jasmine.objectContaining({ code: 'invalid-config' }),
    );
  });

  it('signIn with MSAL: the window opens before it returns, so that a click allows it', async () => {
    const msalClient = new MsalInSpec(browser.email);
    const sync = await started({ msalClient });
    const done = sync.signIn();
    expect(msalClient.windows).toBe(1);
    await done;
    expect(sync.isSignedIn()).toBeTrue();
  });

  it('MSAL, asked in a gesture: the window opens in the call itself, for the account that is known', async () => {
    const client = new MsalInSpec(browser.email);
    const { getAccessToken } = msalTokens(client);
    const first = getAccessToken({ interactive: true });
    expect([client.windows, client.askedFor]).toEqual([1, undefined]);
    await first;
    const second = getAccessToken({ interactive: true });
    expect(client.windows).toBe(2);
    expect(client.askedFor).toBe(client);
    await second;
  });

  it('MSAL is prepared once, when its tokens are set up, and its failure is told to who asks', async () => {
    const client = new MsalInSpec(browser.email);
    let prepared = 0;
    const broken = Object.assign(client, {
      initialize: () => {
        prepared += 1;
        return Promise.reject(new Error('blocked'));
      },
    });
    const { getAccessToken } = msalTokens(broken);
    expect(prepared).toBe(1);
    await expectAsync(getAccessToken({ interactive: false })).toBeRejectedWithError('blocked');
    expect(prepared).toBe(1);
  });

  it('MSAL needs the user: without a gesture nobody is signed in, and no window opens; other failures are told', async () => {
    const client = new MsalInSpec(browser.email);
    client.setActiveAccount(client);
    const interaction = Object.assign(new Error('ask'), { name: 'InteractionRequiredAuthError' });
    const silent = spyOn(client, 'acquireTokenSilent').and.rejectWith(interaction);
    const { getAccessToken } = msalTokens(client);
    expect(await getAccessToken({ interactive: false })).toBeNull();
    expect(client.windows).toBe(0);
    silent.and.rejectWith(new Error('broken'));
    await expectAsync(getAccessToken({ interactive: false })).toBeRejectedWithError('broken');
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

  it('updateEvent: a new time and an edited outlookEvent are written; what somebody else has changed stays', async () => {
    const id = await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, {
      location: { displayName: 'Room 2' },
    });
    const updated = await sync.updateEvent(calendarId, {
      ...event,
      start: new Date('2026-06-05T11:00:00Z'),
      end: new Date('2026-06-05T12:00:00Z'),
      outlookEvent: {
        ...event?.outlookEvent,
        body: { contentType: 'text', content: 'Bring slides' },
      },
    });
    expect(new Date(updated.start).toISOString()).toBe('2026-06-05T11:00:00.000Z');
    const { body, location } = await stored(id);
    expect(body?.content).toContain('Bring slides');
    expect(location?.displayName).toBe('Room 2');
  });

  it('updateEvent: an event that was read before somebody else changed it has only its own edit written', async () => {
    const id = await browser.add('Talk', '2026-06-05', {
      location: { displayName: 'Room 1' },
      body: { contentType: 'text', content: 'Agenda' },
      categories: ['Mine'],
    });
    const [sync, calendarId] = await signedIn();
    const [earlier] = await sync.getEvents(calendarId, ...JUNE);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, {
      location: { displayName: 'Room 2' },
      body: { contentType: 'text', content: 'New agenda' },
      attendees: [{ emailAddress: { address: 'eve@example.com' }, type: 'required' }],
      categories: ['Mine', 'Theirs'],
      start: { dateTime: '2026-06-05T13:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-05T14:00:00', timeZone: 'UTC' },
    });
    await sync.getEvents(calendarId, ...JUNE);
    const updated = await sync.updateEvent(calendarId, { ...earlier, title: 'Late talk' });
    expect(updated.title).toBe('Late talk');
    const { subject, location, body, attendees, categories, start } = await stored(id);
    expect([subject, location?.displayName, categories]).toEqual([
      'Late talk',
      'Room 2',
      ['Mine', 'Theirs'],
    ]);
    expect(body?.content).toContain('New agenda');
    expect(attendees?.map(({ emailAddress }) => emailAddress?.address)).toEqual([
      'eve@example.com',
    ]);
    expect(start?.dateTime).toContain('T13:00');
  });

  it('updateEvent: what both have changed is a conflict, and theirs stays', async () => {
    const id = await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, { subject: 'Theirs' });
    await expectAsync(sync.updateEvent(calendarId, { ...event, title: 'Mine' })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'conflict' }),
    );
    expect((await stored(id)).subject).toBe('Theirs');
  });

  it('updateEvent: the same copy edited again and again is written each time', async () => {
    const id = await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await sync.updateEvent(calendarId, { ...event, title: 'First' });
    await sync.updateEvent(calendarId, { ...event, title: 'Second' });
    expect((await stored(id)).subject).toBe('Second');
  });

  it('updateEvent: a copy from before signOut() is written where the event is the same, and refused where it is not', async () => {
    const id = await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await sync.signOut();
    await sync.signIn();
    const outlookEvent = { ...event?.outlookEvent, location: { displayName: 'Room 2' } };
    await sync.updateEvent(calendarId, { ...event, outlookEvent });
    expect((await stored(id)).location?.displayName).toBe('Room 2');
    await sync.signOut();
    await sync.signIn();
    await expectAsync(sync.updateEvent(calendarId, { ...event })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'conflict' }),
    );
  });

  it('updateEvent: an emptied member of outlookEvent is removed, also where it was edited in place', async () => {
    const id = await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    Object.assign(event?.outlookEvent ?? {}, { location: { displayName: '' } });
    await sync.updateEvent(calendarId, { ...event });
    expect((await stored(id)).location?.displayName ?? '').toBe('');
  });

  for (const { written, expected } of [
    { written: { reminderMinutesBeforeStart: 45 }, expected: [true, 45] },
    { written: { isReminderOn: true, reminderMinutesBeforeStart: 5 }, expected: [true, 5] },
    { written: { isReminderOn: false, reminderMinutesBeforeStart: 5 }, expected: [false] },
  ]) {
    it(`addEvent: a reminder written as ${JSON.stringify(written)} is stored`, async () => {
      const [sync, calendarId] = await signedIn();
      const { id } = await sync.addEvent(calendarId, {
        title: 'Job',
        start: new Date('2026-06-05T09:00:00Z'),
        end: new Date('2026-06-05T10:00:00Z'),
        outlookEvent: written,
      });
      const { isReminderOn, reminderMinutesBeforeStart } = await stored(id);
      expect([isReminderOn, reminderMinutesBeforeStart]).toEqual(jasmine.arrayContaining(expected));
    });
  }

  for (const { isReminderOn, title, edited, expected } of [
    { isReminderOn: true, title: 'Talk', edited: 45, expected: [true, 45] },
    { isReminderOn: true, title: 'New', edited: 15, expected: [true, 15] },
    { isReminderOn: false, title: 'New', edited: 45, expected: [false] },
  ]) {
    it(`updateEvent: with a reminder that is ${isReminderOn ? 'on' : 'off'}, the title ${title} and ${String(edited)} minutes, it is ${String(expected)}`, async () => {
      const before = { isReminderOn, reminderMinutesBeforeStart: 15 };
      const id = await browser.add('Talk', '2026-06-05', before);
      const [sync, calendarId] = await signedIn();
      const [event] = await sync.getEvents(calendarId, ...JUNE);
      await sync.updateEvent(calendarId, {
        ...event,
        title,
        outlookEvent: { ...event?.outlookEvent, reminderMinutesBeforeStart: edited },
      });
      const after = await stored(id);
      expect([after.isReminderOn, after.reminderMinutesBeforeStart]).toEqual(
        jasmine.arrayContaining(expected),
      );
    });
  }

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
