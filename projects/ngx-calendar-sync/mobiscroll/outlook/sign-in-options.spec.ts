import type { OutlookBrowser } from '../../outlook/specs/outlook-browser';
import type { OutlookCalendarSync } from './outlook-calendar-sync';
import type { MsalLibrary } from './msal-tokens';
import { JUNE, MobiscrollApp } from './specs/mobiscroll-app';
import { MsalInSpec } from './specs/msal-in-spec';

describe('outlookCalendarSync: options of the sign-in', () => {
  let app: MobiscrollApp;
  let browser: OutlookBrowser;

  beforeEach(async () => {
    app = await MobiscrollApp.ofUser();
    ({ browser } = app);
    await browser.add('Talk', '2026-06-05');
  });
  afterEach(() => app.end());

  it('msal: the client that is made of it signs in, events come, and signOut() forgets its account', async () => {
    const [library, made] = libraryOf(browser.email);
    const calls: string[] = [];
    const sync = await app.startedWith({
      msal: library,
      onSignedIn: () => calls.push('in'),
      onSignedOut: () => calls.push('out'),
    });
    await sync.signIn();
    expect(await titlesOf(sync)).toEqual(['Talk']);
    expect(made.map(({ windows }) => windows)).toEqual([1]);
    await sync.signOut();
    expect([sync.isSignedIn(), calls]).toEqual([false, ['in', 'out']]);
    expect(made.map((client) => client.getActiveAccount())).toEqual([null]);
  });

  it('msal and msalClient: the instance signs in, and none is made of the library', async () => {
    const [library, made] = libraryOf(browser.email);
    const msalClient = new MsalInSpec(browser.email);
    const sync = await app.startedWith({ msal: library, msalClient });
    await sync.signIn();
    expect(await titlesOf(sync)).toEqual(['Talk']);
    expect([made.length, msalClient.windows]).toEqual([0, 1]);
  });

  for (const way of ['msal', 'msalClient'] as const) {
    it(`redirectUri with ${way}: the app's own page is taken, and events come`, async () => {
      const [library] = libraryOf(browser.email);
      const sync = await app.startedWith({
        redirectUri: document.baseURI,
        ...(way === 'msal' ? { msal: library } : { msalClient: new MsalInSpec(browser.email) }),
      });
      await sync.signIn();
      expect(await titlesOf(sync)).toEqual(['Talk']);
    });
  }

  for (const redirectUri of [
    'outlook-redirect.html',
    '/outlook-redirect.html?of=plugin',
    new URL('/outlook-redirect.html', location.href).href,
  ]) {
    it(`redirectUri without MSAL, of the page that ends the sign-in (${redirectUri.replace(location.origin, 'origin')}): Microsoft leads there, and events come`, async () => {
      const { open } = window;
      const ledTo: (string | null)[] = [];
      spyOn(window, 'open').and.callFake((url, ...more) => {
        ledTo.push(new URL(String(url)).searchParams.get('redirect_uri'));
        // The plug-in has no hint of an account: the user would choose one in the window.
        const hinted = `${String(url)}&login_hint=${encodeURIComponent(browser.email)}`;
        return open.call(window, hinted, ...more);
      });
      const sync = await app.startedWith({ redirectUri });
      await sync.signIn();
      expect(ledTo).toEqual([new URL(redirectUri, document.baseURI).href]);
      expect(await titlesOf(sync)).toEqual(['Talk']);
      await sync.signOut();
    });
  }
});

async function titlesOf(sync: OutlookCalendarSync): Promise<readonly string[]> {
  const events = await sync.getEvents('primary', ...JUNE);
  return events.map(({ title }) => title);
}

/** The library, and the clients that were made of it. */
function libraryOf(email: string): readonly [MsalLibrary, readonly MsalInSpec[]] {
  const made: MsalInSpec[] = [];
  class PublicClientApplication extends MsalInSpec {
    constructor() {
      super(email);
      made.push(this);
    }
  }
  return [{ PublicClientApplication }, made];
}
