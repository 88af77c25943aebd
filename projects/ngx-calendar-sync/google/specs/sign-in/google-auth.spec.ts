import { asyncScheduler, firstValueFrom, type SchedulerLike } from 'rxjs';
import { ɵCLOCK as CLOCK, ɵIN_GESTURE as IN_GESTURE } from 'ngx-calendar-sync/base';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
} from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleCalendarSyncFeature } from '../../provide-google-calendar-sync';
import {
  anApp,
  aTab,
  aToken,
  aUser,
  control,
  emulatorEndpoints,
  EMULATOR_URL,
  loaded,
  ScriptedSignIn,
} from '../emulator';
import { SCRIPT_WINDOW } from '../../runtime/sdk/google-script';
import type { GoogleAuthState } from '../../runtime/google-auth-state';
import type {
  GoogleIdentityServices,
  GoogleTokenResponse,
} from '../../start/google-identity-services';

const CLIENT_ID = 'emulator.apps.googleusercontent.com';
const code = (expected: string) => jasmine.objectContaining({ code: expected });
const lesson = (summary: string) => ({
  summary,
  start: { date: '2026-03-05' },
  end: { date: '2026-03-06' },
});
const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

describe('sign-in', () => {
  async function ready(
    gis: GoogleIdentityServices,
    config: GoogleCalendarSyncConfig = {},
  ): Promise<GoogleCalendarService> {
    const service = anApp({ clientId: CLIENT_ID, gis, ...config });
    await service.initialize();
    return service;
  }

  const never = () => undefined;

  it('GoogleIdentityServices: is assignable from the types that Google declares', () => {
    // A compile-time check: this fails to build when the two part ways.
    const declared = (services: typeof google.accounts.oauth2): GoogleIdentityServices => ({
      ...services,
      initTokenClient: (config) => services.initTokenClient(config),
    });
    expect(declared).toBeInstanceOf(Function);
  });

  it('signIn(): opens the window synchronously', async () => {
    const gis = new ScriptedSignIn(never);
    const service = await ready(gis);
    service.signIn().catch(never);
    expect(gis.requests.length).toBe(1);
    expect(service.authState()).toEqual({ status: 'signing-in' });
  });

  it('signIn(): two calls at once open one window', async () => {
    const email = await aUser();
    const token = await aToken(email);
    const gis = new ScriptedSignIn((on) =>
      setTimeout(() => {
        on.token(token);
      }),
    );
    const service = await ready(gis);
    const [first, second] = await Promise.all([service.signIn(), service.signIn()]);
    expect(gis.requests.length).toBe(1);
    expect(second).toBe(first);
  });

  for (const [way, answer, expected] of [
    [
      'the window is closed',
      (on) => {
        on.window('popup_closed');
      },
      'popup-closed',
    ],
    [
      'the window is blocked',
      (on) => {
        on.window('popup_failed_to_open');
      },
      'popup-blocked',
    ],
    [
      'the window fails in another way',
      (on) => {
        on.window('unknown');
      },
      'unexpected',
    ],
    [
      'the user refuses',
      (on) => {
        on.token({ error: 'access_denied' });
      },
      'access-denied',
    ],
    [
      'the client is not known',
      (on) => {
        on.token({ error: 'invalid_client' });
      },
      'invalid-config',
    ],
    [
      'a scope is not known',
      (on) => {
        on.token({ error: 'invalid_scope' });
      },
      'invalid-config',
    ],
    [
      'Google is down',
      (on) => {
        on.token({ error: 'temporarily_unavailable' });
      },
      'unavailable',
    ],
    [
      'Google says something new',
      (on) => {
        on.token({ error: 'surprise' });
      },
      'unexpected',
    ],
    [
      'no token comes',
      (on) => {
        on.token({});
      },
      'unexpected',
    ],
  ] as [string, ScriptedSignIn['answer'], string][]) {
    it(`signIn(): rejects with ${expected} when ${way}, and succeeds when it is called again`, async () => {
      const gis = new ScriptedSignIn(answer);
      const service = await ready(gis);
      await expectAsync(service.signIn()).toBeRejectedWith(code(expected));
      expect(service.authState()).toEqual({ status: 'signed-out' });

      const token = await aToken(await aUser());
      gis.answer = (on) => {
        on.token(token);
      };
      await service.signIn();
      expect(service.authState().status).toBe('signed-in');
    });
  }

  it('signIn(): a token that arrives after its window was reported closed signs in', async () => {
    const email = await aUser();
    const token = await aToken(email);
    let later: (response: GoogleTokenResponse) => void = never;
    const service = await ready(
      new ScriptedSignIn((on) => {
        later = on.token;
        on.window('popup_closed');
      }),
    );
    await expectAsync(service.signIn()).toBeRejectedWith(code('popup-closed'));
    later(token);
    await new Promise<void>((resolve) => {
      service.authState$.subscribe((state) => {
        if (state.status === 'signed-in') {
          resolve();
        }
      });
    });
    expect(service.authState()).toEqual(jasmine.objectContaining({ account: email }));
  });

  it('signOut(): a token that arrives after it, of a window that was reported closed, signs nobody in', async () => {
    const token = await aToken(await aUser());
    let later: (response: GoogleTokenResponse) => void = never;
    const service = await ready(
      new ScriptedSignIn((on) => {
        later = on.token;
        on.window('popup_closed');
      }),
    );
    await expectAsync(service.signIn()).toBeRejectedWith(code('popup-closed'));
    await service.signOut();
    later(token);
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('signIn(): rejects with scopes-refused and stays signed out when the calendars may not be listed', async () => {
    const token = await aToken(await aUser(), [scope('calendar.events.owned')]);
    const service = await ready(
      new ScriptedSignIn((on) => {
        on.token(token);
      }),
    );
    await expectAsync(service.signIn()).toBeRejectedWith(code('scopes-refused'));
    expect(service.authState()).toEqual({ status: 'signed-out' });
    await expectAsync(service.getCalendars()).toBeRejectedWith(code('signed-out'));
  });

  it('signOut(): cancels a sign-in that is not complete', async () => {
    const token = await aToken(await aUser());
    const service = await ready(
      new ScriptedSignIn((on) => {
        on.token(token);
      }),
    );
    const signingIn = service.signIn();
    await service.signOut();
    await expectAsync(signingIn).toBeRejectedWith(code('cancelled'));
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.calendars()).toEqual([]);
  });

  it('signIn(): after the token has expired, the window proposes the account and asks for nothing twice', async () => {
    const email = await aUser();
    const token = await aToken(email);
    const gis = new ScriptedSignIn((on) => {
      on.token(token);
    });
    let now = Date.now();
    const clock: SchedulerLike = {
      now: () => now,
      schedule: asyncScheduler.schedule.bind(asyncScheduler),
    };
    const withClock: GoogleCalendarSyncFeature = {
      ɵkind: 'clock',
      ɵset: { providers: [{ provide: CLOCK, useValue: clock }] },
    };
    const service = anApp({ clientId: CLIENT_ID, gis, tokenWait: 0 }, withClock);
    await service.initialize();
    await service.signIn();
    now += 3_600_000;
    await expectAsync(service.getCalendars()).toBeRejectedWith(code('expired'));
    service.signIn().catch(never);
    const scope = DEFAULT_GOOGLE_SCOPES.join(' ');
    expect(gis.requests).toEqual([{ scope }, { scope, prompt: '', login_hint: email }]);
  });

  it('initialize(): the remembered account is known at once, however late the script loads', async () => {
    const account = 'ada@example.com';
    const remembered = JSON.stringify({ account, grantedScopes: DEFAULT_GOOGLE_SCOPES });
    localStorage.setItem(`ngx-calendar-sync ${CLIENT_ID}`, remembered);
    const gis = `${EMULATOR_URL}/late-script`;
    await control('fault', { path: '/late-script', delayMs: 1000, status: 404 });
    const noScript = [{ provide: SCRIPT_WINDOW, useValue: {} }];
    const endpoints = { ...emulatorEndpoints, gis };
    const service = aTab({ endpoints }, [], noScript).get(GoogleCalendarService);
    const states: GoogleAuthState[] = [];
    service.authState$.subscribe((state) => states.push(state));
    const failed = jasmine.objectContaining({ code: 'script-failed' });
    await expectAsync(service.initialize()).toBeRejectedWith(failed);
    const known = jasmine.objectContaining({ account });
    expect(states.filter(({ status }) => status !== 'initializing').length).toBeGreaterThan(1);
    expect(states.slice(1)).toEqual(states.slice(1).map(() => known));
    expect(states.find(({ status }) => status === 'expired')).not.toEqual(
      jasmine.objectContaining({ reason: failed }),
    );
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'expired', account, reason: failed }),
    );

    const trying = service.initialize();
    expect(service.authState().status).toBe('expired');
    await expectAsync(trying).toBeRejectedWith(failed);
  });

  it('signIn(): another account sees its own data only', async () => {
    const event = {
      summary: 'private',
      start: { date: '2026-05-05' },
      end: { date: '2026-05-06' },
    };
    const [first, second] = [await aUser([event]), await aUser()];
    const tokens = [await aToken(first), await aToken(second)];
    const service = await ready(
      new ScriptedSignIn((on) => {
        on.token(tokens.shift() ?? {});
      }),
    );
    await service.signIn();
    service.setView({ calendarIds: ['primary', first], start: '2026-05-01', end: '2026-06-01' });
    await loaded(service);
    expect(service.events().length).toBe(1);
    const shown: string[] = [];
    service.events$.subscribe((events) => shown.push(...events.map(({ title }) => title)));
    shown.length = 0;
    await service.signIn({ prompt: 'select_account' });
    expect(service.authState()).toEqual(jasmine.objectContaining({ account: second }));
    expect(service.calendars().map((calendar) => calendar.id)).toEqual([second]);
    await loaded(service);
    expect(shown).toEqual([]);
    expect(service.syncState().errors).toEqual(new Map());
  });

  it('renewal: a token of another account changes the session to that account and shows nothing of the first', async () => {
    const [first, second] = [await aUser([lesson('First')]), await aUser([lesson('Second')])];
    let email = first;
    const getAccessToken = async () => (await aToken(email)).access_token ?? null;
    const service = anApp({ auth: { getAccessToken } });
    await service.initialize();
    service.setView({ calendarIds: ['primary'], start: '2026-03-01', end: '2026-04-01' });
    await loaded(service);
    const seen: string[][] = [];
    service.events$.subscribe((events) => seen.push(events.map(({ title }) => title)));
    expect(seen).toEqual([['First']]);

    email = second;
    await control('expireTokens', { email: first });
    await expectAsync(service.getCalendars()).toBeRejectedWith(code('cancelled'));
    expect(service.authState()).toEqual(jasmine.objectContaining({ account: second }));
    await loaded(service);
    expect(seen.at(-1)).toEqual(['Second']);
    expect(service.calendars().map(({ id }) => id)).toEqual([second]);
  });

  it('disconnect(): renews an expired token in its gesture, since Google needs a token', async () => {
    const email = await aUser();
    const request = { email, scopes: DEFAULT_GOOGLE_SCOPES };
    const brief = await control<GoogleTokenResponse>('token', { ...request, expiresIn: 3 });
    const lasting = await aToken(email);
    const tokens = [brief, lasting];
    const gis = new ScriptedSignIn((on) => {
      on.token(tokens.shift() ?? {});
    });
    const inGesture: GoogleCalendarSyncFeature = {
      ɵkind: 'in-gesture',
      ɵset: { providers: [{ provide: IN_GESTURE, useValue: () => true }] },
    };
    const service = anApp({ clientId: CLIENT_ID, gis }, inGesture);
    await service.initialize();
    await service.signIn();
    await service.disconnect();
    expect(gis.requests.length).toBe(2);
    expect(gis.revoked).toEqual([lasting.access_token ?? '']);
  });

  it('disconnect(): revokes the grant at Google, which signOut() does not', async () => {
    const token = await aToken(await aUser());
    const gis = new ScriptedSignIn((on) => {
      on.token(token);
    });
    const service = await ready(gis);
    await service.signIn();
    await service.signOut();
    expect(gis.revoked).toEqual([]);
    await expectAsync(service.disconnect()).toBeRejectedWith(code('signed-out'));
    await service.signIn();
    await service.disconnect();
    expect(gis.revoked).toEqual([token.access_token ?? '']);
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  for (const error of ['network_error', 'server_error', undefined]) {
    it(`disconnect(): rejects with unavailable and stays signed in when Google does not revoke (${String(error)})`, async () => {
      const token = await aToken(await aUser());
      const gis = new ScriptedSignIn((on) => {
        on.token(token);
      });
      const service = await ready(gis);
      await service.signIn();
      gis.revocation = { successful: false, ...(error === undefined ? {} : { error }) };
      await expectAsync(service.disconnect()).toBeRejectedWith(code('unavailable'));
      expect(service.authState().status).toBe('signed-in');
      gis.revocation = { successful: true };
      await service.disconnect();
      expect(service.authState()).toEqual({ status: 'signed-out' });
    });
  }

  it('disconnect(): succeeds when Google does not know the token any more', async () => {
    const token = await aToken(await aUser());
    const gis = new ScriptedSignIn((on) => {
      on.token(token);
    });
    const service = await ready(gis);
    await service.signIn();
    gis.revocation = { successful: false, error: 'invalid_token' };
    await service.disconnect();
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('authState: neither it nor the storage contains the token', async () => {
    const token = await aToken(await aUser());
    const service = await ready(
      new ScriptedSignIn((on) => {
        on.token(token);
      }),
    );
    await service.signIn();
    const said = JSON.stringify([
      service.authState(),
      await firstValueFrom(service.authState$),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ]);
    expect(said).not.toContain(token.access_token ?? 'no token');
  });

  it('signIn(): rejects with invalid-config without a client id', async () => {
    const service = anApp({ apiKey: 'emulator-api-key' });
    await service.initialize();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.ready()).toBeFalse();
    await expectAsync(service.signIn()).toBeRejectedWith(code('invalid-config'));
  });

  it('initialize(): the token client asks for the scopes of the configuration', async () => {
    const asked: string[] = [];
    const gis = new ScriptedSignIn(never);
    const { initTokenClient } = gis;
    gis.initTokenClient = (config) => {
      asked.push(config.scope);
      return initTokenClient(config);
    };
    await ready(gis);
    expect(asked).toEqual([DEFAULT_GOOGLE_SCOPES.join(' ')]);
  });
});
