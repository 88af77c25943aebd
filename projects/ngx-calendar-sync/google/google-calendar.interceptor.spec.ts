import { HttpClient, HttpContext, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ɵSKIP_TOKEN as SKIP_TOKEN } from 'ngx-calendar-sync/base';
import { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { googleCalendarInterceptor } from './google-calendar.interceptor';
import { behindService } from './specs/behind-service';

const token = { value: 'the-token', expiresAt: Date.now() + 3_600_000, scopes: [] };

describe('googleCalendarInterceptor', () => {
  let http: HttpClient;
  let backend: HttpTestingController;

  function setUp(api?: string): void {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClient(withInterceptors([googleCalendarInterceptor])),
        provideHttpClientTesting(),
        provideGoogleCalendarSync({ apiKey: 'key', ...(api ? { endpoints: { api } } : {}) }),
      ],
    });
    behindService(AccessTokens).hold({ account: 'ada@example.com', grantedScopes: [] }, token);
    http = TestBed.inject(HttpClient);
    backend = TestBed.inject(HttpTestingController);
  }

  function authorizationOf(url: string, context = new HttpContext()): string | null {
    http.get(url, { context }).subscribe({ error: () => undefined });
    const [call] = backend.match(() => true);
    const header = call?.request.headers.get('Authorization') ?? null;
    call?.flush({});
    return header;
  }

  const base = 'https://www.googleapis.com/calendar/v3';

  for (const url of [
    base,
    `${base}/users/me/calendarList`,
    `${base}/calendars/a%40b.example/events?maxResults=5#top`,
    `${base}/calendars/en.german%23holiday%40group.v.calendar.google.com/events`,
    'HTTPS://WWW.GOOGLEAPIS.COM/calendar/v3/colors',
    'https://www.googleapis.com:443/calendar/v3/colors',
    `${base}/calendars/../colors`,
    `  ${base}/colors`,
  ]) {
    it(`attaches the token to ${url}`, () => {
      setUp();
      expect(authorizationOf(url)).toBe('Bearer the-token');
    });
  }

  for (const url of [
    'https://www.googleapis.com.evil.test/calendar/v3/colors',
    'https://evil.test/https://www.googleapis.com/calendar/v3/colors',
    'https://evil.test/calendar/v3/colors',
    'https://evil.test?https://www.googleapis.com/calendar/v3',
    'https://evil.test#https://www.googleapis.com/calendar/v3',
    'https://www.googleapis.com@evil.test/calendar/v3/colors',
    'https://user@www.googleapis.com/calendar/v3/colors',
    'https://user:secret@www.googleapis.com/calendar/v3/colors',
    'https://wwwXgoogleapis.com/calendar/v3/colors',
    'https://www.googleapis.com./calendar/v3/colors',
    'https://googleapis.com/calendar/v3/colors',
    'https://sub.www.googleapis.com/calendar/v3/colors',
    'http://www.googleapis.com/calendar/v3/colors',
    'https://www.googleapis.com:444/calendar/v3/colors',
    'https://www.googleapis.com/calendar/v30/colors',
    'https://www.googleapis.com/calendar/v3evil',
    'https://www.googleapis.com/Calendar/v3/colors',
    'https://www.googleapis.com/drive/v3/files',
    'https://www.googleapis.com/',
    'https://www.googleapis.com/calendar/v3/../../drive/v3/files',
    'https://www.googleapis.com/calendar/v3/%2e%2e/%2e%2e/drive/v3/files',
    'https://www.googleapis.com/calendar/v3/..%2f..%2fdrive/v3/files',
    'https://www.googleapis.com/calendar/v3/%2E%2E%5C..%5Cdrive/v3/files',
    'https://www.googleapis.com/calendar/v3/%E0%A4%A/colors',
    'https://www.googleapis.com/calendar%2Fv3/colors',
    'https:///www.googleapis.com.evil.test/calendar/v3/colors',
    'https://www.googleapis.com\\.evil.test/calendar/v3/colors',
    'https://www.googleapis.com\\@evil.test/calendar/v3/colors',
    '//www.googleapis.com.evil.test/calendar/v3/colors',
    '/calendar/v3/colors',
    'calendar/v3/colors',
    '?https://www.googleapis.com/calendar/v3',
    'data:text/plain,https://www.googleapis.com/calendar/v3',
    'https://[::1]/calendar/v3/colors',
    'https://',
    '',
  ]) {
    it(`attaches nothing to ${url || 'the page itself'}`, () => {
      setUp();
      expect(authorizationOf(url)).toBeNull();
    });
  }

  it('attaches the token below an endpoint of the page only', () => {
    setUp('/google/calendar/v3/');
    expect(authorizationOf('/google/calendar/v3/colors')).toBe('Bearer the-token');
    expect(authorizationOf(`${location.origin}/google/calendar/v3/colors`)).toBe(
      'Bearer the-token',
    );
    expect(authorizationOf('/google/other')).toBeNull();
    expect(authorizationOf('https://www.googleapis.com/calendar/v3/colors')).toBeNull();
  });

  for (const root of ['https://calendar.app.test', 'https://calendar.app.test/']) {
    it(`attaches the token to every path of ${root}, and to no other host`, () => {
      setUp(root);
      for (const url of [root, 'https://calendar.app.test/colors?x=1']) {
        expect(authorizationOf(url)).toBe('Bearer the-token');
      }
      for (const url of [
        'https://calendar.app.test.evil.test/colors',
        'https://evil.test/colors',
        'https://calendar.app.test@evil.test/colors',
        'https://user@calendar.app.test/colors',
        'http://calendar.app.test/colors',
        'https://calendar.app.test:8443/colors',
        'https://calendar.app.test/..%2fcolors',
        '//evil.test/colors',
        '/colors',
      ]) {
        expect(authorizationOf(url)).withContext(url).toBeNull();
      }
    });
  }

  it('attaches nothing with SKIP_GOOGLE_TOKEN', () => {
    setUp();
    const context = new HttpContext().set(SKIP_TOKEN, true);
    expect(authorizationOf(`${base}/colors`, context)).toBeNull();
  });

  it('replaces an Authorization header of the app', () => {
    setUp();
    http.get(`${base}/colors`, { headers: { Authorization: 'Bearer of-the-app' } }).subscribe();
    const call = backend.expectOne(`${base}/colors`);
    expect(call.request.headers.getAll('Authorization')).toEqual(['Bearer the-token']);
  });

  it('attaches nothing while nobody is signed in, or when the token has expired', () => {
    setUp();
    behindService(AccessTokens).hold(
      { account: 'ada@example.com', grantedScopes: [] },
      { ...token, expiresAt: Date.now() },
    );
    expect(authorizationOf(`${base}/colors`)).toBeNull();
    behindService(AccessTokens).clear();
    expect(authorizationOf(`${base}/colors`)).toBeNull();
  });

  it('401: the token has expired if Google answers so, and not if another server does', () => {
    setUp();
    const tokens = behindService(AccessTokens);
    const refuse = (url: string) => {
      http.get(url).subscribe({ error: () => undefined });
      backend.expectOne(url).flush({}, { status: 401, statusText: 'Unauthorized' });
    };
    refuse('https://api.app.test/private');
    expect(tokens.current()).toEqual(token);
    refuse(`${base}/colors`);
    expect(tokens.current()).toBeUndefined();
  });
});
