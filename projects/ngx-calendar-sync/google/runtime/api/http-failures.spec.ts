import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Observable, VirtualTimeScheduler } from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵRANDOM as RANDOM,
} from 'ngx-calendar-sync/base';
import { GoogleTokenRefreshService } from '../../google-token-refresh.service';
import { provideGoogleCalendarSync } from '../../provide-google-calendar-sync';
import { everything } from '../../specs/told-by-error';
import { GoogleCalendarApi } from './google-calendar-api';
import { behindService } from '../../specs/behind-service';

const API_KEY = 'AIzaSyKeyOfTheSpec';
const SEARCH_WORDS = 'divorce lawyer';
const AUTHORIZATION_CODE = '4/0AcodeOfTheSpec';
const ACCESS_TOKEN = 'ya29.TokenOfTheSpec';
const REFRESH_TOKEN = '1//0gRefreshTokenOfTheSpec';

/** The request as bodies quote it. */
const QUOTED =
  `GET https://www.googleapis.com/calendar/v3/calendars/a/events?q=divorce%20lawyer&key=${API_KEY} ` +
  `Bearer ${ACCESS_TOKEN} code=${AUTHORIZATION_CODE} ${REFRESH_TOKEN}`;
const SECRETS =
  /divorce|lawyer|AIzaSy|ya29|1\/\/0g|codeOfTheSpec|TokenOfTheSpec|googleapis\.com|app\.test/;
