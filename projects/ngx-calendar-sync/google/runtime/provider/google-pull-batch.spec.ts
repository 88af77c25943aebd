import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type {
  ɵPageAnswer as PageAnswer,
  ɵPageEnd as PageEnd,
  ɵPulledPage as PulledPage,
} from 'ngx-calendar-sync/core';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import { CONFIG } from '../config/config-ref';
import type { GoogleCalendarSyncConfig } from '../../start/google-calendar-sync.config';
import type { GoogleEvent } from '../../start/wire-types.generated';
import { aToken, aUser, control, emulatorEndpoints, signedIn } from '../../specs/emulator';
import { requestsOf } from '../../specs/emulator-requests';
import { behindService } from '../../specs/behind-service';
import { clockWithoutPauses } from '../../specs/clock-without-pauses';
import * as writes from 'ngx-calendar-sync/google/writes';
import { GoogleCalendarProvider } from './google-calendar-provider';

const BATCH_PATH = '/batch/calendar/v3';
const scope = { coverage: 'everything' } as const;

async function pageOf(answer: PageAnswer): Promise<PulledPage> {
  return 'answer' in answer ? answer.read(answer.answer, scope) : answer;
}

describe('GoogleCalendarProvider.batches', () => {
  let email: string;
  let ids: readonly string[];
  let provider: GoogleCalendarProvider;
  /** By calendar id, where its first pull has ended. */
  let cursors: ReadonlyMap<string, string>;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [{ provide: CLOCK, useValue: clockWithoutPauses }],
    });
  });

  /** An account with so many calendars beside its own, of which every one was pulled. */
  async function setUp(calendars: number, config: GoogleCalendarSyncConfig = {}): Promise<void> {
    email = await aUser();
    const made = Array.from({ length: calendars }, (_, number) =>
      control<{ id: string }>('as', {
        email,
        method: 'POST',
        path: 'calendars',
        body: { summary: `Calendar ${number}` },
      }),
    );
    ids = (await Promise.all(made)).map(({ id }) => id);
    await signedIn(email, config);
    provider = new GoogleCalendarProvider(
      behindService(GoogleCalendarApi),
      behindService(CONFIG),
      () => writes,
      undefined,
    );
    cursors = new Map(
      await Promise.all(
        ids.map(async (id) => {
          const { next } = await pageOf(await firstValueFrom(provider.pull(id, { scope })));
          return [id, cursorOf(next)] as const;
        }),
      ),
    );
  }

  const tokenOf = async (account: string) => (await aToken(account)).access_token ?? '';
  const cursorOf = (end: PageEnd) => ('cursor' in end ? end.cursor : '');
  const put = (calendarId: string, summary: string) =>
    control('as', {
      email,
      method: 'POST',
      path: `calendars/${encodeURIComponent(calendarId)}/events`,
      body: { summary, start: { date: '2026-05-04' }, end: { date: '2026-05-05' } },
    });
  const fault = (path: string, rule: object) =>
    control('fault', { path, user: email, times: 0, ...rule });
  const eventsOf = (calendarId: string) =>
    `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`;

  async function pullAll() {
    const requests = new Map(ids.map((id) => [id, { scope, cursor: cursors.get(id) ?? '' }]));
    const before = (await requestsOf(email)).length;
    const answers = await firstValueFrom(provider.batches.pull(requests));
    const pages = new Map(
      await Promise.all(
        [...answers].map(
          async ([id, answer]) =>
            [id, answer instanceof CalendarSyncError ? answer : await pageOf(answer)] as const,
        ),
      ),
    );
    const sent = (await requestsOf(email)).slice(before);
    return {
      pages,
      /** By calendar id: the titles of the page, or the code of the error. */
      read: new Map(
        [...pages].map(([id, page]) => [
          id,
          page instanceof CalendarSyncError
            ? page.code
            : [...page.changes].map((change) =>
                'record' in change ? (change.record as GoogleEvent).summary : '',
              ),
        ]),
      ),
      batches: sent.filter(({ path }) => path === BATCH_PATH).length,
      parts: sent.filter(({ path }) => path.endsWith('/events')).map(({ status }) => status),
    };
  }

  it('batches: one request brings what has changed in each calendar', async () => {
    await setUp(5);
    const [first = '', second = ''] = ids;
    await put(first, 'Größe');
    await put(second, 'Review');
    const { pages, read, batches, parts } = await pullAll();
    expect(read.get(first)).toEqual(['Größe']);
    expect(read.get(second)).toEqual(['Review']);
    expect([...read.values()].slice(2)).toEqual([[], [], []]);
    expect([batches, parts]).toEqual([1, [200, 200, 200, 200, 200]]);
    // The cursor goes on from there.
    const page = pages.get(first);
    const cursor = page && !(page instanceof CalendarSyncError) ? cursorOf(page.next) : '';
    const again = await pageOf(await firstValueFrom(provider.pull(first, { scope, cursor })));
    expect([...again.changes]).toEqual([]);
  });

  const REFUSALS: readonly (readonly [number, string, CalendarSyncErrorCode])[] = [
    [410, 'fullSyncRequired', 'cursor-lost'],
    [404, 'notFound', 'not-found'],
    [403, 'forbidden', 'forbidden'],
    [403, 'quotaExceeded', 'quota-exceeded'],
  ];
  for (const [status, reason, code] of REFUSALS) {
    it(`batches: ${status} ${reason} of one calendar is ${code} there, and the others have their pages`, async () => {
      await setUp(4);
      await fault(eventsOf(ids[1] ?? ''), { status, reason });
      const { read, batches } = await pullAll();
      expect([...read.values()]).toEqual([[], code, [], []]);
      expect(batches).toBe(1);
    });
  }

  for (const [status, reason] of [
    [429, 'rateLimitExceeded'],
    [403, 'userRateLimitExceeded'],
    [503, 'backendError'],
  ] as const) {
    it(`batches: after ${status} ${reason} of one calendar that one is asked for again`, async () => {
      await setUp(4);
      await fault(eventsOf(ids[2] ?? ''), { status, reason, times: 1 });
      const { read, batches, parts } = await pullAll();
      expect([...read.values()]).toEqual([[], [], [], []]);
      expect([batches, parts]).toEqual([2, [200, 200, status, 200, 200]]);
    });
  }

  it('batches: a part that is told to come back after more than a minute is not asked for again', async () => {
    await setUp(4);
    await fault('/calendar/v3/**', {
      status: 429,
      reason: 'rateLimitExceeded',
      headers: { 'Retry-After': '61' },
    });
    const { read, batches } = await pullAll();
    expect([...read.values()]).toEqual(Array.from({ length: 4 }, () => 'rate-limited'));
    expect(batches).toBe(1);
  });

  it('batches: 429 of the whole batch is rate-limited everywhere, after as many attempts as a single request makes', async () => {
    await setUp(4);
    await fault(BATCH_PATH, { status: 429, reason: 'rateLimitExceeded' });
    const { read, batches } = await pullAll();
    expect([...read.values()]).toEqual(Array.from({ length: 4 }, () => 'rate-limited'));
    expect(batches).toBe(5);
  });

  it('batches: 503 of the whole batch that lasts is unavailable everywhere, and no calendar is asked for by itself', async () => {
    await setUp(4);
    await fault(BATCH_PATH, { status: 503, reason: 'backendError' });
    const { read, batches, parts } = await pullAll();
    expect([...read.values()]).toEqual(Array.from({ length: 4 }, () => 'unavailable'));
    expect([batches, parts]).toEqual([5, []]);
  });

  it('batches: after 503 of the whole batch it is sent again', async () => {
    await setUp(4);
    await fault(BATCH_PATH, { status: 503, reason: 'backendError', times: 1 });
    const { read, batches } = await pullAll();
    expect([...read.values()]).toEqual([[], [], [], []]);
    expect(batches).toBe(2);
  });

  for (const [what, rule] of [
    ['404', { status: 404 }],
    ['405', { status: 405 }],
    ['403 of a proxy', { status: 403 }],
    ['a closed connection', { drop: 'before' }],
  ] as const) {
    it(`batches: ${what} for the batch brings nothing, so that the calendars are asked for one by one`, async () => {
      await setUp(4);
      await fault(BATCH_PATH, rule);
      const { read, parts } = await pullAll();
      expect([read.size, parts]).toEqual([0, []]);
    });
  }

  it('batches: a 401 of a part renews the token, and only that part is sent again', async () => {
    let given = 0;
    const getAccessToken = () => {
      given += 1;
      return tokenOf(email);
    };
    await setUp(4, { auth: { getAccessToken } });
    const before = given;
    await fault(eventsOf(ids[0] ?? ''), { status: 401, reason: 'authError', times: 1 });
    const { read, parts } = await pullAll();
    expect([...read.values()]).toEqual([[], [], [], []]);
    expect(parts).toEqual([401, 200, 200, 200, 200]);
    expect(given).toBe(before + 1);
  });

  it('batches: where a renewal brings another account, nothing is asked for as that account', async () => {
    const other = await aUser();
    let account = '';
    await setUp(4, { auth: { getAccessToken: () => tokenOf(account || email) } });
    account = other;
    await fault(eventsOf(ids[0] ?? ''), { status: 401, reason: 'authError', times: 1 });
    const { read } = await pullAll();
    expect([...read.values()]).toEqual([jasmine.any(String), [], [], []]);
    const asOther = await requestsOf(other);
    expect(asOther.filter(({ path }) => path.endsWith('/events'))).toEqual([]);
  });

  it('batches: an api of the app’s own without batch is sent none', async () => {
    const { api, userinfo } = emulatorEndpoints;
    await setUp(4, { endpoints: { api, userinfo } });
    const { read, batches } = await pullAll();
    expect([read.size, batches]).toEqual([0, 0]);
  });

  it('batches: calendars that Google publishes are left to the API key', async () => {
    await setUp(0, { apiKey: 'emulator-api-key' });
    ids = ['de', 'fr', 'jp', 'us'].map((land) => `${land}.holiday@group.v.calendar.google.com`);
    const { read, batches } = await pullAll();
    expect([read.size, batches]).toEqual([0, 0]);
  });
});
