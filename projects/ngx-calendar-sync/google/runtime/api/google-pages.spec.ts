import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { lastValueFrom, type Observable, toArray } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵRANDOM as RANDOM } from 'ngx-calendar-sync/base';
import { aClock, type FakeClock } from 'ngx-calendar-sync/testing';
import { provideGoogleCalendarSync } from '../../provide-google-calendar-sync';
import { GoogleCalendarApi } from './google-calendar-api';
import { behindService } from '../../specs/behind-service';

describe('Pages of Google’s lists', () => {
  let api: GoogleCalendarApi;
  let backend: HttpTestingController;
  let clock: FakeClock;

  beforeEach(() => {
    clock = aClock('2026-05-01T00:00:00Z');
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClientTesting(),
        provideGoogleCalendarSync({ apiKey: 'the-key' }),
        { provide: CLOCK, useValue: clock },
        { provide: RANDOM, useValue: () => 0 },
      ],
    });
    api = behindService(GoogleCalendarApi);
    backend = TestBed.inject(HttpTestingController);
  });

  /** Lets time pass until a request is sent, at most a hundred seconds. */
  function next(): TestRequest {
    for (let waited = 0; waited < 100; waited += 1) {
      const [request] = backend.match(() => true);
      if (request) {
        return request;
      }
      clock.tick(1_000);
    }
    throw new Error('No request was sent.');
  }

  const sizeOf = ({ request }: TestRequest) => Number(request.params.get('maxResults'));
  const passAnswerTimeout = () => {
    clock.tick(30_000);
  };
  const readAll = (pages: Observable<unknown>) => {
    const done = lastValueFrom(pages.pipe(toArray()));
    done.catch(() => undefined);
    return done;
  };
  const events = () => readAll(api.events('a', { maxResults: 2500 }, 'key'));

  it('page size: it is halved after each timeout, until the list is complete', async () => {
    const pages = events();
    const sizes: number[] = [];
    for (const number of [1, 2, 3]) {
      const request = next();
      sizes.push(sizeOf(request));
      if (number < 3) {
        passAnswerTimeout();
      } else {
        request.flush({ items: [{ id: '1' }] });
      }
    }
    expect(sizes).toEqual([2500, 1250, 625]);
    expect((await pages).length).toBe(1);
  });

  for (const [name, cut] of [
    [
      'a broken connection',
      (request: TestRequest) => {
        request.error(new ProgressEvent('error'));
      },
    ],
    [
      'an answer that is cut off',
      (request: TestRequest) => {
        request.error(new ProgressEvent('error'), { status: 200, statusText: 'OK' });
      },
    ],
  ] as const) {
    it(`page size: it is halved after ${name}`, async () => {
      const pages = events();
      expect(sizeOf(next())).toBe(2500);
      passAnswerTimeout();
      cut(next());
      const third = next();
      expect(sizeOf(third)).toBe(625);
      third.flush({});
      await pages;
    });
  }

  it('page size: it is never less than a hundred', () => {
    const sizes: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      void events();
      for (let attempt = 0; attempt < 5; attempt += 1) {
        sizes.push(sizeOf(next()));
        passAnswerTimeout();
      }
    }
    expect(sizes.slice(0, 6)).toEqual([2500, 1250, 625, 312, 156, 100]);
    expect(sizes.at(-1)).toBe(100);
  });

  it('page size: it is doubled after fast answers and stays after slow ones', async () => {
    const pages = events();
    next();
    passAnswerTimeout();
    next();
    passAnswerTimeout();
    const sizes: number[] = [];
    for (const [seconds, nextPageToken] of [
      [20, 'b'],
      [20, 'c'],
      [2, 'd'],
      [2, 'e'],
      [2, undefined],
    ] as const) {
      const request = next();
      sizes.push(sizeOf(request));
      clock.tick(seconds * 1_000);
      request.flush({ items: [{ id: sizes.length }], ...(nextPageToken ? { nextPageToken } : {}) });
    }
    await pages;
    expect(sizes).toEqual([625, 625, 625, 1250, 2500]);
  });

  it('page size: it stays after an error status, which says nothing about the connection', async () => {
    const pages = events();
    next().flush({}, { status: 503, statusText: 'Service Unavailable' });
    const second = next();
    expect(sizeOf(second)).toBe(2500);
    second.flush({});
    await pages;
  });

  for (const [name, list] of [
    ['events', () => events()],
    ['the list of calendars', () => readAll(api.calendarList('key'))],
  ] as const) {
    it(`Google API: ${name} whose page token repeats fails with an error`, async () => {
      const pages = list();
      for (let page = 0; page < 2; page += 1) {
        next().flush({ items: [{ id: '1' }], nextPageToken: 'again' });
      }
      await expectAsync(pages).toBeRejectedWithError(CalendarSyncError, /does not come to the end/);
      backend.verify();
    });

    it(`Google API: ${name} whose pages bring nothing new fails with an error`, async () => {
      const pages = list();
      let asked = 0;
      for (;;) {
        const [request] = backend.match(() => true);
        if (!request) {
          break;
        }
        asked += 1;
        request.flush({ items: [{ id: '1' }], nextPageToken: `page ${asked}` });
      }
      await expectAsync(pages).toBeRejectedWithError(CalendarSyncError, /does not come to the end/);
      expect(asked).toBeLessThan(100);
    });
  }
});
