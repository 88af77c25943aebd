import type { Browser } from './testing/browser.ts';
import { startIdentity, type IdentityServer } from './testing/identity-server.ts';
import { ADA, BEN, CLEO, CONTOSO_ID, DANA, SPA } from './testing/small-directory.ts';
import { claimsOf, refusalOf, SCOPE, TestApp } from './testing/test-app.ts';

describe('Identity: sessions, consent and second factor', () => {
  let identity: IdentityServer;
  const app = new TestApp(() => identity.url);

  beforeAll(async () => {
    identity = await startIdentity();
  });
  afterAll(() => identity.close());
  beforeEach(() => {
    identity.control.reset();
  });

  /** A browser in which these accounts are signed in and have consented. */
  async function browserOf(...emails: readonly string[]): Promise<Browser> {
    const browser = app.browser();
    for (const email of emails) {
      await app.open(browser, { prompt: 'select_account' });
      await browser.choose(email);
      await browser.accept();
    }
    return browser;
  }

  const silent = async (browser: Browser, more: Record<string, string> = {}, tenant?: string) =>
    outcome((await app.open(browser, { prompt: 'none', ...more }, tenant)).answer);

  /** `code`, or the error with its number. */
  function outcome(answer: Readonly<Record<string, string>>): string {
    const code = /^AADSTS(\d+)/.exec(answer['error_description'] ?? '')?.[1];
    return answer['code'] === undefined ? `${answer['error'] ?? ''} ${code ?? ''}` : 'code';
  }

  describe('prompt=none', () => {
    it('prompt=none: nobody signed in answers login_required 50058', async () => {
      expect(await silent(app.browser())).toBe('login_required 50058');
    });

    it('prompt=none: a signed-in account with consent answers a code', async () => {
      expect(await silent(await browserOf(ADA.email))).toBe('code');
    });

    it('prompt=none: several accounts answer login_required, login_hint decides between them', async () => {
      const browser = await browserOf(ADA.email, DANA.email);
      expect(await silent(browser)).toBe('login_required 16000');
      expect(await silent(browser, { login_hint: DANA.email })).toBe('code');
      expect(await silent(browser, { login_hint: BEN.email })).toBe('login_required 50058');
    });

    it('prompt=none: the tenant of the address and domain_hint decide between accounts', async () => {
      const browser = await browserOf(ADA.email, DANA.email);
      expect(await silent(browser, {}, 'consumers')).toBe('code');
      expect(await silent(browser, { domain_hint: 'organizations' })).toBe('code');
    });

    it('prompt=none: missing consent answers interaction_required 65001, or consent_required', async () => {
      const browser = await browserOf(ADA.email);
      const more = { scope: `${SCOPE} MailboxSettings.Read` };
      expect(await silent(browser, more)).toBe('interaction_required 65001');
      identity.control.behave({ silentConsentError: 'consent_required' });
      expect(await silent(browser, more)).toBe('consent_required 65001');
    });

    it('prompt=none: a second factor that is required since answers interaction_required 50076', async () => {
      const browser = await browserOf(ADA.email);
      identity.control.requireSecondFactor(ADA.id);
      expect(await silent(browser)).toBe('interaction_required 50076');
    });
  });

  describe('other prompts', () => {
    it('no prompt: the only signed-in account is taken without a question', async () => {
      const browser = await app.open(await browserOf(ADA.email));
      expect(outcome(browser.answer)).toBe('code');
    });

    it('no prompt: several signed-in accounts are offered', async () => {
      const browser = await app.open(await browserOf(ADA.email, DANA.email));
      expect(browser.title).toBe('Pick an account');
      expect(browser.text.match(/Signed in/g)).toHaveSize(2);
      await browser.choose(DANA.email);
      expect(outcome(browser.answer)).toBe('code');
    });

    it('prompt=select_account: offers the accounts although one is signed in', async () => {
      const browser = await app.open(await browserOf(ADA.email), { prompt: 'select_account' });
      expect(browser.title).toBe('Pick an account');
    });

    it('prompt=login: asks for the credential of a signed-in account', async () => {
      const browser = await app.open(await browserOf(ADA.email), {
        prompt: 'login',
        login_hint: ADA.email,
      });
      expect(browser.title).toBe('Sign in');
      await browser.signIn();
      expect(outcome(browser.answer)).toBe('code');
    });

    it('prompt=login: asks for the password of a signed-in account that was chosen', async () => {
      const browser = await app.open(app.browser(), { login_hint: BEN.email });
      await browser.signIn('correct horse');
      await app.open(browser, { prompt: 'login' });
      await browser.choose(BEN.email);
      expect(browser.title).toBe('Enter password');
    });

    it('prompt=consent: asks for consent although it was given', async () => {
      const browser = await app.open(await browserOf(ADA.email), { prompt: 'consent' });
      expect(browser.title).toBe('Permissions requested');
    });
  });

  describe('consent', () => {
    it('consent: is asked for once, and for what is new alone', async () => {
      const browser = await browserOf(ADA.email);
      await app.open(browser, { scope: `${SCOPE} MailboxSettings.Read` });
      expect(browser.text).toContain('Read the settings of your mailbox');
      expect(browser.text).not.toContain('Read and change your calendars');
      await browser.accept();
      expect(outcome((await app.open(browser)).answer)).toBe('code');
    });

    it('consent: one that was taken back is asked for again', async () => {
      const browser = await browserOf(ADA.email);
      identity.control.forgetConsent(ADA.id, SPA.clientId);
      expect((await app.open(browser)).title).toBe('Permissions requested');
    });

    it('admin consent: a user cannot allow what is the administrator’s, and the app gets access_denied 90094', async () => {
      const browser = await app.open(app.browser(), { scope: `${SCOPE} Directory.Read.All` });
      await browser.choose(ADA.email);
      expect(browser.title).toBe('Need admin approval');
      await browser.submit('consent', { decision: 'accept' });
      expect(browser.title).toBe('Need admin approval');
      await browser.submit('cancel');
      expect(outcome(browser.answer)).toBe('access_denied 90094');
    });

    it('admin consent: a tenant may forbid its users every consent; others are free', async () => {
      identity.control.requireAdminConsent(CONTOSO_ID);
      const ada = await app.open(app.browser());
      expect((await ada.choose(ADA.email)).title).toBe('Need admin approval');
      const cleo = await app.open(app.browser());
      expect((await cleo.choose(CLEO.email)).title).toBe('Permissions requested');
    });

    it('admin consent: an administrator consents for all users on the consent page', async () => {
      identity.control.requireAdminConsent(CONTOSO_ID);
      identity.control.appointAdministrator(BEN.id);
      const ben = await app.open(app.browser());
      await ben.choose(BEN.email);
      await ben.signIn('correct horse');
      expect(ben.text).toContain('Consent on behalf of your organization');
      await ben.accept({ tenant: 'all' });
      const ada = await app.open(app.browser());
      expect(outcome((await ada.choose(ADA.email)).answer)).toBe('code');
    });

    it('admin consent: /adminconsent answers tenant and scope, and users are not asked any more', async () => {
      identity.control.appointAdministrator(BEN.id);
      const { client_id = '', redirect_uri = '' } = app.request();
      const ben = app.browser();
      await ben.open(`/${CONTOSO_ID}/v2.0/adminconsent`, {
        client_id,
        redirect_uri,
        state: 's',
        scope: SCOPE,
      });
      await ben.choose(BEN.email);
      await ben.signIn('correct horse');
      await ben.accept();
      expect(ben.answer).toEqual({
        admin_consent: 'True',
        tenant: CONTOSO_ID,
        scope: 'openid profile offline_access Calendars.ReadWrite',
        state: 's',
      });
      const ada = await app.open(app.browser());
      expect(outcome((await ada.choose(ADA.email)).answer)).toBe('code');
    });
  });

  describe('second factor', () => {
    it('second factor: is asked for after the password and remembered by the browser', async () => {
      identity.control.requireSecondFactor(BEN.id);
      const browser = await app.open(app.browser(), { login_hint: BEN.email });
      await browser.signIn('correct horse');
      expect(browser.title).toBe('Approve sign in request');
      await browser.submit('second-factor', { decision: 'deny' });
      expect(browser.text).toContain('The request was denied.');
      await browser.submit('second-factor', { decision: 'approve' });
      await browser.accept();
      expect(await silent(browser)).toBe('code');
    });

    it('second factor: cannot be skipped by sending the form of a later page', async () => {
      identity.control.requireSecondFactor(BEN.id);
      const browser = await app.open(app.browser(), { login_hint: BEN.email });
      await browser.submit('second-factor', { decision: 'approve' });
      expect(browser.title).toBe('Enter password');
      await browser.signIn('correct horse');
      await browser.accept();
      expect(browser.title).toBe('Approve sign in request');
    });

    it('second factor: a refresh token from before answers interaction_required 50076 with claims, or invalid_grant', async () => {
      const { refresh_token } = await app.newTokens();
      identity.control.requireSecondFactor(ADA.id);
      const refused = await app.refresh(refresh_token);
      expect(refusalOf(refused)).toBe('400 interaction_required 50076');
      expect(JSON.parse(refused.body.claims ?? '')).toEqual(
        jasmine.objectContaining({ access_token: jasmine.any(Object) }),
      );
      identity.control.behave({ secondFactorError: 'invalid_grant' });
      expect(refusalOf(await app.refresh(refresh_token))).toBe(
        '400 invalid_grant 50076 basic_action',
      );
    });
  });

  describe('logout', () => {
    const logout = (browser: Browser, query: Record<string, string>) =>
      browser.open('/common/oauth2/v2.0/logout', query);
    const back = { post_logout_redirect_uri: 'http://localhost:4200/back' };

    it('logout: with logout_hint signs that account out, goes back with the state, and leaves the others', async () => {
      const browser = await browserOf(ADA.email, DANA.email);
      await logout(browser, { ...back, logout_hint: ADA.email, state: 's' });
      expect(browser.redirect.href).toBe('http://localhost:4200/back?state=s');
      expect(await silent(browser, { login_hint: ADA.email })).toBe('login_required 50058');
      expect(await silent(browser, { login_hint: DANA.email })).toBe('code');
    });

    it('logout: without a hint asks which account', async () => {
      const browser = await logout(await browserOf(ADA.email), back);
      expect(browser.title).toBe('Pick an account to sign out of');
      expect(browser.offered).toEqual([ADA.email]);
    });

    it('logout: id_token_hint names the account', async () => {
      const browser = app.browser();
      const { body } = await app.exchange(await app.newCode(ADA.email, {}, browser));
      await logout(browser, { ...back, id_token_hint: body.id_token });
      expect(browser.redirect.href).toBe('http://localhost:4200/back');
      expect(await silent(browser)).toBe('login_required 50058');
    });

    it('logout: a foreign address is not followed', async () => {
      const browser = await browserOf(ADA.email);
      await logout(browser, {
        logout_hint: ADA.email,
        post_logout_redirect_uri: 'https://evil.test/',
      });
      expect(browser.response.headers.get('Location')).toBeNull();
      expect(browser.title).toBe('Signed out');
    });

    it('logout: tokens stay valid', async () => {
      const browser = app.browser();
      const { body } = await app.exchange(await app.newCode(ADA.email, {}, browser));
      await logout(browser, { logout_hint: ADA.email });
      expect((await app.refresh(body.refresh_token)).status).toBe(200);
    });
  });

  it('claims: the optional login_hint of an id token is taken as login_hint and logout_hint', async () => {
    const browser = app.browser();
    const claims = '{"id_token":{"login_hint":{"essential":false}}}';
    const { body } = await app.exchange(await app.newCode(ADA.email, { claims }, browser));
    const hint = String(claimsOf(body.id_token)['login_hint']);
    expect(hint).not.toContain(ADA.email);
    expect(await silent(browser, { login_hint: hint })).toBe('code');
    await browser.open('/common/oauth2/v2.0/logout', { logout_hint: hint });
    expect(await silent(browser)).toBe('login_required 50058');
  });

  it('revoke: a new password ends the sessions of all browsers', async () => {
    const browser = await browserOf(ADA.email);
    identity.control.revoke(ADA.id);
    expect(await silent(browser)).toBe('login_required 50058');
  });
});
