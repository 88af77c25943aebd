import { createEnvironmentInjector, EnvironmentInjector, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { asyncScheduler, type SchedulerLike, Subject } from 'rxjs';
import {
  ɵCLOCK as CLOCK,
  ɵIN_GESTURE as IN_GESTURE,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
} from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
  withTokenStorage,
} from '../../provide-google-calendar-sync';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  emulatorEndpoints,
  control,
  loaded,
  ScriptedSignIn,
  stateOf,
} from '../emulator';
import { SCRIPT_WINDOW } from '../../runtime/sdk/google-script';
import type { GoogleTokenResponse } from '../../start/google-identity-services';

const CLIENT_ID = 'emulator.apps.googleusercontent.com';
const may = { start: '2026-05-01', end: '2026-06-01' };
const code = (expected: string) => jasmine.objectContaining({ code: expected });
const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;
const never = () => undefined;

/** The time of day, put forward or back by hand. */
class ShiftedClock implements SchedulerLike {
  shift = 0;
  now = () => Date.now() + this.shift;
  schedule = asyncScheduler.schedule.bind(asyncScheduler);
}

/** Answers each window with a token of the user whose turn it is. */
class Windows extends ScriptedSignIn {
  constructor(
    public user: string,
    scopes: readonly string[] = DEFAULT_GOOGLE_SCOPES,
  ) {
    super((on) => void aToken(this.user, scopes).then(on.token));
  }
}

