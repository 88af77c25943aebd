import { TestBed } from '@angular/core/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { CalendarSyncError } from 'ngx-calendar-sync';
import {
  GoogleCalendarService,
  DEFAULT_GOOGLE_SCOPES,
  provideGoogleCalendarSync,
  type GoogleCalendarListEntry,
} from 'ngx-calendar-sync/google';
import type { MobiscrollEvent } from 'ngx-calendar-sync/mobiscroll/sync';
import { until } from '../core/specs/until';
import { SCRIPT_WINDOW } from '../google/runtime/sdk/google-script';
import {
  aToken,
  aUser,
  control,
  emulatorEndpoints,
  ScriptedSignIn,
  storedEvent,
} from '../google/specs/emulator';
import { GoogleCalendarSync, googleCalendarSync } from './google-calendar-sync';
import type { MobiscrollSyncConfig } from './google-config';
import { provideMobiscrollSync } from './provide-mobiscroll-sync';

/** The plug-in's own declaration, by which its apps are compiled. */
/* eslint-disable @typescript-eslint/no-explicit-any -- the plug-in declares it so */
interface PluginDeclaration {
  init(config: {
    clientId?: string;
    apiKey?: string;
    timezone?: string;
    timezonePlugin?: any;
    gapi?: any;
    gis?: any;
    auth?: 'client' | 'server';
    authUrl?: string;
    refreshUrl?: string;
    scopes?: string;
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

const MAY = [new Date(2026, 4, 1), new Date(2026, 5, 1)] as const;
const TALK = {
  id: 'talk',
  summary: 'Talk',
  start: { dateTime: '2026-05-05T09:00:00Z' },
  end: { dateTime: '2026-05-05T10:00:00Z' },
};

describe('googleCalendarSync', () => {
  let opened: GoogleCalendarSync[] = [];
  let asked: string[];

  beforeEach(() => {
    asked = [];
  });
  afterEach(async () => {
    // Nothing of an app of one spec may be there in the next one.
    for (const sync of opened) {
      await sync.ɵend();
    }
    opened = [];
  });

  function aSync(): GoogleCalendarSync {
    const sync = new GoogleCalendarSync();
    opened.push(sync);
    return sync;
  }

  const configOf = (email: string): MobiscrollSyncConfig => ({
    clientId: 'emulator.apps.googleusercontent.com',
    apiKey: 'emulator-api-key',
    endpoints: emulatorEndpoints,
    gis: new ScriptedSignIn((on) => {
      asked.push(email);
      void aToken(email).then(on.token);
    }),
  });

  /** The id of a calendar that everybody may read. */
  async function aPublicCalendar(): Promise<string> {
    const email = await aUser([TALK]);
    await control('as', {
      email,
      method: 'POST',
      path: `calendars/${email}/acl`,
      body: { role: 'reader', scope: { type: 'default' } },
    });
    return email;
  }

  /** As an app of the plug-in starts, with nobody signed in. */
  async function started(
    email: string,
    config: MobiscrollSyncConfig = {},
  ): Promise<GoogleCalendarSync> {
    const sync = aSync();
    await new Promise<void>((resolve) => {
      sync.init({
        ...configOf(email),
        ...config,
        onInit: () => {
          config.onInit?.();
          resolve();
        },
      });
    });
    return sync;
  }

  async function signedIn(events: readonly object[] = []): Promise<[GoogleCalendarSync, string]> {
    const email = await aUser(events);
    const sync = await started(email);
    await sync.signIn();
    return [sync, email];
  }

  it('has the types of the plug-in', () => {
    const plugin: PluginDeclaration = googleCalendarSync;
    expect(plugin.isSignedIn()).toBeFalse();
  });

  it('init: calls onInit, and a public calendar can be read with an API key alone', async () => {
    const email = await aPublicCalendar();
    const sync = aSync();
    const events = await new Promise<readonly MobiscrollEvent[]>((resolve, reject) => {
      sync.init({
        apiKey: 'emulator-api-key',
        endpoints: emulatorEndpoints,
        onInit: () => {
          sync.getEvents(email, ...MAY).then(resolve, reject);
        },
      });
    });
    expect(events.map(({ title }) => title)).toEqual(['Talk']);
    expect(sync.isSignedIn()).toBeFalse();
  });

  it('signIn and signOut: call onSignedIn and onSignedOut once, and isSignedIn follows', async () => {
    const email = await aUser([]);
    const calls: string[] = [];
    const note = (name: string) => () => calls.push(`${name} ${String(sync.isSignedIn())}`);
    const sync: GoogleCalendarSync = await started(email, {
      onSignedIn: () => note('in')(),
      onSignedOut: () => note('out')(),
    });
    expect([sync.isSignedIn(), calls]).toEqual([false, []]);
    await sync.signIn();
    await sync.signIn();
    expect(asked.length).toBe(1);
    await sync.signOut();
    expect(calls).toEqual(['in true', 'out false']);
  });

  it('signIn: asks before it returns, so that the window may open in a click', async () => {
    const sync = await started(await aUser([]));
    const done = sync.signIn();
    expect(asked.length).toBe(1);
    await done;
  });

  it("getCalendars: gives Google's entries without the hidden ones, to the callback and by its promise", async () => {
    const [sync, email] = await signedIn();
    const given: GoogleCalendarListEntry[][] = [];
    const calendars = await sync.getCalendars((all) => given.push(all));
    expect(given).toEqual([calendars]);
    expect(calendars.map(({ id, primary }) => [id, primary])).toEqual([[email, true]]);
    expect(calendars[0]?.summary).toBeDefined();
    expect(calendars[0]?.backgroundColor).toMatch(/^#/);
  });

  it('getEvents: gives events with the fields of the plug-in, to the callback and by its promise', async () => {
    const fair = {
      id: 'fair',
      summary: 'Fair',
      start: { date: '2026-05-06' },
      end: { date: '2026-05-08' },
    };
    const [sync, email] = await signedIn([TALK, fair]);
    const given: unknown[] = [];
    const events = await sync.getEvents([email], ...MAY, (all) => given.push(...all));
    expect(given).toEqual(events);
    expect(events).toEqual([
      jasmine.objectContaining({
        id: 'talk',
        title: 'Talk',
        allDay: false,
        googleCalendarId: email,
      }),
      jasmine.objectContaining({ start: '2026-05-06', end: '2026-05-08', allDay: true }),
    ]);
    expect(Date.parse(events[0]?.start ?? '')).toBe(Date.parse('2026-05-05T09:00:00Z'));
    expect(events[0]?.googleEvent.summary).toBe('Talk');
    expect(events[0]?.color).toMatch(/^#/);
  });

  it("addEvent: writes what is in googleEvent and the app's own properties, and not Mobiscroll's id", async () => {
    const [sync, email] = await signedIn();
    const given: unknown[] = [];
    const added = await sync.addEvent(
      email,
      {
        id: 'mbsc_1',
        title: 'Job',
        start: new Date('2026-05-05T09:00:00Z'),
        end: { valueOf: () => Date.parse('2026-05-05T10:30:00Z') },
        googleCalendarId: email,
        googleEvent: { description: 'With a ladder' },
        job: 'painting',
      },
      (event) => given.push(event),
    );
    expect(given).toEqual([added]);
    const { description, end, extendedProperties } = await storedEvent(email, added.id);
    expect(description).toBe('With a ladder');
    expect(Date.parse(end?.dateTime ?? '')).toBe(Date.parse('2026-05-05T10:30:00Z'));
    expect(extendedProperties).toEqual({ private: { job: 'painting' } });
  });

  it('ownProperties: an own property is stored, comes back from each command, and can be changed and removed', async () => {
    const email = await aUser([
      { ...TALK, location: 'Room 1', extendedProperties: { private: { version: '3' } } },
    ]);
    const sync = await started(email, { ownProperties: { job: 'text', hours: 'json' } });
    await sync.signIn();
    const added = await sync.addEvent(email, {
      title: 'Job',
      start: new Date('2026-05-05T12:00:00Z'),
      end: new Date('2026-05-05T13:00:00Z'),
      job: 'painting',
      hours: { planned: 2 },
    });
    expect([added['job'], added['hours']]).toEqual(['painting', { planned: 2 }]);
    const [talk, job] = await sync.getEvents(email, ...MAY);
    expect([talk?.['job'], talk?.['version'], talk?.['location']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([job?.['job'], job?.['hours']]).toEqual(['painting', { planned: 2 }]);
    await sync.updateEvent(email, { ...job, job: null, hours: { planned: 3 } });
    const { extendedProperties } = await storedEvent(email, added.id);
    expect(extendedProperties).toEqual({ private: { hours: '{"planned":3}' } });
  });

  it('addEvent: a recurrence in googleEvent makes a series, and getEvents lists its occurrences', async () => {
    const [sync] = await signedIn();
    await sync.addEvent('primary', {
      title: 'Stand-up',
      start: new Date('2026-05-05T09:00:00Z'),
      end: new Date('2026-05-05T09:15:00Z'),
      googleEvent: { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] },
    });
    const events = await sync.getEvents('primary', ...MAY);
    expect(events.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-05-05T09:00:00.000Z',
      '2026-05-06T09:00:00.000Z',
      '2026-05-07T09:00:00.000Z',
    ]);
    expect(events.map(({ googleEvent }) => googleEvent.recurringEventId !== undefined)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('updateEvent: an event that was read, with a new time and an edited googleEvent, is written, and nothing else is', async () => {
    const [sync, email] = await signedIn([{ ...TALK, location: 'Room 1' }]);
    const [event] = await sync.getEvents(email, ...MAY);
    const given: unknown[] = [];
    const updated = await sync.updateEvent(
      email,
      {
        ...event,
        start: new Date('2026-05-05T11:00:00Z'),
        end: new Date('2026-05-05T12:00:00Z'),
        googleEvent: { ...event?.googleEvent, description: 'new' },
      },
      (one) => given.push(one),
    );
    expect(given).toEqual([updated]);
    const stored = await storedEvent(email, 'talk');
    expect([stored.description, stored.location, stored.extendedProperties]).toEqual([
      'new',
      'Room 1',
      undefined,
    ]);
    expect(Date.parse(stored.start?.dateTime ?? '')).toBe(Date.parse('2026-05-05T11:00:00Z'));
  });

  it('updateEvent: an event that was read before somebody else changed it has only its own edit written', async () => {
    const [sync, email] = await signedIn([{ ...TALK, location: 'Room 1' }]);
    const [earlier] = await sync.getEvents(email, ...MAY);
    await control('as', {
      email,
      method: 'PATCH',
      path: `calendars/${email}/events/talk`,
      body: {
        location: 'Room 2',
        attendees: [{ email: 'eve@example.com' }],
        start: { dateTime: '2026-05-05T13:00:00Z' },
        end: { dateTime: '2026-05-05T14:00:00Z' },
      },
    });
    await sync.getEvents(email, ...MAY);
    const attendees = [{ email: 'ben@example.com' }];
    const googleEvent = { ...earlier?.googleEvent, attendees };
    await sync.updateEvent(email, { ...earlier, title: 'Late talk', googleEvent });
    const stored = await storedEvent(email, 'talk');
    expect([stored.summary, stored.location]).toEqual(['Late talk', 'Room 2']);
    expect(stored.attendees?.map((guest) => guest.email).sort()).toEqual([
      'ben@example.com',
      'eve@example.com',
    ]);
    expect(Date.parse(stored.start?.dateTime ?? '')).toBe(Date.parse('2026-05-05T13:00:00Z'));
  });

  it('updateEvent: a googleEvent that was edited in place is written', async () => {
    const [sync, email] = await signedIn([TALK]);
    const [event] = await sync.getEvents(email, ...MAY);
    Object.assign(event?.googleEvent ?? {}, { description: 'new' });
    await sync.updateEvent(email, { ...event });
    expect((await storedEvent(email, 'talk')).description).toBe('new');
  });

  it('deleteEvent: an event that was read is deleted, and given back', async () => {
    const [sync, email] = await signedIn([TALK]);
    const [event] = await sync.getEvents(email, ...MAY);
    const given: unknown[] = [];
    const deleted = await sync.deleteEvent(email, event ?? {}, (one) => given.push(one));
    expect([given, deleted.id]).toEqual([[event], 'talk']);
    expect(await sync.getEvents(email, ...MAY)).toEqual([]);
  });

  it("errors: a command rejects with the library's error, whose message is in error, too", async () => {
    const [sync] = await signedIn();
    const failures = await Promise.all(
      [
        sync.deleteEvent('primary', {}),
        sync.updateEvent('primary', { id: 1, title: 'None' }),
        sync.getEvents('primary', MAY[1], MAY[0]),
      ].map((command) =>
        command.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    expect(failures.map((error) => error instanceof CalendarSyncError && error.code)).toEqual([
      'invalid-request',
      'not-found',
      'invalid-request',
    ]);
    for (const failure of failures as { message: string; error: string }[]) {
      expect(failure.error).toBe(failure.message);
    }
  });

  it('commands before init are refused with not-ready, and those right after it wait', async () => {
    const sync = aSync();
    await expectAsync(sync.getCalendars()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-ready' }),
    );
    sync.init(configOf(await aUser([])));
    await expectAsync(sync.getCalendars()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'signed-out' }),
    );
  });

  it('init: called again with the same configuration keeps the session and tells the new callbacks alone', async () => {
    const email = await aUser([]);
    const config = configOf(email);
    const calls: string[] = [];
    const sync = await started(email, { ...config, onSignedIn: () => calls.push('first') });
    await sync.signIn();
    sync.init({
      ...config,
      onInit: () => calls.push('init'),
      onSignedIn: () => calls.push('second'),
    });
    await until(() => calls.includes('second'));
    await sync.signOut();
    await sync.signIn();
    expect(calls).toEqual(['first', 'init', 'second', 'second']);
  });

  it('init: called again with the same configuration in new lists and objects keeps the session', async () => {
    const email = await aUser([]);
    const config = configOf(email);
    const again = (): MobiscrollSyncConfig => ({
      ...config,
      endpoints: { ...emulatorEndpoints },
      scopes: [...DEFAULT_GOOGLE_SCOPES],
      ownProperties: { job: 'text' },
    });
    const sync = await started(email, again());
    await sync.signIn();
    await new Promise<void>((resolve) => {
      sync.init({ ...again(), onInit: resolve });
    });
    expect(sync.isSignedIn()).toBeTrue();
    await new Promise<void>((resolve) => {
      sync.init({ ...again(), ownProperties: { job: 'json' }, onInit: resolve });
    });
    expect(sync.isSignedIn()).toBeFalse();
  });

  it("init: where Google's script is blocked, onInit comes, and public calendars can be read", async () => {
    const email = await aPublicCalendar();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        // In the real one the script of another spec may arrive meanwhile.
        { provide: SCRIPT_WINDOW, useValue: {} },
        provideGoogleCalendarSync({
          clientId: 'emulator.apps.googleusercontent.com',
          apiKey: 'emulator-api-key',
          endpoints: { ...emulatorEndpoints, gis: `${location.origin}/no-such-script.js` },
        }),
        provideMobiscrollSync(),
      ],
    });
    const service = TestBed.inject(GoogleCalendarService);
    const events = await new Promise<readonly MobiscrollEvent[]>((resolve, reject) => {
      googleCalendarSync.init({
        onInit: () => {
          googleCalendarSync.getEvents(email, ...MAY).then(resolve, reject);
        },
      });
    });
    expect(service.authState().status).toBe('error');
    expect(events.map(({ title }) => title)).toEqual(['Talk']);
  });

  it('init: another configuration starts anew', async () => {
    const [sync] = await signedIn();
    const ben = await aUser([]);
    await new Promise<void>((resolve) => {
      sync.init({ ...configOf(ben), onInit: resolve });
    });
    expect(sync.isSignedIn()).toBeFalse();
    await sync.signIn();
    const calendars = await sync.getCalendars();
    expect(calendars.map(({ id }) => id)).toEqual([ben]);
  });

  it("provideMobiscrollSync: works with the app's own service", async () => {
    const email = await aUser([TALK]);
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync(configOf(email)),
        provideMobiscrollSync(),
      ],
    });
    const service = TestBed.inject(GoogleCalendarService);
    await new Promise<void>((resolve) => {
      googleCalendarSync.init({ onInit: resolve });
    });
    await googleCalendarSync.signIn();
    expect(service.authState().status).toBe('signed-in');
    await googleCalendarSync.deleteEvent(email, { id: 'talk' });
    expect(await service.getEvents(email, ...MAY)).toEqual([]);
    await googleCalendarSync.ɵend();
  });

  it('provideMobiscrollSync: after init(), its callbacks follow the service of the app, and there is one sign-in', async () => {
    const email = await aUser([]);
    const calls: string[] = [];
    googleCalendarSync.init({
      ...configOf(await aUser([])),
      onInit: () => calls.push('init'),
      onSignedIn: () => calls.push('in'),
    });
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync(configOf(email)),
        provideMobiscrollSync(),
      ],
    });
    const service = TestBed.inject(GoogleCalendarService);
    await until(() => calls.length > 0);
    await service.signIn();
    await until(() => calls.includes('in'));
    expect([calls, asked]).toEqual([['init', 'in'], [email]]);
    const calendars = await googleCalendarSync.getCalendars();
    expect(calendars.map(({ id }) => id)).toEqual([email]);
  });

  it('provideMobiscrollSync: when the app is destroyed, its service is used no more', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync(configOf(await aUser([]))),
        provideMobiscrollSync(),
      ],
    });
    TestBed.inject(GoogleCalendarService);
    TestBed.resetTestingModule();
    await expectAsync(googleCalendarSync.getCalendars()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-ready' }),
    );
  });
});
