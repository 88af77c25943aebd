import { HttpBackend } from '@angular/common/http';
import { type Provider, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom, Subject } from 'rxjs';
import {
  CalendarSyncError,
  ɵCLOCK as CLOCK,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import { GoogleCalendarService } from '../../google-calendar.service';
import { clockWithoutPauses } from '../../specs/clock-without-pauses';
import { aTab, aUser, closeTabs, ScriptedSignIn, stateOf } from '../../specs/emulator';
import {
  TOKEN_SERVER,
  TokenServerDouble,
  type TokenServerFault,
} from '../../specs/token-server-double';
import type { GoogleAuthState } from '../google-auth-state';
import { ɵNAVIGATE as NAVIGATE } from 'ngx-calendar-sync/base';

const code = (expected: string) => jasmine.objectContaining({ code: expected });
const pending = { status: 'signed-out', reason: code('sign-out-pending') };

describe('PendingSignOut', () => {
  let server: TokenServerDouble;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        TokenServerDouble,
        { provide: HttpBackend, useExisting: TokenServerDouble },
        { provide: CLOCK, useValue: clockWithoutPauses },
      ],
    });
    server = TestBed.inject(TokenServerDouble);
    server.user = await aUser();
  });

  /** Goes to Google and comes back: a page whose address says how it went. */
  const navigate = {
    provide: NAVIGATE,
    useValue: () => {
      server.session = server.user;
      history.replaceState(null, '', '#google-calendar-login=ok');
    },
  };

  async function open(
    auth: 'server' | 'redirect',
    ...providers: readonly Provider[]
  ): Promise<GoogleCalendarService> {
    const gis = new ScriptedSignIn((on) => {
      on.code({ code: '4/0A' });
    });
    const tab = aTab({ auth, tokenServer: TOKEN_SERVER, gis }, [], [navigate, ...providers]);
    const service = tab.get(GoogleCalendarService);
    await service.initialize();
    return service;
  }

  async function signIn(
    auth: 'server' | 'redirect',
    service?: GoogleCalendarService,
  ): Promise<GoogleCalendarService> {
    const signingIn = service ?? (await open(auth));
    if (auth === 'server') {
      await signingIn.signIn();
      return signingIn;
    }
    signingIn.signIn().catch(() => undefined);
    await closeTabs();
    return open(auth);
  }

  function until(
    service: GoogleCalendarService,
    condition: (state: GoogleAuthState) => boolean,
  ): Promise<GoogleAuthState> {
    return firstValueFrom(service.authState$.pipe(filter(condition)));
  }

  const isPending = (state: GoogleAuthState) =>
    state.status === 'signed-out' && state.reason?.code === 'sign-out-pending';

  const stored = () => JSON.stringify([localStorage, sessionStorage]);

  for (const auth of ['server', 'redirect'] as const) {
    describe(`with auth: '${auth}'`, () => {
      for (const fault of [503, 429, 500, 403, 404, 'no network'] as TokenServerFault[]) {
        it(`signOut() fails (${fault}): rejects, the next visit is signed out and tells the server before it restores a session`, async () => {
          const service = await signIn(auth);
          expect(service.authState().status).toBe('signed-in');
          server.faults.set('/sign-out', fault);
          await expectAsync(service.signOut()).toBeRejectedWith(code('sign-out-pending'));
          expect(service.authState()).toEqual(pending as never);
          expect(server.session).toBe(server.user);

          await closeTabs();
          server.asked.length = 0;
          const next = await open(auth);
          expect(next.authState()).toEqual(pending as never);
          expect(server.asked).not.toContain('/refresh');

          await closeTabs();
          server.faults.clear();
          server.asked.length = 0;
          const third = await open(auth);
          expect(third.authState()).toEqual({ status: 'signed-out' });
          expect(server.asked[0]).toBe('/sign-out');
          expect(server.session).toBeUndefined();
          expect(stored()).toBe('[{},{}]');
        });
      }

      it('signOut() when the tab is closed meanwhile: the next visit is signed out', async () => {
        const service = await signIn(auth);
        server.faults.set('/sign-out', 'no answer');
        service.signOut().catch(() => undefined);
        await stateOf(service, 'signed-out');
        await closeTabs();
        expect(server.session).toBe(server.user);

        server.faults.clear();
        server.asked.length = 0;
        const next = await open(auth);
        expect(next.authState()).toEqual({ status: 'signed-out' });
        expect(server.asked[0]).toBe('/sign-out');
        expect(server.session).toBeUndefined();
      });

      it('signOut() fails: a second tab that starts meanwhile is signed out, too', async () => {
        const service = await signIn(auth);
        server.faults.set('/sign-out', 'no answer');
        service.signOut().catch(() => undefined);
        await stateOf(service, 'signed-out');
        server.faults.set('/sign-out', 503);
        const second = await open(auth);
        expect(second.authState()).toEqual(pending as never);
      });

      it('signOut() fails: a new sign-in cancels the wish and is there after a reload', async () => {
        const service = await signIn(auth);
        server.faults.set('/sign-out', 503);
        await expectAsync(service.signOut()).toBeRejected();
        const again = await signIn(auth, service);
        expect(again.authState()).toEqual(
          jasmine.objectContaining({ status: 'signed-in', account: server.user }),
        );
        server.faults.clear();
        server.asked.length = 0;
        await closeTabs();
        const reloaded = await open(auth);
        expect(reloaded.authState().status).toBe('signed-in');
        expect(server.asked).not.toContain('/sign-out');
      });

      it('disconnect() fails: signed out here, and the grant is taken back at the next visit', async () => {
        const service = await signIn(auth);
        server.faults.set('/disconnect', 503);
        await expectAsync(service.disconnect()).toBeRejectedWith(code('sign-out-pending'));
        expect(service.authState()).toEqual(pending as never);
        await closeTabs();
        server.faults.clear();
        server.asked.length = 0;
        const next = await open(auth);
        expect(next.authState()).toEqual({ status: 'signed-out' });
        expect(server.asked[0]).toBe('/disconnect');
        expect(server.session).toBeUndefined();
      });
    });
  }

  it('disconnect() fails: a signOut() after it does not cancel that wish', async () => {
    const service = await signIn('server');
    server.faults.set('/disconnect', 503);
    await expectAsync(service.disconnect()).toBeRejected();
    await expectAsync(service.signOut()).toBeRejectedWith(code('sign-out-pending'));
    await closeTabs();
    server.faults.clear();
    server.asked.length = 0;
    await open('server');
    expect(server.asked).toEqual(['/disconnect']);
  });

  it('wake: the sign-out is sent to the server as soon as the network is back, and the reason is removed', async () => {
    const wake = new Subject<void>();
    const service = await open('server', { provide: WAKE, useValue: wake });
    await service.signIn();
    server.faults.set('/sign-out', 'no network');
    await expectAsync(service.signOut()).toBeRejected();
    server.faults.clear();
    wake.next();
    await until(service, (state) => !isPending(state));
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(server.session).toBeUndefined();
  });

  it('signIn(): a repetition of the sign-out does not end the new session', async () => {
    const service = await signIn('server');
    server.faults.set('/sign-out', 'no answer');
    const signingOut = service.signOut().catch(CalendarSyncError.from);
    await stateOf(service, 'signed-out');
    server.faults.clear();
    await service.signIn();
    await signingOut;
    expect(server.session).toBe(server.user);
    expect(service.authState().status).toBe('signed-in');
  });

  it('renew(): a tab that has not heard of the sign-out gets no new token', async () => {
    const alone = { provide: TAB_CONNECTIONS, useValue: undefined };
    const first = await open('server', alone);
    await first.signIn();
    const second = await open('server', alone);
    expect(second.authState().status).toBe('signed-in');
    server.faults.set('/sign-out', 503);
    await expectAsync(first.signOut()).toBeRejected();
    await expectAsync(second.renew()).toBeRejected();
    expect(second.authState().status).toBe('expired');
  });

  it('without storage the wish lasts as long as the page', async () => {
    const fails = () => {
      throw new DOMException('Storage is closed.', 'SecurityError');
    };
    const storage = { getItem: fails, setItem: fails, removeItem: fails };
    const service = await open('server', { provide: LOCAL_STORAGE, useValue: storage });
    await service.signIn();
    server.faults.set('/sign-out', 503);
    await expectAsync(service.signOut()).toBeRejected();
    server.faults.clear();
    server.asked.length = 0;
    await service.initialize();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(server.asked[0]).toBe('/sign-out');
  });

  it('unknown_session_secret: signing in is possible and the session is tried again', async () => {
    const wake = new Subject<void>();
    await signIn('server');
    await closeTabs();
    server.unknownSecret = true;
    const service = await open('server', { provide: WAKE, useValue: wake });
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'expired', reason: code('unavailable') }),
    );
    expect(service.ready()).toBeTrue();
    server.unknownSecret = false;
    wake.next();
    await stateOf(service, 'signed-in');
    expect(service.authState()).toEqual(jasmine.objectContaining({ account: server.user }));
  });

  it('storage holds no secret and no account', async () => {
    const service = await signIn('server');
    server.faults.set('/sign-out', 503);
    await expectAsync(service.signOut()).toBeRejected();
    expect(JSON.parse(stored())).toEqual([
      { [`ngx-calendar-sync sign-out ${TOKEN_SERVER}/refresh`]: '"sign-out"' },
      {},
    ]);
  });

  it('the diagnostics contain sign-out-pending', async () => {
    const service = await signIn('server');
    server.faults.set('/sign-out', 503);
    await expectAsync(service.signOut()).toBeRejected();
    expect(service.diagnostics().auth.reason).toBe('sign-out-pending');
    expect(service.diagnostics().errors.at(-1)).toEqual(
      jasmine.objectContaining({ code: 'sign-out-pending', status: 503 }),
    );
  });
});
