import { PAGE_FOCUSED } from '../runtime/token-sources/sign-in-window';
import type { OutlookAuth } from '../runtime/outlook-auth';
import {
  aTab,
  aUser,
  closeTabs,
  CLIENT_ID,
  control,
  requestsOf,
  stateOf,
  statusAtGraph,
  useOutlookApp,
} from './outlook-app';

const DAY_MS = 24 * 3_600_000;
const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe("Outlook, auth: 'client'", () => {
  useOutlookApp();

  let opened: jasmine.Spy<typeof window.open>;
  let isFocused = false;
  const focus = { provide: PAGE_FOCUSED, useValue: () => isFocused };

  beforeEach(() => {
    isFocused = false;
    opened = spyOn(window, 'open').and.callThrough();
  });

  const lastUrl = () => new URL(String(opened.calls.mostRecent().args[0]));
  const lastWindow = () => opened.calls.mostRecent().returnValue;

  async function ready(): Promise<OutlookAuth> {
    const { auth } = aTab({}, focus);
    await auth.initialize();
    return auth;
  }

  async function signedIn(loginHint: string): Promise<OutlookAuth> {
    const auth = await ready();
    await auth.signIn({ loginHint });
    return auth;
  }

  it('signIn(): the window ends with a token of the account that Graph accepts, and Graph is not asked whose it is', async () => {
    const email = await aUser('accept');
    const auth = await signedIn(email);
    expect(await stateOf(auth, 'signed-in')).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: email, missingScopes: [] }),
    );
    expect(await statusAtGraph(await auth.getAccessToken())).toBe(200);
    expect(await requestsOf(email)).toEqual(['/v1.0/me/calendars']);
  });

  it('signIn(): a personal account signs in, too', async () => {
    const email = await aUser('accept', { kind: 'personal' });
    const auth = await signedIn(email);
    expect(await stateOf(auth, 'signed-in')).toEqual(jasmine.objectContaining({ account: email }));
    expect(await statusAtGraph(await auth.getAccessToken())).toBe(200);
  });

  it('signIn(): opens the window before it returns, with a challenge and no secret in its address', async () => {
    const auth = await ready();
    auth.signIn({ prompt: 'select_account' }).catch(() => undefined);
    expect(opened).toHaveBeenCalledTimes(1);
    expect(Object.fromEntries(lastUrl().searchParams)).toEqual({
      client_id: CLIENT_ID,
      response_type: 'code',
      response_mode: 'fragment',
      redirect_uri: new URL('outlook-redirect.html', document.baseURI).href,
      scope: 'openid profile offline_access Calendars.ReadWrite MailboxSettings.Read User.Read',
      state: jasmine.stringMatching(/^[\w-]{43}$/),
      nonce: jasmine.stringMatching(/^[\w-]{43}$/),
      code_challenge: jasmine.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
  });

  it('signIn(): no token is in the storage, the state or an address', async () => {
    const auth = await signedIn(await aUser('accept'));
    const said = JSON.stringify([
      await stateOf(auth, 'signed-in'),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      location.href,
      lastUrl().href,
    ]);
    expect(said).not.toContain(await auth.getAccessToken());
    expect(said).not.toMatch(/1\.A[\w-]{20}/);
  });

  it('signIn(): rejects with access-denied when the user declines, and succeeds when it is called again', async () => {
    const email = await aUser('decline');
    const auth = await ready();
    await expectAsync(auth.signIn({ loginHint: email })).toBeRejectedWith(code('access-denied'));
    expect((await stateOf(auth, 'signed-out')).status).toBe('signed-out');
    await control('answerPages', { email, answer: 'accept' });
    await auth.signIn({ loginHint: email });
    expect((await stateOf(auth, 'signed-in')).status).toBe('signed-in');
  });

  it('signIn(): rejects with popup-blocked when the browser opens no window', async () => {
    const auth = await ready();
    opened.and.returnValue(null);
    await expectAsync(auth.signIn()).toBeRejectedWith(code('popup-blocked'));
  });

  it('signIn(): a window that looks closed while the user is in it is waited for; when the user is back without an answer it rejects with popup-closed', async () => {
    const email = await aUser();
    const auth = await ready();
    let isSettled = false;
    const signingIn = auth.signIn({ loginHint: email }).finally(() => (isSettled = true));
    signingIn.catch(() => undefined);
    // Microsoft's page has cut the window off: it is open, and looks closed.
    await until(() => lastWindow()?.closed === true);
    await passes(2000);
    expect(isSettled).toBeFalse();
    isFocused = true;
    await expectAsync(signingIn).toBeRejectedWith(code('popup-closed'));
  });

  it('signIn(): an answer after its window has counted as closed signs in all the same', async () => {
    const email = await aUser();
    const auth = await ready();
    isFocused = true;
    await expectAsync(auth.signIn({ loginHint: email })).toBeRejectedWith(code('popup-closed'));
    // The user comes back to that page and goes on.
    await control('answerPages', { email, answer: 'accept' });
    window.open(lastUrl());
    expect(await stateOf(auth, 'signed-in')).toEqual(jasmine.objectContaining({ account: email }));
  });

  it('signOut(): cancels a sign-in that is not complete, and its answer signs nobody in', async () => {
    const email = await aUser();
    const auth = await ready();
    const signingIn = auth.signIn({ loginHint: email });
    signingIn.catch(() => undefined);
    const url = lastUrl();
    await auth.signOut();
    await expectAsync(signingIn).toBeRejectedWith(code('cancelled'));
    await control('answerPages', { email, answer: 'accept' });
    const arrived = answerOf(url);
    window.open(url);
    await arrived;
    expect((await stateOf(auth, 'signed-out')).status).toBe('signed-out');
  });

  it('renew(): a new token without a window', async () => {
    const auth = await signedIn(await aUser('accept'));
    const first = await auth.getAccessToken();
    await auth.renew();
    const second = await auth.getAccessToken();
    expect(second).not.toBe(first);
    expect(await statusAtGraph(second)).toBe(200);
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('renew(): after a day Microsoft wants a window, which signs the same account in again', async () => {
    const email = await aUser('accept');
    const auth = await signedIn(email);
    await control('ageSignIns', { email, milliseconds: DAY_MS });
    await expectAsync(auth.renew()).toBeRejectedWith(code('expired'));
    const { reason } = (await stateOf(auth, 'expired')) as { reason?: Error };
    expect(reason?.message ?? '').not.toMatch(/1\.A[\w-]{20}/);
    expect(auth.isRenewableInWindow()).toBeTrue();
    expect(opened).toHaveBeenCalledTimes(1);
    await auth.renew();
    expect(lastUrl().searchParams.get('login_hint')).toBe(email);
    expect(lastUrl().searchParams.has('prompt')).toBeFalse();
    expect(await statusAtGraph(await auth.getAccessToken())).toBe(200);
  });

  it('renew(): a second factor that is needed since is asked for in a window', async () => {
    const email = await aUser('accept');
    const auth = await signedIn(email);
    await control('secondFactor', { email });
    await expectAsync(auth.renew()).toBeRejectedWith(code('expired'));
    await auth.renew();
    await auth.renew();
    expect(opened).toHaveBeenCalledTimes(2);
    expect((await stateOf(auth, 'signed-in')).status).toBe('signed-in');
  });

  it('another tab: is signed in without a window, and renews after the first tab is closed', async () => {
    const email = await aUser('accept');
    const first = aTab({}, focus);
    await first.auth.initialize();
    await first.auth.signIn({ loginHint: email });
    const second = aTab({}, focus);
    await second.auth.initialize();
    expect(await stateOf(second.auth, 'signed-in')).toEqual(
      jasmine.objectContaining({ account: email }),
    );
    first.close();
    await control('expireTokens', { email });
    await second.auth.renew();
    expect(await statusAtGraph(await second.auth.getAccessToken())).toBe(200);
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('signOut(): signs out in the other tabs, and a reload finds nobody', async () => {
    const email = await aUser('accept');
    const auth = await signedIn(email);
    const other = await ready();
    await auth.signOut();
    await stateOf(other, 'signed-out');
    await closeTabs();
    const reloaded = await ready();
    expect(await stateOf(reloaded, 'signed-out')).toEqual({ status: 'signed-out' });
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('a reload: the account is known, and a window that asks nothing goes on', async () => {
    const email = await aUser('accept');
    await signedIn(email);
    await closeTabs();
    const auth = await ready();
    expect(await stateOf(auth, 'expired')).toEqual(jasmine.objectContaining({ account: email }));
    await auth.signIn();
    expect(await stateOf(auth, 'signed-in')).toEqual(jasmine.objectContaining({ account: email }));
  });

  it('signOut(): with signOutOfMicrosoft a window ends the session there', async () => {
    const email = await aUser('accept');
    const { auth } = aTab({ signOutOfMicrosoft: true }, focus);
    await auth.initialize();
    await auth.signIn({ loginHint: email });
    await auth.signOut();
    expect(lastUrl().pathname).toBe('/common/oauth2/v2.0/logout');
    expect(lastUrl().searchParams.get('post_logout_redirect_uri')).toBe(
      new URL('outlook-redirect.html', document.baseURI).href,
    );
  });

  it('disconnect(): says that only the user can take the grant back, and stays signed in', async () => {
    const auth = await signedIn(await aUser('accept'));
    await expectAsync(auth.disconnect()).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'invalid-request',
        message: jasmine.stringContaining('https://myapps.microsoft.com'),
      }),
    );
    expect((await stateOf(auth, 'signed-in')).status).toBe('signed-in');
  });
});

/** The paths that the user has asked Graph for. */
/** Resolves when the window of this address has brought its answer, whoever listens. */
function answerOf(url: URL): Promise<void> {
  const channel = new BroadcastChannel(
    `ngx-calendar-sync sign-in ${url.searchParams.get('state') ?? ''}`,
  );
  return new Promise((resolve) => {
    channel.onmessage = () => {
      channel.postMessage('received');
      channel.close();
      resolve();
    };
  });
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await passes(20);
  }
}

const passes = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
