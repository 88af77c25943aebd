import { HttpBackend } from '@angular/common/http';
import { type Provider, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleAuthState } from '../google-auth-state';
import { aTab, aUser, closeTabs, ScriptedSignIn } from '../../specs/emulator';
import { TOKEN_SERVER, TokenServerDouble } from '../../specs/token-server-double';
import { ɵNAVIGATE as NAVIGATE } from 'ngx-calendar-sync/base';

const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe("auth: 'redirect'", () => {
  let server: TokenServerDouble;
  let outcome = 'ok';

  beforeEach(async () => {
    outcome = 'ok';
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        TokenServerDouble,
        { provide: HttpBackend, useExisting: TokenServerDouble },
      ],
    });
    server = TestBed.inject(TokenServerDouble);
    server.user = await aUser();
  });

  const navigate = {
    provide: NAVIGATE,
    useValue: () => {
      if (outcome === 'ok' && !server.crossSite) {
        server.session = server.user;
      }
      history.replaceState(null, '', `#google-calendar-login=${outcome}`);
    },
  };

  async function open(...providers: readonly Provider[]): Promise<GoogleCalendarService> {
    const tab = aTab({ auth: 'redirect', tokenServer: TOKEN_SERVER }, [], [navigate, ...providers]);
    const service = tab.get(GoogleCalendarService);
    await service.initialize();
    return service;
  }

  /** Leaves the page, and comes back as the server says. */
  async function signIn(): Promise<GoogleCalendarService> {
    const service = await open();
    service.signIn().catch(() => undefined);
    await closeTabs();
    return open();
  }

  it('return: signs in, and removes the outcome from the address', async () => {
    const service = await signIn();
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: server.user }),
    );
    expect(location.hash).toBe('');
  });

  it('return: cross-site-cookies is in the state and the diagnostics when the token server is on another site', async () => {
    server.crossSite = true;
    const service = await signIn();
    expect(service.authState()).toEqual({
      status: 'signed-out',
      reason: code('cross-site-cookies'),
    } as never);
    const { auth, errors } = service.diagnostics();
    expect(auth.reason).toBe('cross-site-cookies');
    expect(errors.at(-1)).toEqual(code('cross-site-cookies') as never);
    const { reason } = service.authState() as GoogleAuthState & { status: 'signed-out' };
    expect(reason?.message).toContain('another site');
  });

  it('return: cross-site-cookies when the server has signed in and its cookie does not arrive', async () => {
    const service = await open();
    service.signIn().catch(() => undefined);
    await closeTabs();
    server.session = undefined;
    const back = await open();
    expect(back.authState()).toEqual({
      status: 'signed-out',
      reason: code('cross-site-cookies'),
    } as never);
  });

  for (const [said, expected] of [
    ['access_denied', 'access-denied'],
    ['invalid_scope', 'invalid-config'],
    ['google_unreachable', 'unexpected'],
    ['some-new.outcome', 'unexpected'],
    ['constructor', 'unexpected'],
  ] as const) {
    it(`return: a failed login is the reason ${said}`, async () => {
      outcome = said;
      const service = await signIn();
      expect(service.authState()).toEqual({
        status: 'signed-out',
        reason: code(expected),
      } as never);
      expect(location.hash).toBe('');
    });
  }

  for (const forged of ['ok', 'access_denied', 'invalid_state', 'login_expired', '%00', '']) {
    it(`return: a forged or old outcome (${forged || 'empty'}) signs nobody out and gives no reason`, async () => {
      await signIn();
      await closeTabs();
      history.replaceState(null, '', `#/calendar&google-calendar-login=${forged}`);
      const service = await open();
      expect(service.authState()).toEqual(
        jasmine.objectContaining({ status: 'signed-in', account: server.user }),
      );
      expect(location.hash).toBe('#/calendar');

      await service.signOut();
      await closeTabs();
      history.replaceState(null, '', `#google-calendar-login=${forged}`);
      const signedOut = await open();
      expect(signedOut.authState()).toEqual({ status: 'signed-out' });
    });
  }

  it('return: with a forged outcome a new tab still takes the session of another tab', async () => {
    const first = await signIn();
    server.session = undefined;
    history.replaceState(null, '', '#google-calendar-login=ok');
    const second = await open();
    expect(second.authState()).toEqual(first.authState());
  });

  it('return: the app starts in a browser that refuses to change the address', async () => {
    history.replaceState(null, '', '#google-calendar-login=ok');
    const refuses = spyOn(history, 'replaceState').and.throwError(
      new DOMException('Too many calls.', 'SecurityError'),
    );
    const service = await open();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    refuses.and.callThrough();
    history.replaceState(null, '', location.pathname + location.search);
  });
});

describe("auth: 'server' whose token server is on another site", () => {
  it('reload: the reason is cross-site-cookies and the account is known', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        TokenServerDouble,
        { provide: HttpBackend, useExisting: TokenServerDouble },
      ],
    });
    const server = TestBed.inject(TokenServerDouble);
    server.user = await aUser();
    server.crossSite = true;
    const gis = new ScriptedSignIn((on) => {
      on.code({ code: '4/0A' });
    });
    const open = async () => {
      const service = aTab({ auth: 'server', tokenServer: TOKEN_SERVER, gis }).get(
        GoogleCalendarService,
      );
      await service.initialize();
      return service;
    };
    const service = await open();
    await service.signIn();
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ notRenewable: code('cross-site-cookies') }),
    );
    expect(service.diagnostics().errors.at(-1)).toEqual(code('cross-site-cookies') as never);
    await closeTabs();
    const reloaded = await open();
    expect(reloaded.authState()).toEqual(
      jasmine.objectContaining({
        status: 'expired',
        account: server.user,
        reason: code('cross-site-cookies'),
      }),
    );
  });
});
