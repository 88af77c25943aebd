import { HttpBackend } from '@angular/common/http';
import { type Provider, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ɵIN_GESTURE as IN_GESTURE } from 'ngx-calendar-sync/base';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
} from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleCodeResponse, GoogleTokenResponse } from '../../start/google-identity-services';
import { SCRIPT_WINDOW } from '../../runtime/sdk/google-script';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  EMULATOR_URL,
  emulatorEndpoints,
  ScriptedSignIn,
  stateOf,
} from '../emulator';
import { TOKEN_SERVER, TokenServerDouble } from '../token-server-double';

const REASON = new Error('The user has left the page.');
const cancelled = jasmine.objectContaining({ code: 'cancelled', cause: REASON });
const code = (expected: string) => jasmine.objectContaining({ code: expected });
const never = () => undefined;

/** A window of Google's that stays open until the spec answers. */
class OpenWindow extends ScriptedSignIn {
  token: (response: GoogleTokenResponse) => void = never;
  code: (response: GoogleCodeResponse) => void = never;

  constructor() {
    super((on) => {
      this.token = on.token;
      this.code = on.code;
    });
  }
}

describe('AbortSignal of the sign-in commands', () => {
  let server: TokenServerDouble;
  let email: string;
  let gis: OpenWindow;
  let controller: AbortController;
  let signal: AbortSignal;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        TokenServerDouble,
        { provide: HttpBackend, useExisting: TokenServerDouble },
      ],
    });
    server = TestBed.inject(TokenServerDouble);
    email = await aUser();
    server.user = email;
    gis = new OpenWindow();
    controller = new AbortController();
    signal = controller.signal;
  });

  async function open(
    config: GoogleCalendarSyncConfig = {},
    ...providers: readonly Provider[]
  ): Promise<GoogleCalendarService> {
    const service = aTab({ gis, ...config }, [], providers).get(GoogleCalendarService);
    await service.initialize();
    return service;
  }

  async function signIn(service: GoogleCalendarService): Promise<void> {
    const asked = service.signIn();
    gis.token(await aToken(email));
    gis.code({ code: '4/0A' });
    await asked;
  }

  /** After a reload: the account is remembered, and only the user can renew. */
  async function expired(...providers: readonly Provider[]): Promise<GoogleCalendarService> {
    await signIn(await open());
    await closeTabs();
    gis.requests.length = 0;
    return open({}, ...providers);
  }

  it('aborted already: each command rejects with cancelled and the reason, opens no window and changes nothing', async () => {
    const service = await expired({ provide: IN_GESTURE, useValue: () => true });
    const before = service.authState();
    const stored = JSON.stringify(localStorage);
    controller.abort(REASON);
    const commands: readonly (() => Promise<unknown>)[] = [
      () => service.initialize({ signal }),
      () => service.signIn({ signal }),
      () => service.renew({ signal }),
      () => service.requestScopes(['openid'], { signal }),
      () => service.getAccessToken({ signal }),
      () => service.signOut({ signal }),
      () => service.disconnect({ signal }),
    ];
    for (const command of commands) {
      await expectAsync(command()).toBeRejectedWith(cancelled);
    }
    expect(gis.requests).toEqual([]);
    expect(gis.revoked).toEqual([]);
    expect(service.authState()).toEqual(before);
    expect(JSON.stringify(localStorage)).toBe(stored);
  });

  it('signIn() aborted while the window is open: nobody is signed in, and the answer of the window changes nothing', async () => {
    const service = await open();
    const asked = service.signIn({ signal });
    expect(service.authState().status).toBe('signing-in');
    controller.abort(REASON);
    await expectAsync(asked).toBeRejectedWith(cancelled);
    expect(service.authState()).toEqual({ status: 'signed-out' });

    gis.token(await aToken(email));
    email = await aUser();
    await signIn(service);
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: email }),
    );
    expect(gis.requests.length).toBe(2);
  });

  it('signIn() aborted: an answer of the window that comes twice changes nothing', async () => {
    const service = await open();
    const asked = service.signIn({ signal });
    controller.abort(REASON);
    await expectAsync(asked).toBeRejectedWith(cancelled);
    const token = await aToken(email);
    gis.token(token);
    gis.token(token);
    await service.initialize();
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('signIn() that two calls wait for: one that is aborted does not end it for the other', async () => {
    const service = await open();
    const first = service.signIn();
    const second = service.signIn({ signal });
    controller.abort(REASON);
    await expectAsync(second).toBeRejectedWith(cancelled);
    expect(service.authState().status).toBe('signing-in');
    gis.token(await aToken(email));
    expect((await first).account).toBe(email);
    expect(gis.requests.length).toBe(1);
  });

  it('signIn() aborted after the user has signed in changes nothing', async () => {
    const service = await open();
    const asked = service.signIn({ signal });
    gis.token(await aToken(email));
    await asked;
    controller.abort(REASON);
    expect(service.authState().status).toBe('signed-in');
    expect((await service.getCalendars()).length).toBe(1);
  });

  it("signIn() aborted with auth: 'server': a code that comes late begins no session at the token server", async () => {
    const service = await open({ auth: 'server', tokenServer: TOKEN_SERVER });
    const asked = service.signIn({ signal });
    controller.abort(REASON);
    await expectAsync(asked).toBeRejectedWith(cancelled);
    gis.code({ code: '4/0A' });
    await service.initialize();
    expect(server.asked).not.toContain('/auth');
    expect(server.session).toBeUndefined();
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('renew() aborted while the window is open: the sign-in is still expired, and requests fail as when it is closed', async () => {
    const service = await expired();
    const before = service.authState();
    const waiting = service.getCalendars();
    const asked = service.renew({ signal });
    expect(gis.requests.length).toBe(1);
    controller.abort(REASON);
    await expectAsync(asked).toBeRejectedWith(cancelled);
    await expectAsync(waiting).toBeRejectedWith(
      jasmine.objectContaining({ code: 'expired', cause: cancelled }),
    );
    expect(service.authState()).toEqual(before);
  });

  it('renew() aborted with a token server: stops waiting, and the renewal goes on', async () => {
    const service = await open({ auth: 'server', tokenServer: TOKEN_SERVER });
    await signIn(service);
    const old = await service.getAccessToken();
    server.asked.length = 0;
    const aborted = service.renew({ signal });
    const renewed = service.renew();
    controller.abort(REASON);
    await expectAsync(aborted).toBeRejectedWith(cancelled);
    await renewed;
    expect(server.asked).toEqual(['/refresh']);
    expect(await service.getAccessToken()).not.toBe(old);
  });

  it('requestScopes() takes one scope, several, and a list with a signal', async () => {
    const service = await open();
    await signIn(service);
    const wanted = ['https://www.googleapis.com/auth/calendar', 'openid'] as const;
    const calls = [
      () => service.requestScopes(wanted[0]),
      () => service.requestScopes(...wanted),
      () => service.requestScopes(wanted, { signal }),
      () => service.requestScopes([]),
    ];
    const asked: unknown[] = [];
    for (const call of calls) {
      const answered = call();
      const { scope = '' } = gis.requests.at(-1) as { scope?: string };
      asked.push(scope.split(' ').filter((one) => !DEFAULT_GOOGLE_SCOPES.includes(one)));
      gis.token(await aToken(email));
      await answered;
    }
    expect(asked).toEqual([[wanted[0]], [...wanted], [...wanted], []]);
  });

  it('requestScopes() aborted while the window is open: the user stays signed in, and the scope is still missing', async () => {
    const service = await open();
    await signIn(service);
    const asked = service.requestScopes(['openid'], { signal });
    controller.abort(REASON);
    await expectAsync(asked).toBeRejectedWith(cancelled);
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', missingScopes: ['openid'] }),
    );
  });

  it('signOut() aborted while the token server does not answer: the user is signed out, and the promise stops waiting', async () => {
    const service = await open({ auth: 'server', tokenServer: TOKEN_SERVER });
    await signIn(service);
    server.faults.set('/sign-out', 'no answer');
    const signedOut = service.signOut({ signal });
    controller.abort(REASON);
    await expectAsync(signedOut).toBeRejectedWith(cancelled);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(server.asked).toContain('/sign-out');
  });

  it('disconnect() aborted while it waits for a token: nothing is revoked, and the account stays', async () => {
    const service = await expired();
    const before = service.authState();
    const disconnected = service.disconnect({ signal });
    controller.abort(REASON);
    await expectAsync(disconnected).toBeRejectedWith(cancelled);
    await signIn(service);
    expect(gis.revoked).toEqual([]);
    expect(before.status).toBe('expired');
    expect(service.authState().status).toBe('signed-in');
  });

  it('getAccessToken() aborted while it waits for the user: rejects, and other requests go on waiting', async () => {
    const service = await expired();
    const waiting = service.getCalendars();
    const token = service.getAccessToken({ signal });
    controller.abort(REASON);
    await expectAsync(token).toBeRejectedWith(cancelled);
    await signIn(service);
    expect((await waiting).length).toBe(1);
  });

  it('initialize() aborted while the script is loaded: stops waiting, and the start goes on', async () => {
    const endpoints = { ...emulatorEndpoints, gis: `${EMULATOR_URL}/no-such-script.js` };
    const ownWindow = { provide: SCRIPT_WINDOW, useValue: {} };
    const service = aTab({ endpoints, start: 'lazy' }, [], [ownWindow]).get(GoogleCalendarService);
    const started = service.initialize({ signal });
    controller.abort(REASON);
    await expectAsync(started).toBeRejectedWith(cancelled);
    const state = await stateOf(service, 'error');
    expect(state).toEqual(jasmine.objectContaining({ error: code('script-failed') }));
  });
});
