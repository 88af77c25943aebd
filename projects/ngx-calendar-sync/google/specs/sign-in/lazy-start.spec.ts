import { HttpBackend, type HttpEvent, type HttpRequest } from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  Injectable,
  PLATFORM_ID,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Observable, Subject } from 'rxjs';
import { ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type { GoogleCalendarSyncConfig } from '../../start/google-calendar-sync.config';
import type { GoogleAuthState } from '../../runtime/google-auth-state';
import { GoogleCalendarService } from '../../google-calendar.service';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
  withTokenStorage,
} from '../../provide-google-calendar-sync';
import { SCRIPT_WINDOW } from '../../runtime/sdk/google-script';
import { ɵNAVIGATE as NAVIGATE } from 'ngx-calendar-sync/base';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  EMULATOR_URL,
  emulatorEndpoints,
  loaded,
  ScriptedSignIn,
  stateOf,
} from '../emulator';
import { TOKEN_SERVER, TokenServerDouble } from '../token-server-double';

const code = (expected: string) => jasmine.objectContaining({ code: expected });
/** A public calendar of the emulator. */
const HOLIDAYS = 'en.german#holiday@group.v.calendar.google.com';

/** Every request that the library sends, to the token server's double and to the emulator. */
@Injectable()
class RecordingBackend implements HttpBackend {
  readonly #next = inject(TokenServerDouble);
  sent: string[] = [];

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    this.sent.push(request.urlWithParams);
    return this.#next.handle(request);
  }
}

