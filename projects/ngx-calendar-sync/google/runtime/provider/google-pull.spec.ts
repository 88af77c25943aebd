import { TestBed } from '@angular/core/testing';
import { asyncScheduler, firstValueFrom, lastValueFrom, of } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { ɵPullScope as PullScope } from 'ngx-calendar-sync/core';
import { memoryReplicaStore } from '../../../copy/replica/memory-replica-store';
import type { ReplicaEntry } from '../../../core/replica/replica-entry';
import type { ReplicaStore } from '../../../core/replica/replica-store';
import { ALL_TIME } from '../../../copy/replica/specs/entries';
import { noProgress } from '../../../copy/copy-progress';
import { CopySync } from '../../../copy/copy-sync';
import { pull, type PullOutcome } from '../../../copy/pull';
import { pullCalendars } from '../../../copy/pull-calendars';
import { PullSchedule } from '../../../copy/pull-schedule';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { CONFIG } from '../config/config-ref';
import * as writes from 'ngx-calendar-sync/google/writes';
import { GoogleCalendarProvider } from './google-calendar-provider';
import {
  aToken,
  aUser,
  control,
  emulatorEndpoints,
  EMULATOR_URL,
  signedIn,
} from '../../specs/emulator';
import { behindService } from '../../specs/behind-service';
import { clockWithoutPauses } from '../../specs/clock-without-pauses';

const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);
const at = (start: string) => ({
  start: { dateTime: `${start}:00Z`, timeZone: 'UTC' },
  end: { dateTime: `${start}:30Z`, timeZone: 'UTC' },
});

const weekly = {
  id: 'weekly',
  summary: 'Weekly',
  ...at('2026-05-04T09'),
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=10'],
};
const A_FEW = [
  weekly,
  { id: 'standup', summary: 'Standup', colorId: '3', ...at('2026-05-05T09') },
  { id: 'holiday', summary: 'Holiday', start: { date: '2026-05-31' }, end: { date: '2026-06-02' } },
];
/** More than Google puts on a page. */
const MANY = Array.from({ length: 2600 }, (_, number) => ({
  id: `event${number}`,
  summary: `Event ${number}`,
  start: { date: day(number % 700) },
  end: { date: day((number % 700) + 1) },
}));

