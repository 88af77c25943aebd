import { HttpBackend } from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  PLATFORM_ID,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom, Subject } from 'rxjs';
import { ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type { GoogleAuthState } from '../google-auth-state';
import type { GoogleCalendarSyncConfig } from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import { provideGoogleCalendarSync, withTokenStorage } from '../../provide-google-calendar-sync';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  emulatorEndpoints,
  ScriptedSignIn,
  stateOf,
} from '../../specs/emulator';
import { TOKEN_SERVER, TokenServerDouble } from '../../specs/token-server-double';
import { ɵNAVIGATE as NAVIGATE } from 'ngx-calendar-sync/base';
import { TOKEN_SOURCE_CODE } from './token-source-code';

const code = (expected: string) => jasmine.objectContaining({ code: expected });
const never = () => undefined;

describe('LazyTokenSource', () => {
  let server: TokenServerDouble;
  let gis: ScriptedSignIn;
  /** The code that was asked for, in order. */
  let asked: string[];
  /** Resolves when the network brings code, and rejects where it brings none. */
  let network: () => Promise<void>;

  const online = () => Promise.resolve();
  const offline = () =>
    Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

  beforeEach(async () => {
    asked = [];
    network = online;
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        TokenServerDouble,
        { provide: HttpBackend, useExisting: TokenServerDouble },
      ],
    });
    server = TestBed.inject(TokenServerDouble);
    server.user = await aUser();
    const token = await aToken(server.user);
    gis = new ScriptedSignIn((on) => {
      on.token(token);
      on.code({ code: '4/0A' });
    });
  });

  /** The library's own code, as the network brings it. */
  function observedCode(): Provider {
    const all = TestBed.inject(TOKEN_SOURCE_CODE);
    const observed = Object.entries(all).map(([auth, load]) => [
      auth,
      (config: Parameters<typeof load>[0]) => {
        asked.push(auth);
        return network().then<unknown>(() => load(config));
      },
    ]);
    return { provide: TOKEN_SOURCE_CODE, useValue: Object.fromEntries(observed) as typeof all };
  }

  function open(
    config: GoogleCalendarSyncConfig,
    features: Parameters<typeof aTab>[1] = [],
    ...providers: readonly Provider[]
  ): GoogleCalendarService {
    return aTab({ gis, ...config }, features, [observedCode(), ...providers]).get(
      GoogleCalendarService,
    );
  }

  const ways: readonly (readonly [string, GoogleCalendarSyncConfig])[] = [
    ['client', {}],
    ['client', { auth: 'client' }],
    ['server', { auth: 'server', tokenServer: TOKEN_SERVER }],
    ['redirect', { auth: 'redirect', tokenServer: TOKEN_SERVER }],
    ['own', { auth: { getAccessToken: () => Promise.resolve(null) } }],
  ];

  for (const [way, config] of ways) {
    it(`initialize(): loads the code of '${way}' alone, and once, with auth: ${JSON.stringify(config.auth)}`, async () => {
      const service = open(config);
      await service.initialize();
      await service.initialize();
      expect(service.ready()).toBeTrue();
      expect(asked).toEqual([way]);
    });
  }

  it('initialize(): loads no code where there is only an API key', async () => {
    const tab = createEnvironmentInjector(
      [
        provideGoogleCalendarSync({ apiKey: 'emulator-api-key', endpoints: emulatorEndpoints }),
        observedCode(),
      ],
      TestBed.inject(EnvironmentInjector),
    );
    const service = tab.get(GoogleCalendarService);
    await service.initialize();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(asked).toEqual([]);
    tab.destroy();
  });

  it('server rendering: no code is loaded and nothing waits', async () => {
    for (const [, config] of ways) {
      const service = open(config, [], { provide: PLATFORM_ID, useValue: 'server' });
      await service.initialize();
      expect(service.authState()).toEqual({ status: 'initializing' });
    }
    expect(asked).toEqual([]);
  });

  it('initialize(): rejects with script-failed where the code cannot be loaded, and asks again when called again', async () => {
    network = offline;
    const service = open({});
    await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
    expect(service.authState()).toEqual({ status: 'error', error: code('script-failed') as never });
    expect(service.ready()).toBeFalse();
    await expectAsync(service.signIn()).toBeRejectedWith(code('not-ready'));
    network = online;
    await service.initialize();
    expect(asked).toEqual(['client', 'client']);
    expect(service.ready()).toBeTrue();
  });

  for (const [way, config] of ways) {
    it(`wake: code of '${way}' that could not be loaded is asked for again, with auth: ${JSON.stringify(config.auth)}`, async () => {
      const wake = new Subject<void>();
      network = offline;
      const service = open(config, [], { provide: WAKE, useValue: wake });
      await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
      network = online;
      wake.next();
      await stateOf(service, 'signed-out');
      expect(service.ready()).toBeTrue();
    });
  }

  it('signIn(): opens the window synchronously as soon as ready is true', async () => {
    const service = open({});
    await service.initialize();
    expect(gis.requests).toEqual([]);
    const signingIn = service.signIn();
    expect(gis.requests.length).toBe(1);
    await signingIn;
    expect(service.authState().status).toBe('signed-in');
  });

  it('start: the remembered account is known before the code is loaded', async () => {
    const service = open({});
    await service.initialize();
    await service.signIn();
    await closeTabs();
    network = () => new Promise(never);
    const reloaded = open({});
    const account$ = reloaded.authState$.pipe(filter((state) => 'account' in state));
    expect(await firstValueFrom(account$)).toEqual(
      jasmine.objectContaining({ status: 'initializing', account: server.user }),
    );
    expect(reloaded.ready()).toBeFalse();
  });

  it("start: a stored session and another tab's session do not need the code", async () => {
    const features = [withTokenStorage('session')];
    const service = open({}, features);
    await service.initialize();
    await service.signIn();
    network = offline;
    const secondTab = open({});
    await secondTab.initialize();
    expect(secondTab.authState()).toEqual(service.authState());
    await closeTabs();
    const reloaded = open({}, features);
    await reloaded.initialize();
    expect(reloaded.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: server.user }),
    );
    expect(reloaded.ready()).toBeFalse();
  });

  for (const auth of ['server', 'redirect'] as const) {
    it(`signOut() with auth: '${auth}' where the code cannot be loaded: the next visit is signed out and tells the server first`, async () => {
      server.session = server.user;
      network = offline;
      const service = open({ auth, tokenServer: TOKEN_SERVER });
      await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
      await expectAsync(service.signOut()).toBeRejectedWith(code('sign-out-pending'));
      expect(server.asked).toEqual([]);
      await closeTabs();
      network = online;
      const next = open({ auth, tokenServer: TOKEN_SERVER });
      await next.initialize();
      expect(next.authState()).toEqual({ status: 'signed-out' });
      expect(server.asked[0]).toBe('/sign-out');
      expect(server.session).toBeUndefined();
    });
  }

  it('signOut() after the return from a login whose code cannot be loaded: the sign-out is sent, and not undone', async () => {
    const wake = new Subject<void>();
    const navigate = {
      provide: NAVIGATE,
      useValue: () => {
        server.session = server.user;
        history.replaceState(null, '', '#google-calendar-login=ok');
      },
    };
    const config = { auth: 'redirect', tokenServer: TOKEN_SERVER } as const;
    const leaving = open(config, [], navigate);
    await leaving.initialize();
    void leaving.signIn();
    await closeTabs();

    network = offline;
    const service = open(config, [], { provide: WAKE, useValue: wake });
    await expectAsync(service.initialize()).toBeRejectedWith(code('script-failed'));
    await expectAsync(service.signOut()).toBeRejectedWith(code('sign-out-pending'));
    network = online;
    wake.next();
    // The state has a reason until the token server has confirmed the sign-out.
    const isConfirmed = (state: GoogleAuthState) => state.status === 'signed-out' && !state.reason;
    await firstValueFrom(service.authState$.pipe(filter(isConfirmed)));
    expect(server.asked).toContain('/sign-out');
    expect(server.session).toBeUndefined();
  });

  it('signOut() while the code is loaded: does not end the session of a later sign-in in another tab', async () => {
    const config = { auth: 'server', tokenServer: TOKEN_SERVER } as const;
    const first = open(config);
    await first.initialize();
    await first.signIn();
    let bringCode: () => void = never;
    network = () => new Promise((resolve) => (bringCode = resolve));
    const second = open(config);
    await stateOf(second, 'signed-in');
    const signedOut = second.signOut();
    await stateOf(first, 'signed-out');
    await first.signIn();
    server.asked.length = 0;
    bringCode();
    await signedOut;
    expect(server.asked).not.toContain('/sign-out');
    expect(server.session).toBe(server.user);
    expect(first.authState().status).toBe('signed-in');
  });

  it('signOut() before the code is there: forgets the account and does not wait for the code', async () => {
    const service = open({});
    await service.initialize();
    await service.signIn();
    await closeTabs();
    network = () => new Promise(never);
    const reloaded = open({});
    await reloaded.signOut();
    expect(localStorage.length).toBe(0);
    expect(reloaded.authState()).toEqual({ status: 'initializing' });
  });
});