describe("start: 'lazy'", () => {
  let server: TokenServerDouble;
  let backend: RecordingBackend;
  let gis: ScriptedSignIn;
  /** The scripts that were put into the page. */
  let scripts: () => readonly string[];

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        TokenServerDouble,
        RecordingBackend,
        { provide: HttpBackend, useExisting: RecordingBackend },
      ],
    });
    server = TestBed.inject(TokenServerDouble);
    backend = TestBed.inject(RecordingBackend);
    server.user = await aUser();
    const token = await aToken(server.user);
    gis = new ScriptedSignIn((on) => {
      on.token(token);
      on.code({ code: '4/0A' });
    });
    const { head } = document;
    const append = spyOn(head, 'append').and.callThrough();
    scripts = () =>
      append.calls
        .allArgs()
        .flat()
        .filter((node) => node instanceof HTMLScriptElement)
        .map(({ src }) => src);
  });

  function open(
    config: GoogleCalendarSyncConfig,
    features: readonly GoogleCalendarSyncFeature[] = [],
    ...providers: readonly Provider[]
  ): GoogleCalendarService {
    const all = { apiKey: 'emulator-api-key', gis, ...config };
    return aTab(all, features, providers).get(GoogleCalendarService);
  }

  /** Asks for a public calendar, and waits for its events: long enough for anything else to be sent. */
  async function expectOnlyPublicRequests(service: GoogleCalendarService): Promise<void> {
    const year = new Date().getFullYear();
    service.setView({ calendarIds: [HOLIDAYS], start: `${year}-01-01`, end: `${year}-12-31` });
    await loaded(service);
    expect(service.events().length).toBeGreaterThan(5);
    expect(backend.sent.filter((url) => !url.includes('key=emulator-api-key'))).toEqual([]);
    expect(scripts()).toEqual([]);
  }

  it('before initialize(): nobody is signed in, no script is loaded, and only what the app asks for is sent', async () => {
    const gisUrl = `${EMULATOR_URL}/no-such-script.js`;
    const endpoints = { ...emulatorEndpoints, gis: gisUrl };
    const config = { apiKey: 'emulator-api-key', endpoints, start: 'lazy' } as const;
    const ownWindow = { provide: SCRIPT_WINDOW, useValue: {} };
    const service = aTab(config, [], [ownWindow]).get(GoogleCalendarService);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.ready()).toBeFalse();
    for (const asked of [service.signIn(), service.requestScopes('openid')]) {
      await expectAsync(asked).toBeRejectedWith(
        jasmine.objectContaining({
          code: 'not-ready',
          message: jasmine.stringContaining('initialize()'),
        }),
      );
    }
    const needSession: readonly Promise<unknown>[] = [
      service.renew(),
      service.getAccessToken(),
      service.disconnect(),
    ];
    for (const asked of needSession) {
      await expectAsync(asked).toBeRejectedWith(code('signed-out'));
    }
    await expectOnlyPublicRequests(service);
    await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
    expect(scripts()).toEqual([gisUrl]);
  });

  for (const auth of ['client', 'server'] as const) {
    it(`auth: '${auth}', before initialize(): the session of an earlier visit is neither shown nor renewed, and goes on afterwards`, async () => {
      const config = { auth, ...(auth === 'server' ? { tokenServer: TOKEN_SERVER } : {}) };
      const features = [withTokenStorage('session')];
      const earlier = open(config, features);
      await earlier.initialize();
      await earlier.signIn();
      await closeTabs();
      const stored = JSON.stringify([localStorage, sessionStorage]);
      backend.sent = [];

      const wake = new Subject<void>();
      const awake = { provide: WAKE, useValue: wake };
      const service = open({ ...config, start: 'lazy' }, features, awake);
      wake.next();
      await expectOnlyPublicRequests(service);
      expect(service.authState()).toEqual({ status: 'signed-out' });
      expect(JSON.stringify([localStorage, sessionStorage])).toBe(stored);
      const states: GoogleAuthState['status'][] = [];
      service.authState$.subscribe(({ status }) => states.push(status));
      await service.initialize();
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ status: 'signed-in', account: server.user }),
      );
      expect(states.slice(0, 2)).toEqual(['signed-out', 'initializing']);
      expect(gis.requests.length).toBe(1);
    });
  }

  it('before initialize(): a sign-in in another tab is not followed, and is taken over afterwards', async () => {
    const other = open({});
    await other.initialize();
    const service = open({ start: 'lazy' });
    await other.signIn();
    backend.sent = [];
    await expectOnlyPublicRequests(service);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    await service.initialize();
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: server.user }),
    );
    expect(gis.requests.length).toBe(1);
  });

  it('before initialize(): a sign-out that the token server has not confirmed is kept, and sent afterwards', async () => {
    const config = { auth: 'server', tokenServer: TOKEN_SERVER } as const;
    const earlier = open(config);
    await earlier.initialize();
    await earlier.signIn();
    server.faults.set('/sign-out', 403);
    await expectAsync(earlier.signOut()).toBeRejectedWith(code('sign-out-pending'));
    await closeTabs();
    server.faults.clear();
    server.asked.length = 0;
    backend.sent = [];

    const service = open({ ...config, start: 'lazy' });
    await expectOnlyPublicRequests(service);
    expect(server.session).toBe(server.user);
    await service.initialize();
    expect(server.asked).toEqual(['/sign-out']);
    expect(server.session).toBeUndefined();
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('signOut() before initialize(): ends the session of the earlier visit everywhere, and starts nothing', async () => {
    const config = { auth: 'server', tokenServer: TOKEN_SERVER } as const;
    const other = open(config);
    await other.initialize();
    await other.signIn();
    server.asked.length = 0;

    const service = open({ ...config, start: 'lazy', gapi: 'load' });
    await service.signOut();
    await stateOf(other, 'signed-out');
    expect(server.asked).toEqual(['/sign-out']);
    expect(localStorage.length).toBe(0);
    await other.signIn();
    backend.sent = [];
    await expectOnlyPublicRequests(service);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.ready()).toBeFalse();
    await expectAsync(service.signIn()).toBeRejectedWith(code('not-ready'));
  });

  it('before initialize(): the app that gives its own tokens is not asked for one', async () => {
    const asked: unknown[] = [];
    const getAccessToken = async (request: unknown) => {
      asked.push(request);
      return (await aToken(server.user)).access_token ?? null;
    };
    const service = open({ start: 'lazy', auth: { getAccessToken } });
    await expectOnlyPublicRequests(service);
    expect(asked).toEqual([]);
    await service.initialize();
    expect(asked).toEqual([{ interactive: false }]);
    expect(service.authState().status).toBe('signed-in');
  });

  it("auth: 'redirect': the page that comes back finishes the sign-in by itself, and the next visit waits again", async () => {
    const navigate = {
      provide: NAVIGATE,
      useValue: () => {
        server.session = server.user;
        history.replaceState(null, '', '#google-calendar-login=ok');
      },
    };
    const config = { start: 'lazy', auth: 'redirect', tokenServer: TOKEN_SERVER } as const;
    const leaving = open(config, [], navigate);
    await leaving.initialize();
    leaving.signIn().catch(() => undefined);
    await closeTabs();

    const back = open(config, [], navigate);
    await stateOf(back, 'signed-in');
    await closeTabs();
    backend.sent = [];
    const next = open(config, [], navigate);
    await expectOnlyPublicRequests(next);
    expect(next.authState()).toEqual({ status: 'signed-out' });
  });

  for (const isEarly of [false, true]) {
    const when = isEarly ? 'before' : 'after';
    it(`a configuration that comes later: initialize() ${when} it has come starts once`, async () => {
      let bring: (config: GoogleCalendarSyncConfig) => void = () => undefined;
      const config = new Promise<GoogleCalendarSyncConfig>((resolve) => (bring = resolve));
      const asked: unknown[] = [];
      const getAccessToken = async (request: unknown) => {
        asked.push(request);
        return (await aToken(server.user)).access_token ?? null;
      };
      const late = createEnvironmentInjector(
        [provideGoogleCalendarSync(() => config)],
        TestBed.inject(EnvironmentInjector),
      );
      const service = late.get(GoogleCalendarService);
      const early = isEarly ? service.initialize() : undefined;
      bring({
        apiKey: 'emulator-api-key',
        endpoints: emulatorEndpoints,
        start: 'lazy',
        auth: { getAccessToken },
      });
      if (!isEarly) {
        await stateOf(service, 'signed-out');
        await expectOnlyPublicRequests(service);
        expect(asked).toEqual([]);
      }
      await (early ?? service.initialize());
      expect(service.authState().status).toBe('signed-in');
      expect(asked.length).toBe(1);
      late.destroy();
    });
  }

  it('server rendering: the page shows that nobody is signed in, as the browser will', () => {
    const service = open({ start: 'lazy' }, [], { provide: PLATFORM_ID, useValue: 'server' });
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('initialize() with an aborted signal starts nothing', async () => {
    const service = open({ start: 'lazy' });
    const signal = AbortSignal.abort();
    await expectAsync(service.initialize({ signal })).toBeRejectedWith(code('cancelled'));
    await expectOnlyPublicRequests(service);
    expect(service.ready()).toBeFalse();
  });
});
