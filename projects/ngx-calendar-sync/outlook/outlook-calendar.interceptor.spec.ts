import { HttpClient, HttpContext, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import * as runtime from 'ngx-calendar-sync/outlook/runtime';
import * as writes from 'ngx-calendar-sync/outlook/writes';
import { googleCalendarInterceptor } from '../google/google-calendar.interceptor';
import { provideGoogleCalendarSync } from '../google/provide-google-calendar-sync';
import { LazyOutlook, OUTLOOK_CODE } from './lazy-outlook';
import { outlookCalendarInterceptor } from './outlook-calendar.interceptor';
import { provideOutlookCalendarSync } from './provide-outlook-calendar-sync';
import { SKIP_OUTLOOK_TOKEN } from './public-api';
import { CLIENT_ID, useOutlookApp } from './specs/outlook-app';

const token = { value: 'the-token', expiresAt: Date.now() + 3_600_000, scopes: [] };

describe('outlookCalendarInterceptor', () => {
  useOutlookApp();

  let http: HttpClient;
  let backend: HttpTestingController;

  function setUp(graph?: string): void {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClient(
          withInterceptors([googleCalendarInterceptor, outlookCalendarInterceptor]),
        ),
        provideHttpClientTesting(),
        provideGoogleCalendarSync({ apiKey: 'key' }),
        provideOutlookCalendarSync({
          clientId: CLIENT_ID,
          ...(graph ? { endpoints: { graph } } : {}),
        }),
        { provide: OUTLOOK_CODE, useValue: { runtime, writes } },
      ],
    });
    const tokens = TestBed.inject(LazyOutlook).current?.injector.get(AccessTokens);
    tokens?.hold({ account: 'ada', grantedScopes: [] }, token);
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

  const graph = 'https://graph.microsoft.com/v1.0';

  for (const url of [`${graph}/me/messages`, graph, 'HTTPS://GRAPH.MICROSOFT.COM/v1.0/me?$top=1']) {
    it(`attaches the token to ${url}`, () => {
      setUp();
      expect(authorizationOf(url)).toBe('Bearer the-token');
    });
  }

  for (const url of [
    'https://www.googleapis.com/calendar/v3/users/me/calendarList',
    'https://graph.microsoft.com.evil.test/v1.0/me',
    'https://evil.test/https://graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.com/beta/me',
    'https://graph.microsoft.com/v1.0/..%2fbeta/me',
    'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    '/v1.0/me',
  ]) {
    it(`attaches no token to ${url}`, () => {
      setUp();
      expect(authorizationOf(url)).toBeNull();
    });
  }

  it('endpoints.graph: the token goes there alone', () => {
    setUp('https://proxy.example/graph');
    expect(authorizationOf('https://proxy.example/graph/me')).toBe('Bearer the-token');
    expect(authorizationOf(`${graph}/me`)).toBeNull();
  });

  it('SKIP_OUTLOOK_TOKEN: sends the request without the token', () => {
    setUp();
    const context = new HttpContext().set(SKIP_OUTLOOK_TOKEN, true);
    expect(authorizationOf(`${graph}/me`, context)).toBeNull();
  });
});