const NO_WORDS = /\[object|undefined|NaN|null|<html|<!doctype|SyntaxError|Unexpected token/i;

type Body = TestRequest['flush'] extends (body: infer B, ...rest: never[]) => unknown ? B : never;

const BODIES: readonly (readonly [string, Body])[] = [
  ['empty', ''],
  ['null', null],
  ['text', QUOTED],
  ['HTML', `<!doctype html><html><title>Error</title><p>${QUOTED}</html>`],
  ['an array', [{ error: { message: QUOTED, errors: [{ reason: 'notFound' }] } }]],
  ['a number', 42],
  ['an empty object', {}],
  [
    'JSON text that was no JSON',
    { error: new SyntaxError(`Unexpected token: ${QUOTED}`), text: QUOTED },
  ],
  ['error: text', { error: 'some_code', error_description: QUOTED }],
  ['error: a sentence', { error: QUOTED }],
  ['error: null', { error: null }],
  ['error: an array', { error: [QUOTED] }],
  ['error: an empty object', { error: {} }],
  ['error with a message', { error: { code: 1, message: `Not like this: ${QUOTED}` } }],
  ['error with a message that is an object', { error: { message: { text: QUOTED } } }],
  ['error with errors that are no array', { error: { errors: { reason: QUOTED }, message: 7 } }],
  ['error with errors of null', { error: { errors: [null], message: '' } }],
  ...['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', QUOTED, 7, {}].map(
    (reason) =>
      [
        `reason ${JSON.stringify(reason).slice(0, 20)}`,
        { error: { errors: [{ reason, message: QUOTED }], message: 'Forbidden' } },
      ] as const,
  ),
  ...['constructor', 'toString', '__proto__'].map(
    (error) => [`error: ${error}`, { error }] as const,
  ),
  ['the words that were searched for', { error: { message: `Nothing like ${SEARCH_WORDS}.` } }],
  ['tokens', { access_token: ACCESS_TOKEN, refresh_token: REFRESH_TOKEN, error: 'oops' }],
];

const STATUSES = Array.from({ length: 200 }, (_, index) => 400 + index);

describe('every HTTP failure is told in words, with nothing of the request', () => {
  let backend: HttpTestingController;
  let clock: VirtualTimeScheduler;

  beforeEach(() => {
    clock = new VirtualTimeScheduler();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClientTesting(),
        provideGoogleCalendarSync({
          apiKey: API_KEY,
          auth: 'server',
          authUrl: 'https://app.test/auth',
          refreshUrl: 'https://app.test/refresh',
        }),
        { provide: CLOCK, useValue: clock },
        { provide: RANDOM, useValue: () => 0.5 },
      ],
    });
    backend = TestBed.inject(HttpTestingController);
  });

  /** What a request ends in whose every attempt is answered so. */
  function failureOf(asked: Observable<unknown>, body: Body, status: number): unknown {
    const failures: unknown[] = [];
    asked.subscribe({ error: (thrown: unknown) => failures.push(thrown) });
    const isOver = () => failures.length > 0;
    while (!isOver()) {
      const [request] = backend.match(() => true);
      request?.flush(body, { status, statusText: 'Status' });
      const [pause] = clock.actions;
      if (pause && !isOver()) {
        clock.maxFrames = pause.delay;
        clock.flush();
      }
    }
    return failures[0];
  }

  async function sentToServer(count: number): Promise<readonly TestRequest[]> {
    const sent: TestRequest[] = [];
    while (sent.length < count) {
      // A task: the code that sends is loaded by a dynamic import.
      await new Promise((resolve) => setTimeout(resolve));
      sent.push(...backend.match(({ url }) => url === 'https://app.test/auth'));
    }
    return sent;
  }

  /** What is wrong with what an error tells; `undefined` where nothing is. */
  function faultOf(error: unknown, status: number): string | undefined {
    if (!(error instanceof CalendarSyncError)) {
      return `${status}: ${String(error)}`;
    }
    const { message } = error;
    const all = everything(error);
    const isRight =
      error.status === status &&
      /^[A-Z].*\w.*[.\w…)]$/s.test(message) &&
      !NO_WORDS.test(message) &&
      !SECRETS.test(all) &&
      !/<html|\[object/.test(all);
    return isRight ? undefined : `${status}: ${all}`;
  }

  for (const [kind, body] of BODIES) {
    it(`of Google, with a body that is ${kind}`, () => {
      const api = behindService(GoogleCalendarApi);
      const faults: (string | undefined)[] = [];
      const causes: unknown[] = [];
      for (const status of STATUSES) {
        const error = failureOf(api.events('a', { q: SEARCH_WORDS }, 'key'), body, status);
        faults.push(faultOf(error, status));
        causes.push((error as CalendarSyncError).cause);
      }
      expect(faults.filter((fault) => fault !== undefined).slice(0, 3)).toEqual([]);
      expect(causes.map((cause) => (cause as { readonly code: number }).code)).toEqual(STATUSES);
    });

    // It never hears what is searched for.
    if (kind.includes('searched for')) {
      continue;
    }
    it(`of the token server, with a body that is ${kind}`, async () => {
      const service = TestBed.inject(GoogleTokenRefreshService);
      const errors = STATUSES.map((status) =>
        service.exchange(AUTHORIZATION_CODE).then(
          () => `no error of ${status}`,
          (error: unknown) => error,
        ),
      );
      const requests = await sentToServer(STATUSES.length);
      for (const [index, request] of requests.entries()) {
        request.flush(body, { status: STATUSES[index] ?? 0, statusText: 'Status' });
      }
      const faults = (await Promise.all(errors)).map((error, index) =>
        faultOf(error, STATUSES[index] ?? 0),
      );
      expect(faults.filter((fault) => fault !== undefined).slice(0, 3)).toEqual([]);
    });
  }

  for (const [status, code] of [
    [400, 'invalid-request'],
    [402, 'invalid-request'],
    [405, 'invalid-request'],
    [408, 'unavailable'],
    [409, 'conflict'],
    [418, 'invalid-request'],
    [429, 'rate-limited'],
    [451, 'invalid-request'],
    [500, 'unavailable'],
    [501, 'unavailable'],
    [505, 'unavailable'],
    [520, 'unavailable'],
    [599, 'unavailable'],
  ] as readonly (readonly [number, CalendarSyncErrorCode])[]) {
    it(`of Google: ${status} without a body of Google's is ${code}`, () => {
      const error = failureOf(behindService(GoogleCalendarApi).colors('key'), '', status);
      expect((error as CalendarSyncError).code).toBe(code);
    });
  }

  for (const [status, body, code] of [
    [404, 'not here', 'invalid-config'],
    [403, { error: 'origin_not_allowed', error_description: 'No.' }, 'invalid-config'],
    [405, '', 'invalid-config'],
    [400, { error: 'invalid_grant' }, 'expired'],
    [400, { error: 'constructor' }, 'unexpected'],
    [429, { error: 'rate_limited' }, 'unavailable'],
    [502, { error: 'google_unreachable' }, 'unavailable'],
  ] as readonly (readonly [number, Body, CalendarSyncErrorCode])[]) {
    it(`of the token server: ${status} ${JSON.stringify(body)} is ${code}`, async () => {
      const failed = TestBed.inject(GoogleTokenRefreshService)
        .exchange('c')
        .catch(CalendarSyncError.from);
      const [request] = await sentToServer(1);
      request?.flush(body, { status, statusText: 'Status' });
      expect((await failed) as CalendarSyncError).toEqual(
        jasmine.objectContaining({ code, status }),
      );
    });
  }

  it("keeps Google's reason and its message", () => {
    const message = 'The specified time range is empty.';
    const body = { error: { errors: [{ reason: 'timeRangeEmpty', message }], code: 400, message } };
    const error = failureOf(behindService(GoogleCalendarApi).colors('key'), body, 400);
    const { message: told, cause } = error as CalendarSyncError;
    expect(told).toContain(message);
    expect(cause).toEqual({ code: 400, reason: 'timeRangeEmpty', message });
  });
});

describe('what was thrown as an object that is no Error', () => {
  it('is told in words, by its HTTP status alone', () => {
    const thrown = {
      status: 402,
      url: 'https://a.test/?q=secret',
      message: 'at secret',
      error: {},
    };
    const error = CalendarSyncError.from(thrown);
    expect(error).toEqual(jasmine.objectContaining({ code: 'unexpected', status: 402 }));
    expect(error.message).toContain('HTTP 402');
    expect(everything(error)).not.toContain('secret');
    expect(CalendarSyncError.from({}).message).not.toContain('[object');
  });
});
