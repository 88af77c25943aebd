import {
  HttpClient,
  type HttpInterceptorFn,
  provideHttpClient,
  withInterceptors,
} from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type EnvironmentProviders, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import { GoogleCalendarService } from './google-calendar.service';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
  withAppInterceptors,
} from './provide-google-calendar-sync';
import { behindService } from './specs/behind-service';

const CALENDAR_LIST =
  'https://www.googleapis.com/calendar/v3/users/me/calendarList?maxResults=250&showHidden=true';

/** Many apps have an interceptor that adds their own token to every request. */
const addAppToken: HttpInterceptorFn = (request, next) =>
  next(request.clone({ setHeaders: { Authorization: 'Bearer of-the-app', 'X-App': '1' } }));

describe('Interceptors of the app', () => {
  let backend: HttpTestingController;

  function setUp(http: EnvironmentProviders[], ...features: GoogleCalendarSyncFeature[]): void {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        ...http,
        provideHttpClientTesting(),
        provideGoogleCalendarSync({ apiKey: 'key' }, ...features),
      ],
    });
    const expiresAt = Date.now() + 3_600_000;
    behindService(AccessTokens).hold(
      { account: 'ada@example.com', grantedScopes: [] },
      {
        value: 'of-google',
        expiresAt,
        scopes: [],
      },
    );
    backend = TestBed.inject(HttpTestingController);
  }

  const withAppToken = provideHttpClient(withInterceptors([addAppToken]));

  it('app interceptors: the library’s requests have only Google’s token', () => {
    setUp([withAppToken]);
    TestBed.inject(GoogleCalendarService)
      .getCalendars()
      .catch(() => undefined);
    const { headers } = backend.expectOne(CALENDAR_LIST).request;
    expect(headers.getAll('Authorization')).toEqual(['Bearer of-google']);
    expect(headers.has('X-App')).toBeFalse();
  });

  it('app interceptors: the app’s own requests have only the app’s token', () => {
    setUp([withAppToken]);
    TestBed.inject(HttpClient).get('/api/things').subscribe();
    const { headers } = backend.expectOne('/api/things').request;
    expect(headers.getAll('Authorization')).toEqual(['Bearer of-the-app']);
  });

  it('app interceptors: withAppInterceptors() runs them on the library’s requests', () => {
    setUp([withAppToken], withAppInterceptors());
    TestBed.inject(GoogleCalendarService)
      .getCalendars()
      .catch(() => undefined);
    expect(backend.expectOne(CALENDAR_LIST).request.headers.get('X-App')).toBe('1');
  });

  it('app interceptors: the library works in an app without provideHttpClient()', () => {
    setUp([]);
    TestBed.inject(GoogleCalendarService)
      .getCalendars()
      .catch(() => undefined);
    const { headers } = backend.expectOne(CALENDAR_LIST).request;
    expect(headers.get('Authorization')).toBe('Bearer of-google');
  });
});
