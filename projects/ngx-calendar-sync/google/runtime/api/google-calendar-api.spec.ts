import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { lastValueFrom, toArray, VirtualTimeScheduler } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵRANDOM as RANDOM } from 'ngx-calendar-sync/base';
import { provideGoogleCalendarSync } from '../../provide-google-calendar-sync';
import { GoogleCalendarApi } from './google-calendar-api';
import { behindService } from '../../specs/behind-service';

function googleError(status: number, reason: string) {
  return {
    status,
    body: {
      error: {
        errors: [{ domain: 'global', reason, message: reason }],
        code: status,
        message: reason,
      },
    },
  };
}

describe('GoogleCalendarApi', () => {
  let api: GoogleCalendarApi;
  let backend: HttpTestingController;
  let clock: VirtualTimeScheduler;

  beforeEach(() => {
    clock = new VirtualTimeScheduler();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClientTesting(),
        provideGoogleCalendarSync({ apiKey: 'the-key' }),
        { provide: CLOCK, useValue: clock },
        { provide: RANDOM, useValue: () => 0.5 },
      ],
    });
    api = behindService(GoogleCalendarApi);
    backend = TestBed.inject(HttpTestingController);
  });

  /** Lets time pass until a request is sent. `undefined` if none ever will be. */
  function next(): { request: TestRequest; at: number } | undefined {
    for (;;) {
      const [request] = backend.match(() => true);
      if (request) {
        return { request, at: clock.frame };
      }
      const [action] = clock.actions;
      if (!action) {
        return undefined;
      }
      clock.maxFrames = action.delay;
      clock.flush();
    }
  }

  function answer(request: TestRequest, { status, body }: { status: number; body: object }): void {
    if (status === 0) {
      request.error(new ProgressEvent('error'));
    } else {
      request.flush(body, { status, statusText: String(status) });
    }
  }

  describe('Pages', () => {
    const read = () => lastValueFrom(api.events('a', { maxResults: 2500 }, 'key').pipe(toArray()));

    it('Google API: pages are read until one has no page token, short and empty ones too', async () => {
      const pages = read();
      const sent: (string | null)[] = [];
      for (const body of [
        { items: [{ id: '1' }], nextPageToken: 'b' },
        { items: [], nextPageToken: 'c' },
        { nextPageToken: 'd' },
        { items: [{ id: '2' }, { id: '3' }] },
      ]) {
        const request = next()?.request;
        sent.push(request?.request.params.get('pageToken') ?? null);
        expect(request?.request.params.get('maxResults')).toBe('2500');
        expect(request?.request.params.get('key')).toBe('the-key');
        request?.flush(body);
      }
      expect(sent).toEqual([null, 'b', 'c', 'd']);
      const ids = (await pages).flatMap((page) => (page.items ?? []).map((item) => item.id));
      expect(ids).toEqual(['1', '2', '3']);
      backend.verify();
    });

    it('Google API: only the page that failed is read again', async () => {
      const pages = read();
      next()?.request.flush({ items: [{ id: '1' }], nextPageToken: 'b' });
      next()?.request.flush({}, { status: 503, statusText: '' });
      const again = next()?.request;
      expect(again?.request.params.get('pageToken')).toBe('b');
      again?.flush({ items: [{ id: '2' }] });
      expect((await pages).length).toBe(2);
    });
  });

  describe('Back-off', () => {
    /** Lets all requests fail in the same way. Returns when they were sent, and the error at the end. */
    function failAlways(
      status: number,
      reason: string,
    ): { times: number[]; error: CalendarSyncError } {
      const times: number[] = [];
      let error: unknown;
      api.colors('key').subscribe({ error: (thrown: unknown) => (error = thrown) });
      for (let sent = next(); sent; sent = next()) {
        times.push(sent.at);
        answer(sent.request, googleError(status, reason));
      }
      if (!(error instanceof CalendarSyncError)) {
        throw new Error('It did not fail.');
      }
      return { times, error };
    }

    for (const [status, reason, code] of [
      [403, 'rateLimitExceeded', 'rate-limited'],
      [403, 'userRateLimitExceeded', 'rate-limited'],
      [409, 'conflict', 'conflict'],
      [429, 'rateLimitExceeded', 'rate-limited'],
      [500, 'backendError', 'unavailable'],
      [502, '', 'unavailable'],
      [503, 'backendError', 'unavailable'],
      [504, '', 'unavailable'],
    ] as const) {
      it(`back-off: after ${status} ${reason} the pauses double, and the fifth request is the last`, () => {
        const { times, error } = failAlways(status, reason);
        expect(times).toEqual([0, 1500, 4000, 8500, 17_000]);
        expect(error.code).toBe(code);
        expect(error.status).toBe(status);
      });
    }

    it('back-off: without a network a request is sent three times', () => {
      expect(failAlways(0, '').times).toEqual([0, 1500, 4000]);
    });

    for (const [status, reason, code] of [
      [400, 'timeRangeEmpty', 'invalid-request'],
      [401, 'authError', 'expired'],
      [403, 'forbidden', 'forbidden'],
      [403, 'forbiddenForNonOrganizer', 'forbidden'],
      [403, 'insufficientPermissions', 'insufficient-scopes'],
      [403, 'quotaExceeded', 'quota-exceeded'],
      [403, 'dailyLimitExceeded', 'quota-exceeded'],
      [404, 'notFound', 'not-found'],
      [409, 'duplicate', 'duplicate'],
      [410, 'deleted', 'deleted'],
      [412, 'conditionNotMet', 'conflict'],
    ] as const) {
      it(`back-off: after ${status} ${reason} the request is not repeated`, () => {
        const { times, error } = failAlways(status, reason);
        expect(times).toEqual([0]);
        expect(error.code).toBe(code);
        expect(error.cause).toEqual(jasmine.objectContaining({ code: status }));
      });
    }

    it('back-off: a repeated request that succeeds answers as if there had been no failure', () => {
      let colors: unknown;
      api.colors('key').subscribe((answered) => (colors = answered));
      next()?.request.flush({}, { status: 503, statusText: '' });
      next()?.request.flush({ kind: 'calendar#colors' });
      expect(colors).toEqual({ kind: 'calendar#colors' });
    });

    it('back-off: a request without an answer for thirty seconds is repeated', () => {
      const times: number[] = [];
      let error: unknown;
      api.colors('key').subscribe({ error: (thrown: unknown) => (error = thrown) });
      for (let sent = next(); sent; sent = next()) {
        times.push(sent.at);
      }
      expect(times).toEqual([0, 31_500, 64_000, 98_500, 137_000]);
      expect(error).toEqual(jasmine.objectContaining({ code: 'unavailable' }));
    });

    it('back-off: after unsubscribing the request is cancelled and not repeated', () => {
      const subscription = api.colors('key').subscribe();
      const first = next()?.request;
      subscription.unsubscribe();
      expect(first?.cancelled).toBeTrue();
      const again = api.colors('key').subscribe();
      next()?.request.flush({}, { status: 503, statusText: '' });
      again.unsubscribe();
      expect(next()).toBeUndefined();
    });
  });

  it('Google API: an error contains nothing of the request', () => {
    let error: unknown;
    api.colors('key').subscribe({ error: (thrown: unknown) => (error = thrown) });
    next()?.request.flush(googleError(404, 'notFound').body, { status: 404, statusText: '' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('the-key');
  });
});
