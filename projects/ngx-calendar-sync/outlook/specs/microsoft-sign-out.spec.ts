import { HttpBackend, HttpErrorResponse, HttpResponse, HttpXhrBackend } from '@angular/common/http';
import { inject } from '@angular/core';
import { filter, firstValueFrom, from, map, of, throwError } from 'rxjs';
import { CalendarSyncError, ɵNAVIGATE as NAVIGATE } from 'ngx-calendar-sync/base';
import type {
  OutlookCalendarSyncConfig,
  ɵOutlookCalendarSyncFeature as OutlookCalendarSyncFeature,
} from 'ngx-calendar-sync/outlook/start';
import { withOfflineReplica } from '../with-offline-replica';
import { aTab, aUser, closeTabs, control, stateOf } from './outlook-app';
import { OutlookBrowser } from './outlook-browser';

const TOKEN_SERVER = 'https://tokens.app.test';
const SCOPES = ['Calendars.ReadWrite', 'User.Read'];
const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe('Outlook, signOutOfMicrosoft', () => {
  let opened: jasmine.Spy<typeof window.open>;

  beforeEach(() => {
    opened = spyOn(window, 'open').and.callThrough();
  });

  afterEach(() => {
    for (const { returnValue } of opened.calls.all()) {
      returnValue?.close();
    }
  });

  /** A tab of an app with a token server whose cookie holds the session of this user. */
  async function signedInByServer(email: string) {
    let isSignedIn = true;
    const backend = {
      provide: HttpBackend,
      useFactory: (): Pick<HttpBackend, 'handle'> => {
        const network = inject(HttpXhrBackend);
        return {
          handle: (request) => {
            const { url } = request;
            if (!url.startsWith(TOKEN_SERVER)) {
              return network.handle(request);
            }
            if (url.endsWith('/sign-out')) {
              isSignedIn = false;
              return of(new HttpResponse({ status: 204, body: null }));
            }
            return isSignedIn
              ? from(control<object>('token', { email, scopes: SCOPES })).pipe(
                  map((token) => new HttpResponse({ body: { ...token, refreshable: true } })),
                )
              : throwError(() => new HttpErrorResponse({ status: 401, url }));
          },
        };
      },
    };
    const { auth } = aTab(
      { auth: 'server', tokenServer: TOKEN_SERVER, scopes: SCOPES, signOutOfMicrosoft: true },
      backend,
    );
    await auth.initialize();
    await stateOf(auth, 'signed-in');
    return { auth, isSignedIn: () => isSignedIn };
  }

  it("signOut() with auth: 'server': the token server's session ends, and in a window that of Microsoft", async () => {
    const { auth, isSignedIn } = await signedInByServer(await aUser());
    const done = auth.signOut();
    expect(opened).toHaveBeenCalledTimes(1);
    const { pathname, search } = new URL(String(opened.calls.mostRecent().args[0]));
    expect([pathname, search]).toEqual(['/common/oauth2/v2.0/logout', '']);
    await done;
    expect(isSignedIn()).toBeFalse();
  });

  it("signOut() with auth: 'server' whose window is blocked: says so, and is signed out here", async () => {
    const { auth, isSignedIn } = await signedInByServer(await aUser());
    opened.and.returnValue(null);
    await expectAsync(auth.signOut()).toBeRejectedWith(code('popup-blocked'));
    expect((await stateOf(auth, 'signed-out')).status).toBe('signed-out');
    expect(isSignedIn()).toBeFalse();
  });

  it("signOut() with auth: 'client' whose window is blocked: says so, and is signed out here", async () => {
    const email = await aUser('accept');
    const { auth } = aTab({ signOutOfMicrosoft: true });
    await auth.initialize();
    await auth.signIn({ loginHint: email });
    opened.and.returnValue(null);
    await expectAsync(auth.signOut()).toBeRejectedWith(code('popup-blocked'));
    expect((await stateOf(auth, 'signed-out')).status).toBe('signed-out');
  });

  describe('with a local copy', () => {
    let browser: OutlookBrowser;

    beforeEach(async () => {
      browser = await OutlookBrowser.ofUser();
    });

    afterEach(closeTabs);

    const signedIn = () =>
      browser.signedIn({
        config: { signOutOfMicrosoft: true },
        features: [withOfflineReplica()],
      });

    it('signOut(): the window opens before it returns, though the stored writes are asked first', async () => {
      const { service } = await signedIn();
      opened.calls.reset();
      const done = service.signOut();
      expect(opened).toHaveBeenCalledTimes(1);
      await done;
      await until(() => isAtMicrosoft(opened.calls.mostRecent().returnValue));
      expect(service.authState().status).toBe('signed-out');
    });

    it('signOut() while writes wait: refused, and the window is closed again', async () => {
      const { service } = await signedIn();
      const calendars$ = service.calendars$.pipe(filter(({ length }) => length > 0));
      const [calendar] = await firstValueFrom(calendars$);
      browser.goOffline();
      await service.addEvent(
        calendar?.id ?? '',
        { title: 'New', start: '2026-06-10T09:00:00Z' },
        { durable: true },
      );
      opened.calls.reset();
      await expectAsync(service.signOut()).toBeRejectedWith(code('pending-writes'));
      expect(opened.calls.mostRecent().returnValue?.closed).toBeTrue();
      expect(service.authState().status).toBe('signed-in');
    });
  });

  describe('before the code behind the service is there', () => {
    let browser: OutlookBrowser;
    let left: string[];

    beforeEach(async () => {
      browser = await OutlookBrowser.ofUser();
      left = [];
    });

    afterEach(closeTabs);

    function start(
      config: OutlookCalendarSyncConfig,
      ...features: readonly OutlookCalendarSyncFeature[]
    ) {
      const navigate = { provide: NAVIGATE, useValue: (url: string) => left.push(url) };
      return browser.start({
        config: { signOutOfMicrosoft: true, ...config },
        features,
        providers: [navigate],
      });
    }

    const logoutsOf = (urls: readonly unknown[]) =>
      urls.filter((url) => String(url).includes('/oauth2/v2.0/logout'));
    const logouts = () => logoutsOf([...opened.calls.allArgs().map(([url]) => url), ...left]);

    for (const auth of ['client', 'redirect'] as const) {
      it(`signOut() with auth: '${auth}': ends Microsoft's session as soon as the code is there`, async () => {
        await start({ auth }).service.signOut();
        expect(logouts().length).toBe(1);
      });

      it(`signOut() with auth: '${auth}' that the next visit carries out: it opens no window and does not leave the page`, async () => {
        const earlier = start({ auth }, WITHOUT_NETWORK);
        await expectAsync(earlier.service.signOut()).toBeRejectedWith(code('script-failed'));
        earlier.close();
        const { service } = start({ auth });
        await service.initialize();
        // Asked for on this page, and behind the earlier one: by now that one would have opened its window.
        await service.signOut();
        expect(logouts().length).toBe(1);
        expect(service.authState()).toEqual({ status: 'signed-out' });
      });
    }

    it('signOut() whose window is blocked by then: says so', async () => {
      opened.and.returnValue(null);
      const { service } = start({ auth: 'client' });
      await expectAsync(service.signOut()).toBeRejectedWith(code('popup-blocked'));
      expect(logouts().length).toBe(1);
    });

    it('signOut() whose token server is out of reach: the window opens all the same', async () => {
      const { service } = start({ auth: 'server', tokenServer: TOKEN_SERVER });
      browser.goOffline();
      await expectAsync(service.signOut()).toBeRejectedWith(code('sign-out-pending'));
      expect(logouts().length).toBe(1);
    });
  });
});

/** A feature whose code does not load, so that nothing behind the service does. */
const WITHOUT_NETWORK: OutlookCalendarSyncFeature = {
  ɵkind: 'offline-replica',
  ɵset: {
    offlineReplica: {
      options: {},
      load: () => Promise.reject(new CalendarSyncError('script-failed', 'It did not load.')),
    },
  },
};

/** A page can read no address of another origin. */
function isAtMicrosoft(window: Window | null): boolean {
  try {
    return window?.location.href !== 'about:blank';
  } catch {
    return true;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
