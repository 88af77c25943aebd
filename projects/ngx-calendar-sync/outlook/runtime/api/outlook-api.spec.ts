import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { clockWithoutPauses } from '../../../google/specs/clock-without-pauses';
import { aTab, aUser, control, GRAPH_EMULATOR_URL, stateOf } from '../../specs/outlook-app';
import {
  deleteEvent,
  insertEvent,
  patchEvent,
  storedDescription,
} from '../../writes/write-requests';
import { deltaPage, deltaStart } from '../provider/delta-page';
import { OutlookApi } from './outlook-api';

const JUNE = { start: new Date('2026-06-01T00:00:00Z'), end: new Date('2026-07-01T00:00:00Z') };
const SCOPES = ['Calendars.ReadWrite', 'MailboxSettings.Read', 'User.Read'];

interface LoggedRequest {
  readonly method: string;
  readonly path: string;
}

describe('OutlookApi', () => {
  let email: string;
  let api: OutlookApi;
  let calendarId: string;

  beforeEach(async () => {
    email = await aUser(undefined, { timeZone: 'Europe/Berlin' });
    const getAccessToken = async () => {
      const answer = await control<{ access_token: string }>('token', { email, scopes: SCOPES });
      return { token: answer.access_token, scopes: SCOPES };
    };
    const { auth, injector } = aTab(
      { auth: { getAccessToken }, scopes: SCOPES },
      { provide: CLOCK, useValue: clockWithoutPauses },
      OutlookApi,
    );
    await auth.initialize();
    await stateOf(auth, 'signed-in');
    api = injector.get(OutlookApi);
    const [calendar] = await firstValueFrom(api.calendars());
    calendarId = calendar?.id ?? '';
  });

  const fault = (name: string, more: object = {}) =>
    control('fault', { name, user: email, ...more });

  function anEvent(day: number, more: OutlookEvent = {}): OutlookEvent {
    const at = (hour: number) => ({
      dateTime: `2026-06-${String(day).padStart(2, '0')}T${hour}:00:00`,
      timeZone: 'W. Europe Standard Time',
    });
    return { subject: `Event ${day}`, start: at(10), end: at(11), ...more };
  }

  const insert = (event: OutlookEvent) => firstValueFrom(insertEvent(api, calendarId, event));

  async function codeOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
    } catch (error) {
      return error instanceof CalendarSyncError ? error.code : String(error);
    }
    return 'no error';
  }

  it('an event: written in a zone of Windows, and read as wall time of UTC with its text', async () => {
    const { id = '' } = await insert(
      anEvent(3, { body: { contentType: 'text', content: 'Agenda' } }),
    );
    const event = await firstValueFrom(api.event(id));
    expect(event.start).toEqual({ dateTime: '2026-06-03T08:00:00.0000000', timeZone: 'UTC' });
    expect(event.originalStartTimeZone).toBe('W. Europe Standard Time');
    expect(event.body?.contentType).toBe('text');
    expect(event.body?.content).toContain('Agenda');
    expect(await firstValueFrom(storedDescription(api, id))).toContain('<html');
  });

  it('a range: each of its pages with the same preferences', async () => {
    for (let day = 1; day <= 3; day++) {
      await insert(anEvent(day));
    }
    const path = `/me/calendars/${encodeURIComponent(calendarId)}/events?$top=2`;
    const pages = await lastValueFrom(
      api.pages<OutlookEvent>({ method: 'GET', path }).pipe(toArray()),
    );
    expect(pages.map(({ rows }) => rows.length)).toEqual([2, 1]);
    expect(pages.flatMap(({ rows }) => rows).map(({ start }) => start?.timeZone)).toEqual([
      'UTC',
      'UTC',
      'UTC',
    ]);
    expect(pages[0]?.nextPath).toMatch(/^\/me\//);
    const [view] = await lastValueFrom(api.calendarView(calendarId, JUNE).pipe(toArray()));
    expect(view?.rows.length).toBe(3);
  });

  it('delta: goes on from its path, and fails with cursor-lost where Graph has forgotten it', async () => {
    const first = await firstValueFrom(deltaPage(api, deltaStart(calendarId, JUNE)));
    const deltaPath = first.deltaPath ?? '';
    expect(deltaPath).toMatch(/^\/me\/calendars\//);
    const { id = '' } = await insert(anEvent(5));
    const changed = await firstValueFrom(deltaPage(api, deltaPath));
    expect(changed.rows.map((row) => row.id)).toEqual([id]);
    await firstValueFrom(deleteEvent(api, id));
    const gone = await firstValueFrom(deltaPage(api, changed.deltaPath ?? ''));
    expect(gone.rows).toEqual([
      jasmine.objectContaining({ id, '@removed': { reason: 'deleted' } }),
    ]);
    await fault('cursor-lost');
    expect(await codeOf(firstValueFrom(deltaPage(api, gone.deltaPath ?? '')))).toBe('cursor-lost');
  });

  it('throttled and unavailable answers: repeated without a readable Retry-After', async () => {
    await fault('throttled', { times: 2 });
    expect((await firstValueFrom(api.calendars())).length).toBeGreaterThan(0);
    await fault('unavailable', { times: 2 });
    expect((await firstValueFrom(api.calendars())).length).toBeGreaterThan(0);
    await fault('precondition-failed');
    expect((await firstValueFrom(api.calendars())).length).toBeGreaterThan(0);
  });

  it('an answer that was lost: the insert is repeated and makes one event', async () => {
    await fault('lost-answer', { method: 'POST' });
    await insert(anEvent(7, { transactionId: 'transaction-7' }));
    const [page] = await lastValueFrom(api.calendarView(calendarId, JUNE).pipe(toArray()));
    expect(page?.rows.map(({ subject }) => subject)).toEqual(['Event 7']);
  });

  it('If-Match: an old version is a conflict', async () => {
    const event = await insert(anEvent(9));
    const { id = '', '@odata.etag': etag } = event;
    const later = await firstValueFrom(patchEvent(api, id, { subject: 'Changed' }, etag));
    expect(later.subject).toBe('Changed');
    expect(await codeOf(firstValueFrom(patchEvent(api, id, { subject: 'Again' }, etag)))).toBe(
      'conflict',
    );
    expect(await codeOf(firstValueFrom(api.event('nobody')))).toMatch(/not-found|invalid-request/);
  });

  it('many reads at once: never more than three under way, so that none is refused', async () => {
    await fault('slow', { delayMs: 50, times: 12 });
    const before = (await logged()).length;
    await Promise.all(
      Array.from({ length: 12 }, () => lastValueFrom(api.calendarView(calendarId, JUNE))),
    );
    const sent = (await logged()).slice(before).filter(({ path }) => path.includes('calendarView'));
    expect(sent.length).toBe(12);
  });

  async function logged(): Promise<readonly LoggedRequest[]> {
    const response = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/requests`);
    const requests = (await response.json()) as readonly LoggedRequest[];
    // The browser asks for each address once whether it may send what it does.
    return requests.filter(
      ({ method, path }) => method === 'GET' && path.includes(encodeURIComponent(calendarId)),
    );
  }
});
