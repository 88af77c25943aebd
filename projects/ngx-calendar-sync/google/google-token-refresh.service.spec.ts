import type { HttpRequest } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { VirtualTimeScheduler } from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵRANDOM as RANDOM,
} from 'ngx-calendar-sync/base';
import { notRenewableError } from './runtime/token-sources/not-renewable';
import type { GoogleCalendarSyncConfig } from './start/google-calendar-sync.config';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { everything } from './specs/told-by-error';
import { GoogleTokenRefreshService } from './google-token-refresh.service';

const urls = { authUrl: 'https://app.test/auth', refreshUrl: 'https://app.test/refresh' };
const SCOPE = 'https://www.googleapis.com/auth/calendar.readonly';
const answer = { access_token: 'at', expires_in: 3599, token_type: 'Bearer', scope: SCOPE };
const code = (expected: CalendarSyncErrorCode) => jasmine.objectContaining({ code: expected });

describe('GoogleTokenRefreshService', () => {
  let service: GoogleTokenRefreshService;
  let backend: HttpTestingController;
  let clock: VirtualTimeScheduler;

  function setUp(config: GoogleCalendarSyncConfig = urls): void {
    clock = new VirtualTimeScheduler();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClientTesting(),
        // Public calendars alone: nothing else asks for tokens here.
        provideGoogleCalendarSync({ apiKey: 'key', auth: 'server', ...config }),
        { provide: CLOCK, useValue: clock },
        { provide: RANDOM, useValue: () => 0.5 },
      ],
    });
    service = TestBed.inject(GoogleTokenRefreshService);
    backend = TestBed.inject(HttpTestingController);
  }

  /** Lets promises and pauses pass until a request to `url` is sent. */
  async function sent(url: string): Promise<TestRequest> {
    for (let turn = 0; turn < 100; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      const [request] = backend.match((candidate) => candidate.url === url);
      if (request) {
        return request;
      }
      const [action] = clock.actions;
      if (action) {
        clock.maxFrames = action.delay;
        clock.flush();
      }
    }
    throw new Error(`nothing was sent to ${url}`);
  }

  const formOf = (request: HttpRequest<unknown>) => request.serializeBody() as string;

  async function exchanged(response: object): Promise<void> {
    const exchange = service.exchange('c/1+2&=');
    (await sent(urls.authUrl)).flush(response);
    await exchange;
  }

  it('exchange(): the request has the fields and headers of the contract and no other', async () => {
    setUp();
    const exchange = service.exchange('4/a+b&c=é');
    const { request } = await sent(urls.authUrl).then((sentRequest) => {
      sentRequest.flush({ ...answer, refresh_token: 'rt' });
      return sentRequest;
    });
    await exchange;
    expect(request.method).toBe('POST');
    expect(request.headers.keys()).toEqual(['X-Requested-With']);
    expect(request.headers.get('X-Requested-With')).toBe('XmlHttpRequest');
    expect(request.withCredentials).toBeFalse();
    expect(request.detectContentTypeHeader()).toContain('application/x-www-form-urlencoded');
    const body = new URLSearchParams(formOf(request));
    expect([...body]).toEqual([['code', '4/a+b&c=é']]);
  });

  it('exchange(): trades a code for a token that renew() can renew', async () => {
    setUp();
    const exchange = service.exchange('c');
    (await sent(urls.authUrl)).flush({ ...answer, refresh_token: 'rt' });
    const token = await exchange;
    expect(token).toEqual({ value: 'at', expiresAt: 3_599_000, scopes: [SCOPE] });

    const renewal = service.renew();
    const request = await sent(urls.refreshUrl);
    expect(formOf(request.request)).toBe('refresh_token=rt');
    request.flush({ ...answer, access_token: 'at2' });
    expect((await renewal).value).toBe('at2');
  });

  it('renew(): keeps the refresh token when Google sends none, and takes a new one', async () => {
    setUp();
    await exchanged({ ...answer, refresh_token: 'first' });
    for (const [sentToken, newToken] of [
      ['first', undefined],
      ['first', 'second'],
      ['second', undefined],
    ]) {
      const renewal = service.renew();
      const request = await sent(urls.refreshUrl);
      expect(formOf(request.request)).toBe(`refresh_token=${sentToken}`);
      request.flush({ ...answer, ...(newToken ? { refresh_token: newToken } : {}) });
      await renewal;
    }
  });

  it('exchange(): an answer without a refresh token is no-refresh-token and says what to do', async () => {
    setUp();
    const exchange = service.exchange('c');
    (await sent(urls.authUrl)).flush(answer);
    const { value, notRenewable } = await exchange;
    expect(value).toBe('at');
    expect(notRenewable).toBe('no-refresh-token');
    await expectAsync(service.renew()).toBeRejectedWith(code('signed-out'));
  });

  it('renew(): rejects with expired after one request when Google has ended the grant', async () => {
    setUp();
    await exchanged({ ...answer, refresh_token: 'rt' });
    const renewal = service.renew();
    const refused = {
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    };
    (await sent(urls.refreshUrl)).flush(refused, { status: 400, statusText: '' });
    await expectAsync(renewal).toBeRejectedWith(code('expired'));
    await expectAsync(sent(urls.refreshUrl)).toBeRejected();
  });

  it('renew(): is retried when the server fails, and exchange() is not', async () => {
    setUp();
    await exchanged({ ...answer, refresh_token: 'rt' });
    const renewal = service.renew();
    for (const status of [503, 502]) {
      (await sent(urls.refreshUrl)).flush(null, { status, statusText: '' });
    }
    (await sent(urls.refreshUrl)).flush(answer);
    expect((await renewal).value).toBe('at');

    const exchange = service.exchange('c');
    (await sent(urls.authUrl)).flush(null, { status: 503, statusText: '' });
    await expectAsync(exchange).toBeRejectedWith(code('unavailable'));
    await expectAsync(sent(urls.authUrl)).toBeRejected();
  });

  it('exchange(): an answer that is not 2xx gives no refresh token, and no error contains it', async () => {
    setUp();
    await exchanged({ ...answer, refresh_token: 'rt' });
    for (const status of [302, 400, 401, 403, 500, 503]) {
      const renewal = service.renew().catch((error: unknown) => error);
      const passed = { ...answer, access_token: 'stolen', refresh_token: 'secret-of-another' };
      let failed: unknown;
      void renewal.then((error) => (failed = error));
      while (failed === undefined) {
        const request = await sent(urls.refreshUrl);
        expect(formOf(request.request)).toBe('refresh_token=rt');
        request.flush(passed, { status, statusText: '' });
        await new Promise((resolve) => setTimeout(resolve));
      }
      expect(failed).toBeInstanceOf(CalendarSyncError);
      expect(everything(failed)).not.toMatch(/secret-of-another|stolen/);
    }
    const renewal = service.renew();
    const request = await sent(urls.refreshUrl);
    expect(formOf(request.request)).toBe('refresh_token=rt');
    request.flush(answer);
    await renewal;
  });

  it('exchange(): an error with status 200 gives no refresh token, as of servers that pass on the body alone', async () => {
    setUp();
    await exchanged({ ...answer, refresh_token: 'rt' });
    const renewal = service.renew();
    (await sent(urls.refreshUrl)).flush({ error: 'invalid_grant', refresh_token: 'other' });
    await expectAsync(renewal).toBeRejectedWith(code('expired'));
    const next = service.renew();
    const request = await sent(urls.refreshUrl);
    expect(formOf(request.request)).toBe('refresh_token=rt');
    request.flush(answer);
    await next;
  });

  it('exchange(): a sealed server that answers an app in contract mode is invalid-config', async () => {
    setUp();
    const exchange = service.exchange('c');
    (await sent(urls.authUrl)).flush({ ...answer, refreshable: true });
    expect((await exchange).notRenewable).toBe('wrong-token-mode');
    const error = notRenewableError('wrong-token-mode');
    expect(error.code).toBe('invalid-config');
    expect(error.message).toContain('tokenServer');
    expect(error.message).not.toContain('Google gave');
  });

  it('exchange(): a token without scopes has the scopes of the configuration', async () => {
    setUp({ ...urls, scopes: [SCOPE] });
    const exchange = service.exchange('c');
    (await sent(urls.authUrl)).flush({ access_token: 'at', expires_in: 10, refresh_token: 'rt' });
    expect((await exchange).scopes).toEqual([SCOPE]);
  });

  it('signOut(): forgets the refresh token', async () => {
    setUp();
    await exchanged({ ...answer, refresh_token: 'rt' });
    await service.signOut();
    await expectAsync(service.renew()).toBeRejectedWith(code('signed-out'));
    expect(await service.disconnect()).toBeFalse();
  });

  describe('with the refresh token sealed in a cookie', () => {
    const base = 'https://app.test/tokens';

    /** The start of the app asks once whether there is a session: here is none. */
    async function setUpSealed(): Promise<void> {
      setUp({ tokenServer: `${base}/` });
      const first = await sent(`${base}/refresh`);
      first.flush({ error: 'no_session' }, { status: 401, statusText: '' });
    }

    it('renew(): sends the cookie alone, and the answer says whether it can be renewed', async () => {
      await setUpSealed();
      const exchange = service.exchange('c');
      const request = await sent(`${base}/auth`);
      expect(request.request.withCredentials).toBeTrue();
      request.flush({ ...answer, refreshable: true });
      const probe = await sent(`${base}/refresh`);
      expect(formOf(probe.request)).toBe('probe=1');
      probe.flush({ session: true, site: 'same-site' });
      expect((await exchange).notRenewable).toBeUndefined();

      const renewal = service.renew();
      const renew = await sent(`${base}/refresh`);
      expect(renew.request.withCredentials).toBeTrue();
      expect(formOf(renew.request)).toBe('');
      renew.flush({ ...answer, refreshable: true });
      await renewal;
    });

    it('renew(): a token server on another site is cross-site-cookies', async () => {
      await setUpSealed();
      const exchange = service.exchange('c');
      (await sent(`${base}/auth`)).flush({
        ...answer,
        refreshable: false,
        reason: 'cross_site_cookies',
      });
      expect((await exchange).notRenewable).toBe('cross-site-cookies');
      const renewal = service.renew();
      const none = { error: 'no_session', site: 'cross-site' };
      (await sent(`${base}/refresh`)).flush(none, { status: 401, statusText: '' });
      await expectAsync(renewal).toBeRejectedWith(code('cross-site-cookies'));
    });

    it('exchange(): a cookie that the browser has not kept is cross-site-cookies', async () => {
      await setUpSealed();
      const exchange = service.exchange('c');
      (await sent(`${base}/auth`)).flush({ ...answer, refreshable: true });
      (await sent(`${base}/refresh`)).flush({ session: false });
      expect((await exchange).notRenewable).toBe('cross-site-cookies');
    });

    it('exchange(): a refresh token in the answer to an app in sealed mode is invalid-config', async () => {
      await setUpSealed();
      for (const passedOn of [{ refresh_token: 'rt' }, {}]) {
        const exchange = service.exchange('c');
        (await sent(`${base}/auth`)).flush({ ...answer, ...passedOn });
        expect((await exchange).notRenewable).toBe('wrong-token-mode');
      }
      const renewal = service.renew();
      const request = await sent(`${base}/refresh`);
      expect(formOf(request.request)).toBe('');
      const missing = { error: 'missing_field', error_description: 'refresh_token is missing.' };
      request.flush(missing, { status: 400, statusText: '' });
      await expectAsync(renewal).toBeRejectedWith(code('invalid-config'));
    });

    it('renew(): rejects with signed-out when the server has no session', async () => {
      await setUpSealed();
      const renewal = service.renew();
      const none = { error: 'no_session', site: 'same-site' };
      (await sent(`${base}/refresh`)).flush(none, { status: 401, statusText: '' });
      await expectAsync(renewal).toBeRejectedWith(code('signed-out'));
    });

    it('signOut() and disconnect(): send a request to the server', async () => {
      await setUpSealed();
      const signOut = service.signOut();
      (await sent(`${base}/sign-out`)).flush(null, { status: 204, statusText: '' });
      await signOut;
      const disconnect = service.disconnect();
      (await sent(`${base}/disconnect`)).flush(null, { status: 204, statusText: '' });
      expect(await disconnect).toBeTrue();
    });
  });
});