describe('session', () => {
  /** A tab of the app, which is alone until another one is opened; reloading opens it anew. */
  async function open(
    config: GoogleCalendarSyncConfig,
    features: readonly GoogleCalendarSyncFeature[] = [],
    providers: readonly Provider[] = [],
  ): Promise<GoogleCalendarService> {
    const service = aTab(config, features, providers).get(GoogleCalendarService);
    await service.initialize().catch(never);
    return service;
  }

  async function signedIn(
    gis: Windows,
    features: readonly GoogleCalendarSyncFeature[] = [],
    providers: readonly Provider[] = [],
  ): Promise<GoogleCalendarService> {
    const service = await open({ gis }, features, providers);
    await service.signIn();
    return service;
  }

  describe('reload', () => {
    it('the session has expired, its account is known, and one window renews it', async () => {
      const gis = new Windows(await aUser());
      await signedIn(gis);
      await closeTabs();

      const service = await open({ gis });
      expect(service.authState()).toEqual({
        status: 'expired',
        account: gis.user,
        grantedScopes: DEFAULT_GOOGLE_SCOPES,
        missingScopes: [],
      });
      expect(gis.requests.length).toBe(1);
      await service.renew();
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ status: 'signed-in', account: gis.user }),
      );
      expect(service.calendars().length).toBe(1);
      expect(gis.requests[1]).toEqual({
        scope: DEFAULT_GOOGLE_SCOPES.join(' '),
        prompt: '',
        login_hint: gis.user,
      });
    });

    it('storage holds no token, and nothing at all after a sign-out', async () => {
      const gis = new Windows(await aUser());
      const service = await signedIn(gis);
      const stored = () => JSON.stringify([localStorage, sessionStorage]);
      expect(stored()).toContain(gis.user);
      expect(stored()).not.toContain('ya29');
      await service.signOut();
      expect(stored()).toBe('[{},{}]');
      await closeTabs();
      const reloaded = await open({ gis });
      expect(reloaded.authState()).toEqual({ status: 'signed-out' });
    });

    it('the session goes on at once with withTokenStorage()', async () => {
      const gis = new Windows(await aUser());
      await signedIn(gis, [withTokenStorage('session')]);
      await closeTabs();
      const service = await open({ gis }, [withTokenStorage('session')]);
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ status: 'signed-in', account: gis.user }),
      );
      expect(gis.requests.length).toBe(1);
      await service.signOut();
      expect(sessionStorage.length).toBe(0);
    });

    it('the session has expired when Google refuses the stored token', async () => {
      const gis = new Windows(await aUser());
      await signedIn(gis, [withTokenStorage('session')]);
      await closeTabs();
      await control('expireTokens', { email: gis.user });
      const service = await open({ gis }, [withTokenStorage('session')]);
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ status: 'expired', account: gis.user }),
      );
      await service.renew();
      expect(service.authState().status).toBe('signed-in');
    });

    it('sign-in and sign-out succeed when storage throws', async () => {
      const fails = () => {
        throw new DOMException('Storage is closed.', 'SecurityError');
      };
      const storage = { getItem: fails, setItem: fails, removeItem: fails } as unknown as Storage;
      const closed = [{ provide: LOCAL_STORAGE, useValue: storage }];
      const gis = new Windows(await aUser());
      const service = await signedIn(gis, [], closed);
      expect(service.authState().status).toBe('signed-in');
      await service.signOut();
      expect(service.authState()).toEqual({ status: 'signed-out' });
    });

    it('signOut() before the configuration has loaded ends the remembered session, too', async () => {
      const gis = new Windows(await aUser());
      await signedIn(gis);
      await closeTabs();
      let load: (config: GoogleCalendarSyncConfig) => void = never;
      const config = new Promise<GoogleCalendarSyncConfig>((resolve) => (load = resolve));
      const late = createEnvironmentInjector(
        [provideGoogleCalendarSync(() => config)],
        TestBed.inject(EnvironmentInjector),
      );
      const service = late.get(GoogleCalendarService);
      const signedOut = service.signOut();
      load({ clientId: CLIENT_ID, endpoints: emulatorEndpoints, gis });
      await signedOut;
      await service.initialize();
      expect(service.authState()).toEqual({ status: 'signed-out' });
      expect(localStorage.length).toBe(0);
      late.destroy();
    });

    it('a stored value that is no account is ignored', async () => {
      localStorage.setItem(`ngx-calendar-sync ${CLIENT_ID}`, '{"account":1}');
      const service = await open({ gis: new Windows('nobody@example.com') });
      expect(service.authState()).toEqual({ status: 'signed-out' });
    });
  });

  describe('expired', () => {
    async function expired(
      gis: Windows,
      config: GoogleCalendarSyncConfig = {},
      providers: readonly Provider[] = [],
    ): Promise<GoogleCalendarService> {
      await signedIn(gis);
      await closeTabs();
      return open({ gis, ...config }, [], providers);
    }

    it('requests wait until the user renews', async () => {
      const gis = new Windows(await aUser());
      const service = await expired(gis);
      const added = service.addEvent('primary', { title: 'written late', start: '2026-05-05' });
      const listed = service.getEvents('primary', may.start, may.end);
      await service.renew();
      expect((await added).title).toBe('written late');
      expect((await listed).length).toBeLessThan(2);
    });

    it('requests reject with expired after the configured tokenWait', async () => {
      const service = await expired(new Windows(await aUser()), { tokenWait: 20 });
      await expectAsync(service.getCalendars()).toBeRejectedWith(code('expired'));
    });

    it('requests reject with expired when the user closes the window', async () => {
      const gis = new Windows(await aUser());
      const service = await expired(gis);
      const asked = service.getCalendars();
      gis.answer = (on) => {
        on.window('popup_closed');
      };
      await expectAsync(service.renew()).toBeRejectedWith(code('popup-closed'));
      await expectAsync(asked).toBeRejectedWith(
        jasmine.objectContaining({ code: 'expired', cause: code('popup-closed') }),
      );
      expect(service.authState().status).toBe('expired');
    });

    it('requests are cancelled when another account signs in', async () => {
      const [first, second] = [await aUser(), await aUser()];
      const gis = new Windows(first);
      const service = await expired(gis);
      const added = service.addEvent('primary', { title: 'of the first', start: '2026-05-05' });
      gis.user = second;
      await Promise.all([expectAsync(added).toBeRejectedWith(code('cancelled')), service.renew()]);
      expect(service.authState()).toEqual(jasmine.objectContaining({ account: second }));
      expect(await service.getEvents('primary', may.start, may.end)).toEqual([]);
    });

    it('a command in a gesture opens the window synchronously', async () => {
      const gis = new Windows(await aUser());
      const service = await expired(gis, {}, [{ provide: IN_GESTURE, useValue: () => true }]);
      expect(gis.requests.length).toBe(1);
      const added = service.addEvent('primary', { title: 'saved', start: '2026-05-05' });
      expect(gis.requests.length).toBe(2);
      expect((await added).title).toBe('saved');
      await service.getCalendars();
      expect(gis.requests.length).toBe(2);
    });

    it('a command without a gesture opens no window, and neither does setView()', async () => {
      const gis = new Windows(await aUser());
      let gesture = false;
      const service = await expired(gis, { tokenWait: 20 }, [
        { provide: IN_GESTURE, useValue: () => gesture },
      ]);
      await expectAsync(service.getCalendars()).toBeRejectedWith(code('expired'));
      gesture = true;
      service.setView({ calendarIds: ['primary'], ...may });
      expect(gis.requests.length).toBe(1);
    });

    it('renew() asks for the granted scopes and for no refused one', async () => {
      const granted = DEFAULT_GOOGLE_SCOPES.slice(0, 2);
      const gis = new Windows(await aUser(), granted);
      await signedIn(gis);
      await closeTabs();
      const service = await open({ gis });
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ missingScopes: DEFAULT_GOOGLE_SCOPES.slice(2) }),
      );
      await service.renew();
      expect(gis.requests[1]).toEqual(jasmine.objectContaining({ scope: granted.join(' ') }));
    });

    it('renew() reads the granted scopes again, since the user may have taken some back', async () => {
      const email = await aUser();
      await signedIn(new Windows(email));
      await closeTabs();
      const service = await open({ gis: new Windows(email, DEFAULT_GOOGLE_SCOPES.slice(0, 2)) });
      await service.renew();
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ missingScopes: DEFAULT_GOOGLE_SCOPES.slice(2) }),
      );
      expect(service.capabilities().get(email)).toEqual({
        read: 'events',
        write: false,
        rename: false,
        customize: false,
        share: false,
        delete: false,
        missingScopes: [scope('calendar.events.owned')],
      });
    });
  });

  describe('window that never answers', () => {
    it('a second signIn() at once returns the same promise, a later one opens another window', async () => {
      const clock = new ShiftedClock();
      let answer: (response: GoogleTokenResponse) => void = never;
      const gis = new ScriptedSignIn((on) => (answer = on.token));
      const service = await open({ gis }, [], [{ provide: CLOCK, useValue: clock }]);
      const first = service.signIn();
      const second = service.signIn();
      expect(second).toBe(first);
      clock.shift = 10_000;
      const third = service.signIn();
      await expectAsync(first).toBeRejectedWith(code('cancelled'));
      expect(gis.requests.length).toBe(2);
      answer(await aToken(await aUser()));
      expect((await third).status).toBe('signed-in');
    });
  });

  describe('in several tabs', () => {
    it('a new tab is signed in without a window', async () => {
      const gis = new Windows(await aUser());
      await signedIn(gis);
      const second = await open({ gis });
      expect(second.authState()).toEqual(
        jasmine.objectContaining({ status: 'signed-in', account: gis.user }),
      );
      expect(second.calendars().length).toBe(1);
      expect(gis.requests.length).toBe(1);
    });

    it('one window renews the session of all tabs', async () => {
      const gis = new Windows(await aUser());
      const first = await signedIn(gis);
      const second = await open({ gis });
      await control('expireTokens', { email: gis.user });
      const asked = [first.getCalendars(), second.getCalendars()];
      await Promise.all([stateOf(first, 'expired'), stateOf(second, 'expired')]);
      await first.renew();
      for (const calendars of await Promise.all(asked)) {
        expect(calendars.length).toBe(1);
      }
      expect(second.authState().status).toBe('signed-in');
      expect(gis.requests.length).toBe(2);
    });

    it('signOut() ends the session of all tabs', async () => {
      const gis = new Windows(
        await aUser([
          { summary: 'private', start: { date: '2026-05-05' }, end: { date: '2026-05-06' } },
        ]),
      );
      const first = await signedIn(gis);
      const second = await open({ gis });
      second.setView({ calendarIds: [gis.user], ...may });
      await loaded(second);
      expect(second.events().length).toBe(1);
      await first.signOut();
      await stateOf(second, 'signed-out');
      expect(second.events()).toEqual([]);
      expect(second.calendars()).toEqual([]);
      await expectAsync(second.getCalendars()).toBeRejectedWith(code('signed-out'));
    });

    it('signing in with another account changes all tabs, and shows nothing of the first account', async () => {
      const [one, other] = [await aUser(), await aUser()];
      const gis = new Windows(one);
      const first = await signedIn(gis);
      const second = await open({ gis });
      const shown: string[] = [];
      second.calendars$.subscribe((calendars) => shown.push(calendars.map(({ id }) => id).join()));
      gis.user = other;
      await first.signIn({ prompt: 'select_account' });
      await until(() => second.calendars()[0]?.id === other);
      expect(shown).toEqual([one, '', other]);
      expect(second.authState()).toEqual(jasmine.objectContaining({ account: other }));
    });

    it('each tab has its own session where the browser lacks locks or channels', async () => {
      const alone = [{ provide: TAB_CONNECTIONS, useValue: undefined }];
      const gis = new Windows(await aUser());
      const first = await signedIn(gis, [], alone);
      const second = await open({ gis }, [], alone);
      expect(second.authState().status).toBe('expired');
      await first.signOut();
      expect(second.authState().status).toBe('expired');
      await second.renew();
      expect(second.authState().status).toBe('signed-in');
    });
  });

  describe('requestScopes()', () => {
    const events = scope('calendar.events');

    it('opens one window and keeps the events on screen', async () => {
      const email = await aUser([
        { summary: 'kept', start: { date: '2026-05-05' }, end: { date: '2026-05-06' } },
      ]);
      const gis = new Windows(email);
      const service = await signedIn(gis);
      service.setView({ calendarIds: [email], ...may });
      await loaded(service);
      const counts: number[] = [];
      service.events$.subscribe((shown) => counts.push(shown.length));
      gis.answer = (on) => void aToken(email, [...DEFAULT_GOOGLE_SCOPES, events]).then(on.token);
      const { grantedScopes, missingScopes } = await service.requestScopes(events);
      await loaded(service);
      expect(grantedScopes).toContain(events);
      expect(missingScopes).toEqual([]);
      expect(gis.requests[1]).toEqual({
        scope: [...DEFAULT_GOOGLE_SCOPES, events].join(' '),
        prompt: '',
        login_hint: email,
      });
      expect(counts).not.toContain(0);
    });

    it('the session goes on without the scopes that the user refuses', async () => {
      const gis = new Windows(await aUser());
      const service = await signedIn(gis);
      const { missingScopes } = await service.requestScopes(events);
      expect(missingScopes).toEqual([events]);
      gis.answer = (on) => {
        on.token({ error: 'access_denied' });
      };
      await expectAsync(service.requestScopes(events)).toBeRejectedWith(code('access-denied'));
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ status: 'signed-in', missingScopes: [events] }),
      );
    });
  });

  describe('start without a network', () => {
    it('the account is known, and the start is tried again when the network is back', async () => {
      const email = await aUser();
      await signedIn(new Windows(email));
      await closeTabs();
      const wake = new Subject<void>();
      const endpoints = { ...emulatorEndpoints, gis: '/no-such-script.js' };
      const window: { google?: unknown } = {};
      const providers = [
        { provide: WAKE, useValue: wake },
        { provide: SCRIPT_WINDOW, useValue: window },
      ];
      const service = await open({ endpoints }, [], providers);
      expect(service.authState()).toEqual(
        jasmine.objectContaining({
          status: 'expired',
          account: email,
          reason: code('script-failed'),
        }),
      );
      expect(service.ready()).toBeFalse();
      window.google = { accounts: { oauth2: new Windows(email) } };
      wake.next();
      await until(() => service.ready());
      await service.signIn();
      expect(service.authState().status).toBe('signed-in');
    });
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
