import { HttpBackend, HttpErrorResponse, HttpResponse, HttpXhrBackend } from '@angular/common/http';
import { inject } from '@angular/core';
import { filter, firstValueFrom, from, map, of, throwError } from 'rxjs';
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
    opened.calls.mostRecent().returnValue?.close();
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
});

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
