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

const CALENDAR_LIST = 'https://www.googleapis.com/calendar/v3/users/me/calendarList?maxResults=250';

/** What many apps do: their own token on whatever leaves. */
const appToken: HttpInterceptorFn = (request, next) =>
  next(request.clone({ setHeaders: { Authorization: 'Bearer of-the-app', 'X-App': '1' } }));

describe('an app whose interceptor puts its token on every request', () => {
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
    TestBed.inject(AccessTokens).hold(
      { account: 'ada@example.com', grantedScopes: [] },
      {
        value: 'of-google',
        expiresAt,
        scopes: [],
      },
    );
    backend = TestBed.inject(HttpTestingController);
  }

  const withAppToken = provideHttpClient(withInterceptors([appToken]));

  it('never shows it to Google', () => {
    setUp([withAppToken]);
    TestBed.inject(GoogleCalendarService)
      .getCalendars()
      .catch(() => undefined);
    const { headers } = backend.expectOne(CALENDAR_LIST).request;
    expect(headers.getAll('Authorization')).toEqual(['Bearer of-google']);
    expect(headers.has('X-App')).toBeFalse();
  });

  it("never sees Google's token on its own requests", () => {
    setUp([withAppToken]);
    TestBed.inject(HttpClient).get('/api/things').subscribe();
    const { headers } = backend.expectOne('/api/things').request;
    expect(headers.getAll('Authorization')).toEqual(['Bearer of-the-app']);
  });

  it('has its interceptors asked where it says so', () => {
    setUp([withAppToken], withAppInterceptors());
    TestBed.inject(GoogleCalendarService)
      .getCalendars()
      .catch(() => undefined);
    expect(backend.expectOne(CALENDAR_LIST).request.headers.get('X-App')).toBe('1');
  });

  it('needs no HttpClient of its own', () => {
    setUp([]);
    TestBed.inject(GoogleCalendarService)
      .getCalendars()
      .catch(() => undefined);
    const { headers } = backend.expectOne(CALENDAR_LIST).request;
    expect(headers.get('Authorization')).toBe('Bearer of-google');
  });
});
