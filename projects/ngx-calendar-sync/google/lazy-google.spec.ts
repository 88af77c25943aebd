import { ErrorHandler, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom, Subject, VirtualTimeScheduler } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import { until } from '../core/specs/until';
import { GoogleCalendarService } from './google-calendar.service';
import { GOOGLE_CODE, LazyGoogle } from './lazy-google';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import {
  aToken,
  aUser,
  emulatorEndpoints,
  loaded,
  ScriptedSignIn,
  signedIn,
  stateOf,
} from './specs/emulator';
import type { GoogleCalendarSyncConfigSource } from './start/google-calendar-sync.config';
import type { GoogleCalendarSyncFeature } from './start/feature';

const CLIENT_ID = 'emulator.apps.googleusercontent.com';
const LUNCH = {
  id: 'lunch',
  summary: 'Lunch',
  start: { dateTime: '2026-06-10T12:00:00Z' },
  end: { dateTime: '2026-06-10T13:00:00Z' },
};
const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };

/** In an app the code behind the service is loaded; these specs are about the time before it is there. */
describe('Code behind the service', () => {
  let email: string;
  let handled: unknown[];
  let wake: Subject<void>;

  beforeEach(async () => {
    email = await aUser([LUNCH]);
    handled = [];
    wake = new Subject();
  });

  function open(
    config: GoogleCalendarSyncConfigSource = signingIn(),
    ...features: GoogleCalendarSyncFeature[]
  ): GoogleCalendarService {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync(config, ...features),
        { provide: GOOGLE_CODE, useValue: undefined },
        { provide: WAKE, useValue: wake },
        {
          provide: ErrorHandler,
          useValue: { handleError: (error: unknown) => handled.push(error) },
        },
      ],
    });
    return TestBed.inject(GoogleCalendarService);
  }

  function signingIn() {
    const gis = new ScriptedSignIn((on) => void aToken(email).then(on.token));
    return { clientId: CLIENT_ID, endpoints: emulatorEndpoints, gis };
  }

  const code = () => TestBed.inject(LazyGoogle).current;

  it('state: initializing, not ready and empty until it is there', async () => {
    const service = open();
    expect(code()).toBeUndefined();
    expect(service.authState()).toEqual({ status: 'initializing' });
    expect(service.ready()).toBe(false);
    expect(service.events()).toEqual([]);
    expect(service.calendars()).toEqual([]);
    expect(service.capabilities().size).toBe(0);
    expect(service.syncState()).toEqual(
      jasmine.objectContaining({ phase: 'idle', calendars: 0, events: 0 }),
    );
    expect(service.diagnostics()).toEqual(
      jasmine.objectContaining({
        configuration: 'not there yet',
        auth: { status: 'initializing', ready: false },
      }),
    );
    await firstValueFrom(service.ready$.pipe(filter(Boolean)));
    expect(code()).toBeDefined();
    await stateOf(service, 'signed-out');
  });

  it('setView, watchEvents and commands: what is asked before it is there is done when it is', async () => {
    const service = open();
    service.setView(JUNE);
    const watched: number[] = [];
    service.watchEvents(JUNE).subscribe((events) => watched.push(events.length));
    const initialized = service.initialize();
    expect(code()).toBeUndefined();
    await initialized;
    await service.signIn();
    await loaded(service);
    expect(service.events().map(({ title }) => title)).toEqual(['Lunch']);
    expect(watched.at(-1)).toBe(1);
    const events = await service.getEvents('primary', JUNE.start, JUNE.end);
    expect(events.map(({ id }) => id)).toEqual(['lunch']);
  });

  it('getEvents: before it is there the command waits for it', async () => {
    const service = open();
    const events = service.getEvents('primary', JUNE.start, JUNE.end);
    expect(code()).toBeUndefined();
    await expectAsync(events).toBeRejected();
    expect(code()).toBeDefined();
  });

  it('a command that is aborted before it is there is cancelled', async () => {
    const service = open();
    const abort = new AbortController();
    const events = service.getEvents('primary', JUNE.start, JUNE.end, { signal: abort.signal });
    abort.abort();
    await expectAsync(events).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
  });

  it('signIn, renew and requestScopes: before it is there no window could open in the gesture', async () => {
    const service = open();
    for (const call of [service.signIn(), service.renew(), service.requestScopes('scope')]) {
      await expectAsync(call).toBeRejectedWith(jasmine.objectContaining({ code: 'not-ready' }));
    }
    await service.initialize();
    await expectAsync(service.signIn()).toBeResolvedTo(
      jasmine.objectContaining({ account: email }),
    );
  });

  it('setView: a range that cannot be is told to the ErrorHandler once it is there', async () => {
    const service = open();
    service.setView({ ...JUNE, end: JUNE.start });
    await service.initialize();
    await TestBed.inject(LazyGoogle).load();
    expect(handled).toEqual([jasmine.objectContaining({ code: 'invalid-request' })]);
  });

  it('syncState: loading from when a view is asked for', () => {
    const service = open();
    expect(service.syncState().phase).toBe('idle');
    service.setView(JUNE);
    expect(service.syncState().phase).toBe('loading');
  });

  it('setView: of several calls before it is there the last one counts', async () => {
    const service = open();
    service.setView({ ...JUNE, end: JUNE.start });
    service.setView(JUNE);
    await service.initialize();
    await service.signIn();
    await loaded(service);
    expect(service.events().length).toBe(1);
    expect(handled).toEqual([]);
  });

  it('start: lazy: watchEvents loads it, and nothing else does before the app asks for something', async () => {
    const service = open({ ...signingIn(), start: 'lazy' });
    service.changes$.subscribe();
    expect(TestBed.inject(LazyGoogle).isLoading).toBe(false);
    service.watchEvents(JUNE).subscribe();
    expect(TestBed.inject(LazyGoogle).isLoading).toBe(true);
    await TestBed.inject(LazyGoogle).load();
  });

  it('start: lazy: nothing is loaded before the app asks for something', async () => {
    const service = open({ ...signingIn(), start: 'lazy' });
    await Promise.resolve();
    expect(TestBed.inject(LazyGoogle).isLoading).toBe(false);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    await service.initialize();
    expect(service.ready()).toBe(true);
  });

  it('a configuration that cannot work is told to the ErrorHandler, and is the state', async () => {
    const service = open({ clientId: 'YOUR_CLIENT_ID' });
    const state = await stateOf(service, 'error');
    expect(state).toEqual({ status: 'error', error: jasmine.any(CalendarSyncError) });
    await until(() => handled.length > 0);
    expect(handled).toEqual([jasmine.objectContaining({ code: 'invalid-config' })]);
    wake.next();
    expect(TestBed.inject(LazyGoogle).isLoading).toBe(false);
    await expectAsync(service.initialize()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-config' }),
    );
  });

  describe('that cannot be loaded', () => {
    let isThere: boolean;
    /** Takes part in the load, as the code of the feature does. */
    const failing: GoogleCalendarSyncFeature = {
      ɵkind: 'offline-replica',
      ɵset: {
        offlineReplica: {
          options: {},
          load: () =>
            isThere
              ? Promise.resolve(undefined)
              : Promise.reject(new CalendarSyncError('script-failed', 'It did not load.')),
        },
      },
    };

    beforeEach(() => {
      isThere = false;
    });

    it('diagnostics: tells why, and when', async () => {
      const before = Date.now();
      const service = open(signingIn(), failing);
      await stateOf(service, 'error');
      const { auth, errors } = service.diagnostics();
      expect(auth.status).toBe('error');
      expect(errors).toEqual([{ at: jasmine.any(String), code: 'script-failed' }]);
      const at = Date.parse(errors[0]?.at ?? '');
      expect(at).toBeGreaterThanOrEqual(before);
      expect(at).toBeLessThanOrEqual(Date.now());
    });

    it('is the state of the service and of its commands, and is loaded when the app tries again', async () => {
      const service = open(signingIn(), failing);
      const state = await stateOf(service, 'error');
      expect(state).toEqual({
        status: 'error',
        error: jasmine.objectContaining({ code: 'script-failed' }),
      });
      await expectAsync(service.sync()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'script-failed' }),
      );
      await expectAsync(service.signIn()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'not-ready' }),
      );
      isThere = true;
      await service.initialize();
      expect(service.ready()).toBe(true);
      expect(service.authState()).toEqual({ status: 'signed-out' });
      expect(handled).toEqual([]);
    });

    it('is loaded again after a while', async () => {
      const clock = new VirtualTimeScheduler();
      TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: clock }] });
      const service = open(signingIn(), failing);
      await stateOf(service, 'error');
      isThere = true;
      clock.maxFrames = 30_000;
      clock.flush();
      expect(service.authState()).toEqual({ status: 'initializing' });
      await stateOf(service, 'signed-out');
    });

    it('signOut: it is kept, also for the next visit, and done when it is there', async () => {
      await signedIn(email);
      expect(localStorage.length).toBeGreaterThan(0);
      TestBed.resetTestingModule();
      const service = open(signingIn(), failing);
      await expectAsync(service.signOut()).toBeRejected();
      TestBed.resetTestingModule();
      isThere = true;
      const again = open(signingIn(), failing);
      await stateOf(again, 'signed-out');
      await again.initialize();
      expect(again.authState()).toEqual({ status: 'signed-out' });
      expect(localStorage.length).toBe(0);
    });

    it('is loaded when the page comes back online, and the view that was asked for shows', async () => {
      const service = open(signingIn(), failing);
      service.setView(JUNE);
      await stateOf(service, 'error');
      isThere = true;
      wake.next();
      await stateOf(service, 'signed-out');
      await service.initialize();
      await service.signIn();
      await loaded(service);
      expect(service.events().length).toBe(1);
    });
  });

  it('an app that ends while it is loaded starts nothing', async () => {
    open();
    const google = TestBed.inject(LazyGoogle);
    const load = google.load();
    TestBed.resetTestingModule();
    await expectAsync(load).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
    expect(google.current).toBeUndefined();
  });
});
