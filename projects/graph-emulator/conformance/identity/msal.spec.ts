import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startIdentity, type IdentityServer } from './testing/identity-server.ts';
import { serveMsalApp, type MsalApp } from './testing/msal-app-server.ts';
import {
  accept,
  addressOf,
  launchBrowser,
  MsalPage,
  signIn,
  type AppSettings,
} from './testing/msal-browser.ts';
import { ADA, ANY_PAGE, CONTOSO_ID, DANA } from './testing/small-directory.ts';
import { CONSUMERS_TENANT_ID } from '../../src/identity/tenants.ts';

const DAY_MS = 86_400_000;

describe('Identity: @azure/msal-browser', () => {
  let identity: IdentityServer;
  let app: MsalApp;
  let browser: Browser;
  let context: BrowserContext;
  let requested: URL[];
  let settings: AppSettings;

  beforeAll(async () => {
    identity = await startIdentity({ https: true });
    app = await serveMsalApp();
    browser = await launchBrowser();
    settings = { appUrl: app.url, identityUrl: identity.url, clientId: ANY_PAGE.clientId };
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await identity.close();
  });
  beforeEach(async () => {
    identity.control.reset();
    context = await browser.newContext({ ignoreHTTPSErrors: true });
    requested = [];
    context.on('request', (request) => requested.push(new URL(request.url())));
  });
  afterEach(async () => {
    await context.close();
    const hosts = new Set(requested.map(({ hostname }) => hostname));
    hosts.delete('');
    hosts.delete('127.0.0.1');
    expect([...hosts])
      .withContext('hosts that were asked')
      .toEqual(['localhost']);
  });

  const open = (more: Partial<AppSettings> = {}) =>
    MsalPage.open(context, { ...settings, ...more });
  const grantTypes = () => identity.control.tokenRequests.map(({ grantType }) => grantType);

  /** The app after a sign-in by popup. */
  async function signedIn(more: Partial<AppSettings> = {}, name = ADA.name): Promise<MsalPage> {
    const page = await open(more);
    await signIn(await page.openPopup('popup'), name);
    expect((await page.shown()).error).toBeUndefined();
    return page;
  }

  async function closed(window: Page): Promise<void> {
    if (!window.isClosed()) {
      await window.waitForEvent('close');
    }
  }

  it('loginPopup: signs a work account in and closes the window', async () => {
    const page = await open();
    const popup = await page.openPopup('popup');
    await signIn(popup, ADA.name);
    const { accessToken = '', ...shown } = await page.shown();
    expect(shown).toEqual({
      username: ADA.email,
      homeAccountId: `${ADA.id}.${CONTOSO_ID}`,
      tenantId: CONTOSO_ID,
      scopes: ['openid', 'profile', 'User.Read'],
      fromCache: false,
    });
    expect(identity.checkAccessToken(accessToken)?.userId).toBe(ADA.id);
    await closed(popup);
  });

  it('loginPopup: signs a personal account in, at common and at consumers', async () => {
    for (const tenant of ['common', 'consumers']) {
      identity.control.reset();
      const page = await open({ tenant });
      await signIn(await page.openPopup('popup'), DANA.name);
      const { username, homeAccountId, tenantId } = await page.shown();
      expect([username, homeAccountId, tenantId]).toEqual([
        DANA.email,
        `00000000-0000-0000-c0ff-ee0123456789.${CONSUMERS_TENANT_ID}`,
        CONSUMERS_TENANT_ID,
      ]);
      await page.page.close();
    }
  });

  it('loginPopup: works although the window is cut off from its opener', async () => {
    // MSAL asks Entra for the cut if the app itself was opened by a foreign page.
    const stranger = await context.newPage();
    await stranger.goto(`${app.url.replace('localhost', '127.0.0.1')}/empty`);
    const opened = context.waitForEvent('page');
    await stranger.evaluate((url) => void window.open(url), addressOf(settings));
    const page = MsalPage.of(await opened);
    await page.shown();

    const answered = context.waitForEvent('response', (answer) =>
      answer.url().includes('/authorize'),
    );
    const popup = await page.openPopup('popup');
    const response = await answered;
    expect(await response.headerValue('Cross-Origin-Opener-Policy')).toBe('same-origin');
    await popup.getByRole('button', { name: ADA.name }).waitFor();
    expect(await popup.evaluate(() => window.opener === null)).toBeTrue();
    await signIn(popup, ADA.name);
    expect((await page.shown()).username).toBe(ADA.email);
    await closed(popup);
  });

  it('loginPopup: Cancel is access_denied 65004 in MSAL', async () => {
    const page = await open();
    const popup = await page.openPopup('popup');
    await popup.getByRole('button', { name: ADA.name }).click();
    await popup.getByRole('button', { name: 'Cancel' }).click();
    expect((await page.shown()).error).toBe('ServerError access_denied AADSTS65004');
  });

  it('loginPopup: login_hint and a second factor', async () => {
    identity.control.requireSecondFactor(ADA.id);
    const page = await open({ loginHint: ADA.email });
    const popup = await page.openPopup('popup');
    await popup.getByRole('button', { name: 'Sign in' }).click();
    await popup.getByRole('button', { name: 'Approve' }).click();
    await accept(popup);
    expect((await page.shown()).username).toBe(ADA.email);
  });

  it('loginRedirect: goes to the sign-in and comes back to the page that it left', async () => {
    const page = await open();
    await page.click('redirect');
    await page.page.waitForURL(/\/common\/oauth2\/v2\.0\/authorize/);
    await signIn(page.page, ADA.name);
    await page.page.waitForURL(addressOf(settings));
    expect((await page.shown()).username).toBe(ADA.email);
    expect(page.page.url()).not.toContain('code=');
  });

  it('acquireTokenSilent: takes the token from the cache, and renews it by the refresh token', async () => {
    const page = await signedIn();
    const cached = await page.press('token');
    expect(cached.fromCache).toBeTrue();
    const renewed = await page.press('renew');
    expect(renewed.fromCache).toBeFalse();
    expect(renewed.accessToken).not.toBe(cached.accessToken);
    expect(identity.checkAccessToken(renewed.accessToken ?? '')?.userId).toBe(ADA.id);
    expect(grantTypes()).toEqual(['authorization_code', 'refresh_token']);
  });

  it('acquireTokenSilent: a day later renews in a hidden frame, without a question', async () => {
    const page = await signedIn();
    identity.clock.advance(DAY_MS);
    const { error, accessToken = '' } = await page.press('renew');
    expect(error).toBeUndefined();
    expect(identity.checkAccessToken(accessToken)?.userId).toBe(ADA.id);
    expect(grantTypes()).toEqual(['authorization_code', 'refresh_token', 'authorization_code']);
  });

  it('acquireTokenSilent: a day later without a session needs interaction (login_required)', async () => {
    const page = await signedIn();
    identity.clock.advance(DAY_MS);
    await context.clearCookies();
    expect((await page.press('renew')).error).toBe(
      'InteractionRequiredAuthError login_required AADSTS50058',
    );
    await signInAgain(page);
  });

  it('acquireTokenSilent: a password change needs interaction', async () => {
    const page = await signedIn();
    identity.control.revoke(ADA.id);
    expect((await page.press('renew')).error).toBe(
      'InteractionRequiredAuthError login_required AADSTS50058',
    );
    await signInAgain(page);
  });

  it('acquireTokenSilent: a second factor that is required since needs interaction', async () => {
    const page = await signedIn();
    identity.control.requireSecondFactor(ADA.id);
    expect((await page.press('renew')).error).toBe(
      'InteractionRequiredAuthError interaction_required AADSTS50076',
    );
  });

  it('acquireTokenPopup: asks for consent to new scopes alone, which silence cannot', async () => {
    const page = await signedIn();
    await page.goTo({ ...settings, scopes: 'User.Read Calendars.ReadWrite' });
    expect((await page.press('renew')).error).toMatch(
      /^InteractionRequiredAuthError .*AADSTS65001$/,
    );
    const popup = await page.openPopup('more');
    await popup.getByText('Read and change your calendars').waitFor();
    expect(await popup.getByText('read your profile').count()).toBe(0);
    await accept(popup);
    expect((await page.shown()).scopes).toContain('Calendars.ReadWrite');
    expect((await page.press('token')).fromCache).toBeTrue();
  });

  it('ssoSilent: another tab of the browser signs in without a window', async () => {
    await signedIn();
    const other = await open({ loginHint: ADA.email });
    const { username, error } = await other.press('sso');
    expect([username, error]).toEqual([ADA.email, undefined]);
  });

  it('ssoSilent: works in a frame of another site, whose cookies the browser lets through', async () => {
    await signedIn();
    const appUrl = app.url.replace('localhost', '127.0.0.1');
    const other = await open({ appUrl, loginHint: ADA.email });
    const { username, error } = await other.press('sso');
    expect([username, error]).toEqual([ADA.email, undefined]);
  });

  it('ssoSilent: nobody signed in is login_required', async () => {
    const page = await open({ loginHint: ADA.email });
    expect((await page.press('sso')).error).toBe(
      'InteractionRequiredAuthError login_required AADSTS50058',
    );
  });

  it('logoutPopup: ends the session of the browser', async () => {
    const page = await signedIn();
    const popup = await page.openPopup('logout-popup');
    expect(await page.shown()).toEqual({});
    await closed(popup);
    const other = await open({ loginHint: ADA.email });
    expect((await other.press('sso')).error).toContain('login_required');
  });

  it('logoutRedirect: ends the session of the browser and comes back', async () => {
    const page = await signedIn();
    await page.click('logout-redirect');
    // MSAL's bridge page goes on to the home page.
    await page.page.waitForURL(`${app.url}/`);
    const other = await open({ loginHint: ADA.email });
    expect((await other.press('sso')).error).toContain('login_required');
  });

  it('metadata: MSAL reads the discovery document of the emulator and asks nobody else', async () => {
    await signedIn();
    const paths = requested.map(({ pathname }) => pathname);
    expect(paths).toContain('/common/v2.0/.well-known/openid-configuration');
    expect(paths.filter((path) => path.endsWith('/token'))).toHaveSize(1);
  });

  async function signInAgain(page: MsalPage): Promise<void> {
    const popup = await page.openPopup('more');
    await popup.getByRole('button', { name: 'Sign in' }).click();
    expect((await page.shown()).username).toBe(ADA.email);
  }
});
