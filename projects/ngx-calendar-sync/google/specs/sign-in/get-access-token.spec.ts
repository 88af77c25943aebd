import { HttpBackend } from '@angular/common/http';
import { type Provider, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { ɵCLOCK as CLOCK, ɵIN_GESTURE as IN_GESTURE } from 'ngx-calendar-sync/base';
import type { GoogleCalendarSyncConfig } from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  control,
  emulatorEndpoints,
  ScriptedSignIn,
  stateOf,
} from '../emulator';
import { TOKEN_SERVER, TokenServerDouble } from '../token-server-double';

const HOUR_MS = 3_600_000;
const code = (expected: string) => jasmine.objectContaining({ code: expected });

/** The time of day, put forward by hand. */
class ShiftedClock implements SchedulerLike {
  shift = 0;
  now = () => Date.now() + this.shift;
  schedule = asyncScheduler.schedule.bind(asyncScheduler);
}

describe('getAccessToken()', () => {
  const withServer = { auth: 'server', tokenServer: TOKEN_SERVER } as const;
  let server: TokenServerDouble;
  let email: string;
  let gis: ScriptedSignIn;

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
    gis = new ScriptedSignIn((on) => {
      on.code({ code: '4/0A' });
      void aToken(email).then(on.token);
    });
  });

  async function open(
    config: GoogleCalendarSyncConfig = {},
    ...providers: readonly Provider[]
  ): Promise<GoogleCalendarService> {
    const service = aTab({ gis, ...config }, [], providers).get(GoogleCalendarService);
    await service.initialize();
    return service;
  }

  async function signedIn(
    config: GoogleCalendarSyncConfig = {},
    ...providers: readonly Provider[]
  ): Promise<GoogleCalendarService> {
    const service = await open(config, ...providers);
    await service.signIn();
    return service;
  }

  /** After a reload: the account is remembered, and only the user can renew. */
  async function expired(
    config: GoogleCalendarSyncConfig = {},
    ...providers: readonly Provider[]
  ): Promise<GoogleCalendarService> {
    await signedIn();
    await closeTabs();
    gis.requests.length = 0;
    return open(config, ...providers);
  }

  /** The status that Google answers to the app's own call with this token. */
  async function statusOfCall(token: string): Promise<number> {
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(`${emulatorEndpoints.api}/users/me/calendarList`, { headers })).status;
  }

  it('gives the token of the account, which Google accepts in a call of the app', async () => {
    const service = await signedIn();
    expect(await statusOfCall(await service.getAccessToken())).toBe(200);
  });

  it('rejects with signed-out while nobody is signed in, and after a sign-out', async () => {
    const service = await open();
    await expectAsync(service.getAccessToken()).toBeRejectedWith(code('signed-out'));
    await service.signIn();
    await service.signOut();
    await expectAsync(service.getAccessToken()).toBeRejectedWith(code('signed-out'));
    expect(gis.requests.length).toBe(1);
  });

  it('renews an expired token at the token server, once for all who ask', async () => {
    const clock = new ShiftedClock();
    const service = await signedIn(withServer, { provide: CLOCK, useValue: clock });
    const old = await service.getAccessToken();
    server.asked.length = 0;
    clock.shift = 2 * HOUR_MS;
    const [token, again] = await Promise.all([service.getAccessToken(), service.getAccessToken()]);
    expect(token).not.toBe(old);
    expect(again).toBe(token);
    expect(server.asked).toEqual(['/refresh']);
    expect(await statusOfCall(token)).toBe(200);
  });

  it('gives no token that Google has answered 401 to, but a new one of the token server', async () => {
    const service = await signedIn(withServer);
    const old = await service.getAccessToken();
    await control('expireTokens', { email });
    expect(await statusOfCall(old)).toBe(401);
    await service.getCalendars();
    const token = await service.getAccessToken();
    expect(token).not.toBe(old);
    expect(await statusOfCall(token)).toBe(200);
  });

  it('rejects with the error of the token server that does not renew', async () => {
    const clock = new ShiftedClock();
    const service = await signedIn(withServer, { provide: CLOCK, useValue: clock });
    server.faults.set('/refresh', 403);
    clock.shift = 2 * HOUR_MS;
    await expectAsync(service.getAccessToken()).toBeRejectedWith(code('invalid-config'));
  });

  it('waits for the user where the token server has no session any more', async () => {
    const clock = new ShiftedClock();
    const service = await signedIn(withServer, { provide: CLOCK, useValue: clock });
    server.session = undefined;
    clock.shift = 2 * HOUR_MS;
    const token = service.getAccessToken();
    await stateOf(service, 'expired');
    await service.signIn();
    expect(await statusOfCall(await token)).toBe(200);
  });

  it('waits for the user where only the user can renew', async () => {
    const service = await expired();
    const token = service.getAccessToken();
    expect(gis.requests).toEqual([]);
    await service.renew();
    expect(await statusOfCall(await token)).toBe(200);
  });

  it('in a gesture opens the window that renews, before it returns', async () => {
    const service = await expired({}, { provide: IN_GESTURE, useValue: () => true });
    const token = service.getAccessToken();
    expect(gis.requests.length).toBe(1);
    expect(await statusOfCall(await token)).toBe(200);
  });

  it('rejects with expired when the user has not renewed within tokenWait', async () => {
    const service = await expired({ tokenWait: 20 });
    await expectAsync(service.getAccessToken()).toBeRejectedWith(code('expired'));
  });

  it('rejects with cancelled when another account signs in meanwhile', async () => {
    const service = await expired();
    const token = service.getAccessToken();
    email = await aUser();
    await Promise.all([expectAsync(token).toBeRejectedWith(code('cancelled')), service.signIn()]);
    expect(service.authState()).toEqual(jasmine.objectContaining({ account: email }));
  });
});