describe('GoogleCalendarProvider in a pull', () => {
  let email: string;
  let provider: GoogleCalendarProvider;
  let store: ReplicaStore;
  const everything: PullScope = { coverage: 'everything' };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [{ provide: CLOCK, useValue: clockWithoutPauses }],
    });
  });

  async function begin(events: readonly object[]): Promise<void> {
    email = await aUser(events);
    await signedIn(email);
    const api = behindService(GoogleCalendarApi);
    provider = new GoogleCalendarProvider(api, behindService(CONFIG), () => writes, undefined);
    store = memoryReplicaStore();
  }

  const sync = (scope = everything): Promise<PullOutcome> =>
    pull({ provider, store, calendarId: email, scope, fence: 1 });

  /** What somebody does meanwhile. */
  const remotely = (method: string, eventId: string, body?: object) =>
    control('as', {
      email,
      method,
      path: `calendars/${encodeURIComponent(email)}/events${eventId && `/${eventId}`}`,
      ...(body ? { body } : {}),
    });

  const copy = () => store.read(email, ALL_TIME);
  const ids = async () => (await copy()).map(({ id }) => id).sort();

  /** The calendar as Google tells it to who asks without the library. */
  async function held(): Promise<readonly GoogleEvent[]> {
    const { access_token: token } = await aToken(email);
    const items: GoogleEvent[] = [];
    for (let pageToken: string | undefined = ''; pageToken !== undefined;) {
      const page: string = pageToken && `&pageToken=${pageToken}`;
      const url = `${emulatorEndpoints.api}/calendars/${encodeURIComponent(email)}/events?maxResults=2500${page}`;
      const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
      const answer = (await response.json()) as GoogleEvents;
      items.push(...(answer.items ?? []));
      pageToken = answer.nextPageToken;
    }
    return items;
  }

  /** Record by record; of cancelled occurrences what Google promises. */
  async function expectEqualCopy(): Promise<void> {
    const told = (entry: ReplicaEntry): readonly unknown[] => {
      if (entry.kind === 'cancelled') {
        return [entry.id, entry.seriesId, entry.originalStart];
      }
      return [entry.id, 'record' in entry ? entry.record : entry.kind];
    };
    const raw = (item: GoogleEvent): readonly unknown[] =>
      item.status === 'cancelled'
        ? [
            item.id,
            item.recurringEventId,
            item.originalStartTime?.date ?? item.originalStartTime?.dateTime,
          ]
        : [item.id, item];
    const byId = (a: readonly unknown[], b: readonly unknown[]) =>
      String(a[0]) < String(b[0]) ? -1 : 1;
    expect((await copy()).map(told).sort(byId)).toEqual((await held()).map(raw).sort(byId));
  }

  const fault = (rule: object) =>
    control('fault', {
      user: email,
      method: 'GET',
      path: '/calendar/v3/calendars/*/events',
      ...rule,
    });

  async function requests(): Promise<readonly URLSearchParams[]> {
    const response = await fetch(`${EMULATOR_URL}/_emulator/requests`);
    const log = (await response.json()) as readonly {
      readonly user?: string;
      readonly path: string;
      readonly query: Record<string, string>;
    }[];
    return log
      .filter(({ user, path }) => user === email && path.endsWith('/events'))
      .map(({ query }) => new URLSearchParams(query));
  }

  it('pull: copies single events, series, exceptions and cancelled occurrences, and their changes', async () => {
    await begin(A_FEW);
    expect((await sync()).changes).toEqual({ everything: true });
    await expectEqualCopy();

    await remotely('PATCH', 'standup', { summary: 'Daily' });
    await remotely('DELETE', 'holiday');
    await remotely('POST', '', { id: 'added', ...at('2026-06-01T10') });
    await remotely('DELETE', 'weekly_20260511T090000Z');
    await remotely('PATCH', 'weekly_20260518T090000Z', at('2026-05-19T14'));
    const { changes, problems } = await sync();
    await expectEqualCopy();
    expect(problems).toEqual([]);
    if (changes.everything) {
      throw new Error('it was a new copy');
    }
    expect(changes.added.map(({ id }) => id)).toEqual(['added']);
    expect(changes.removed.map(({ id }) => id).sort()).toEqual([
      'holiday',
      'weekly_20260511T090000Z',
    ]);

    await remotely('DELETE', 'weekly');
    await sync();
    expect(await ids()).toEqual(['added', 'standup']);
  });

  it('pull: an invalid sync token (410) makes a new replica, which lacks what is gone', async () => {
    await begin(A_FEW);
    await sync();
    await remotely('DELETE', 'standup');
    // By a fault of this account alone: other browsers use the same emulator.
    await fault({
      status: 410,
      reason: 'fullSyncRequired',
      message: 'Sync token is no longer valid.',
    });
    expect((await sync()).changes).toEqual({ everything: true });
    await expectEqualCopy();
    expect(await ids()).toEqual(['holiday', 'weekly']);
  });

  it('pull: so does 400 "Invalid sync token value."', async () => {
    await begin(A_FEW);
    await sync();
    await fault({ status: 400, reason: 'invalid', message: 'Invalid sync token value.' });
    expect((await sync()).changes).toEqual({ everything: true });
    await expectEqualCopy();
  });

  it('pull: after a lost page the next one goes on with that page', async () => {
    await begin(MANY);
    await fault({ nth: 2, status: 403, reason: 'forbidden' });
    await expectAsync(sync()).toBeRejectedWith(jasmine.objectContaining({ code: 'forbidden' }));
    expect(await copy()).toEqual([]);
    await sync();
    const pages = (await requests()).map((query) => query.has('pageToken'));
    expect(pages).toEqual([false, true, true]);
    await expectEqualCopy();
  });

  it('pull: after a refused page token the next one begins again', async () => {
    await begin(MANY);
    await fault({ nth: 2, status: 403, reason: 'forbidden' });
    await expectAsync(sync()).toBeRejected();
    await fault({ status: 400, reason: 'invalid', message: 'Invalid page token value.' });
    await sync();
    await expectEqualCopy();
  });

  for (const drop of ['before', 'middle', 'after'] as const) {
    it(`pull: a lost answer (${drop}) is asked for again`, async () => {
      await begin(A_FEW);
      await fault({ drop });
      await sync();
      await expectEqualCopy();
    });
  }

  it('pull: events before `since` are not stored', async () => {
    await begin(A_FEW);
    const scope: PullScope = { ...everything, since: new Date('2026-05-20T00:00:00Z') };
    await sync(scope);
    expect(await ids()).toEqual(['holiday', 'weekly']);
    await remotely('PATCH', 'standup', { summary: 'Daily' });
    await remotely('PATCH', 'holiday', {
      start: { date: '2026-01-06' },
      end: { date: '2026-01-07' },
    });
    await sync(scope);
    expect(await ids()).toEqual(['weekly']);
  });

  for (const [scope, name] of [
    [{ ...everything, since: new Date('2026-06-01T00:00:00Z') }, 'since'],
    [
      {
        coverage: {
          start: new Date('2026-06-01T00:00:00Z'),
          end: new Date('2026-06-20T00:00:00Z'),
        },
      },
      'a window',
    ],
  ] as const) {
    it(`pull: ${name}, an exception that was moved out of the scope is not shown at its original start`, async () => {
      await begin(A_FEW);
      await remotely('PATCH', 'weekly_20260601T090000Z', at('2026-05-29T09'));
      await remotely('PATCH', 'weekly_20260608T090000Z', at('2026-05-28T09'));
      await remotely('DELETE', 'weekly_20260608T090000Z');
      await remotely('PATCH', 'weekly_20260615T090000Z', at('2026-07-29T09'));
      await sync(scope);
      const exceptions = [
        'weekly_20260601T090000Z',
        'weekly_20260608T090000Z',
        'weekly_20260615T090000Z',
      ];
      expect(await ids()).toEqual(['holiday', 'weekly', ...exceptions]);
      for (const query of await requests()) {
        expect([query.get('timeMin'), query.get('timeMax')]).toEqual([null, null]);
      }
    });
  }

  it('pull: a new replica comes as Blobs, and changes, which are nearly always few, as JSON', async () => {
    await begin(A_FEW);
    await sync();
    const cursor = (await store.state(email)).current?.cursor ?? '';
    const whole = await firstValueFrom(provider.pull(email, { scope: everything }));
    const changes = await firstValueFrom(provider.pull(email, { scope: everything, cursor }));
    expect(['answer' in whole, 'answer' in changes]).toEqual([true, false]);
  });

  it('pull: events after a window are not stored', async () => {
    await begin(A_FEW);
    const window = {
      start: new Date('2026-05-01T00:00:00Z'),
      end: new Date('2026-05-20T00:00:00Z'),
    };
    await sync({ coverage: window });
    expect(await ids()).toEqual(['standup', 'weekly']);
  });

  it('CopySync: an answer without a sync token is the error of that calendar, and the others are copied', async () => {
    await begin([]);
    const ids = Array.from({ length: 8 }, (_, number) => `c${number + 1}`);
    const token = (id: string) => (id === 'c4' ? {} : { nextSyncToken: 'token' });
    spyOn(behindService(GoogleCalendarApi), 'blob').and.callFake(({ url }) => {
      const id = ids.find((known) => url(emulatorEndpoints).endsWith(`/${known}/events`)) ?? '';
      const page = { items: [{ id: `in${id}`, ...at('2026-05-04T09') }], ...token(id) };
      return of(new Blob([JSON.stringify(page)]));
    });
    const copy = new CopySync({
      provider,
      store,
      scope: () => everything,
      calendarIds: () => Promise.resolve(ids),
      viewed: () => new Set(ids),
      schedule: new PullSchedule(asyncScheduler, () => 0.5),
      shown: () => Promise.resolve(),
      visible: () => true,
      clock: asyncScheduler,
      random: () => 0.5,
    });
    let progress = noProgress;
    copy.events$.subscribe((event) => {
      if (event.kind === 'progress') {
        progress = event.progress;
      }
    });
    await copy.sync();
    const copied = await Promise.all(
      ids.map(async (id) => ((await store.read(id, ALL_TIME)).length > 0 ? id : undefined)),
    );
    expect(copied.filter((id) => id !== undefined)).toEqual(ids.filter((id) => id !== 'c4'));
    expect([...progress.errors.keys()]).toEqual(['c4']);
    expect(progress.errors.get('c4')?.code).toBe('unavailable');
  });

  it('toEvent: a stored event has the colours of the copy', async () => {
    await begin(A_FEW);
    await pullCalendars({ provider, store, fence: 1 });
    await sync();
    const range = { start: new Date('2026-05-05'), end: new Date('2026-05-06') };
    const [entry] = (await store.read(email, range)).filter(({ id }) => id === 'standup');
    const records = await store.calendars();
    if (!entry || !('record' in entry) || !records) {
      throw new Error('it is not in the copy');
    }
    const offline = new GoogleCalendarProvider(
      behindService(GoogleCalendarApi),
      behindService(CONFIG),
      () => writes,
      undefined,
    );
    offline.restoreCalendars(records);
    expect(offline.calendars.list.map(({ id }) => id)).toEqual([email]);
    const [asked] = await lastValueFrom(provider.listEvents(email, { range }));
    expect(asked?.color).toBeDefined();
    expect(offline.toEvent(email, entry.record)?.color).toBe(asked?.color);
    expect(offline.toEvent(email, entry.record)?.title).toBe('Standup');
  });

  it('pullCalendars: asks for the changes of the list by its own token', async () => {
    await begin([]);
    await pullCalendars({ provider, store, fence: 1 });
    const made = await control<{ readonly body?: { id: string }; readonly id?: string }>('as', {
      email,
      method: 'POST',
      path: 'calendars',
      body: { summary: 'Club' },
    });
    const { added } = await pullCalendars({ provider, store, fence: 1 });
    expect(added.length).toBe(1);
    expect(JSON.stringify(made)).toContain(added[0] ?? 'nothing');
    const id = encodeURIComponent(added[0] ?? '');
    const listed = { email, method: 'PATCH', path: `users/me/calendarList/${id}` };
    await control('as', { ...listed, body: { summaryOverride: 'Chess' } });
    expect((await pullCalendars({ provider, store, fence: 1 })).updated).toEqual(added);
    await control('as', { email, method: 'DELETE', path: `calendars/${id}` });
    expect((await pullCalendars({ provider, store, fence: 1 })).removed).toEqual(added);
    const page = await firstValueFrom(provider.pullCalendars({}));
    expect(page.changes.map(({ id }) => id)).toEqual([email]);
  });
});
