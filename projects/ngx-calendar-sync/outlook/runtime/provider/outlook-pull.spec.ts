import { firstValueFrom, throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵPulledChange as PulledChange } from 'ngx-calendar-sync/core';
import { GRAPH_EMULATOR_URL } from '../../specs/outlook-app';
import type { OutlookCalendarProvider } from './outlook-calendar-provider';
import { isSeriesRecord } from './series-record';
import {
  anAccount,
  CopiedCalendar,
  daily,
  JUNE,
  type OutlookAccount,
  shown,
  timed,
} from './specs/outlook-account';

const DELTA = '/v1.0/**/delta';

describe('Outlook pull', () => {
  let account: OutlookAccount;
  let provider: OutlookCalendarProvider;
  let copy: CopiedCalendar;

  beforeEach(async () => {
    account = await anAccount();
    ({ provider } = account);
    copy = new CopiedCalendar(account.calendarId);
  });

  /** What a user of the copy sees, and what one without a copy sees. */
  async function expectAsListed(by = provider): Promise<readonly string[]> {
    const copied = shown(await copy.events(by));
    expect(copied).toEqual(shown(await account.list()));
    return copied;
  }

  async function occurrenceOn(day: string): Promise<string> {
    const event = (await account.list()).find(({ start }) => start.startsWith(day));
    return event?.id ?? '';
  }

  const path = (eventId: string) => `me/events/${encodeURIComponent(eventId)}`;

  async function changes(): Promise<readonly PulledChange[]> {
    const scope = { coverage: JUNE };
    const page = await firstValueFrom(provider.pull(account.calendarId, { scope }));
    return 'changes' in page ? [...page.changes] : [];
  }

  /** The paths of the requests for the occurrences of a series of this account. */
  async function seriesRequests(): Promise<readonly string[]> {
    const response = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/requests`);
    const logged = (await response.json()) as readonly { method: string; path: string }[];
    const { value } = await account.graph<{ value: { id: string }[] }>('GET', 'me/events');
    return logged
      .filter(({ method, path: each }) => method === 'GET' && each.includes('/instances'))
      .map((request) => request.path)
      .filter((each) => value.some(({ id }) => each.includes(encodeURIComponent(id))));
  }

  it('single events and series: shown as a list shows them, with the content of the master', async () => {
    await account.insert(timed('2026-06-10', 14));
    await account.insert(daily(3, { location: { displayName: 'Room 1' } }));
    await copy.pull(provider);
    expect(await expectAsListed()).toEqual([
      '2026-06-02T09:00:00+02:00 Daily',
      '2026-06-03T09:00:00+02:00 Daily',
      '2026-06-04T09:00:00+02:00 Daily',
      '2026-06-10T14:00:00+02:00 At 14',
    ]);
    const occurrence = (await copy.events(provider)).find(({ title }) => title === 'Daily');
    expect(occurrence).toEqual(
      jasmine.objectContaining({
        location: 'Room 1',
        timeZone: 'Europe/Berlin',
        originalStart: occurrence?.start,
      }),
    );
    expect(occurrence?.recurrence).toBeUndefined();
    expect(occurrence?.seriesId).toBeDefined();
  });

  it('an occurrence that was deleted elsewhere: vanishes with the next pull', async () => {
    await account.insert(daily(3));
    await copy.pull(provider);
    await account.graph('DELETE', path(await occurrenceOn('2026-06-03')));
    await copy.pull(provider);
    expect(await expectAsListed()).toEqual([
      '2026-06-02T09:00:00+02:00 Daily',
      '2026-06-04T09:00:00+02:00 Daily',
    ]);
  });

  it('an occurrence that was changed elsewhere: shows as it is now, with the start that the series gave it', async () => {
    await account.insert(daily(2));
    await copy.pull(provider);
    await account.graph('PATCH', path(await occurrenceOn('2026-06-03')), {
      subject: 'Moved',
      ...timesOf(timed('2026-06-03', 15)),
    });
    await copy.pull(provider);
    expect(await expectAsListed()).toContain('2026-06-03T15:00:00+02:00 Moved');
    const moved = (await copy.events(provider)).find(({ title }) => title === 'Moved');
    expect(moved?.originalStart).toBe('2026-06-03T09:00:00+02:00');
  });

  it('a series that is deleted: vanishes, whether Graph tells its id or those of its occurrences', async () => {
    for (const fault of [undefined, 'series-removed-by-occurrence']) {
      const id = await account.insert(daily(3));
      await copy.pull(provider);
      expect((await copy.events(provider)).length).toBe(3);
      await account.graph('DELETE', path(id));
      await (fault && account.fault(fault, { path: DELTA }));
      await copy.pull(provider);
      expect(await expectAsListed())
        .withContext(fault ?? 'no fault')
        .toEqual([]);
    }
  });

  it('a series that is deleted, told by its occurrences after a reload: vanishes once the copy was shown', async () => {
    const id = await account.insert(daily(3));
    await copy.pull(provider);
    const later = await account.reloaded();
    await copy.events(later);
    await account.graph('DELETE', path(id));
    await account.fault('series-removed-by-occurrence', { path: DELTA });
    await copy.pull(later);
    expect(await expectAsListed(later)).toEqual([]);
  });

  /** Four series of 28 occurrences, so that the first page of a hundred rows ends in the last one. */
  async function insertManyOccurrences(): Promise<void> {
    await account.fault('series-split', { path: DELTA });
    for (let series = 1; series <= 4; series++) {
      await account.insert(daily(28, { subject: `Series ${series}` }));
    }
  }

  it('a series over several pages: whole, and the others are not asked for', async () => {
    await insertManyOccurrences();
    await copy.pull(provider);
    expect((await expectAsListed()).length).toBe(112);
    expect((await seriesRequests()).length).toBe(1);
  });

  it('a series over several pages, of a pull that was cut off between them: whole', async () => {
    await insertManyOccurrences();
    const closing = Object.create(provider) as OutlookCalendarProvider;
    closing.pull = (calendarId, request) =>
      request.pageToken === undefined
        ? provider.pull(calendarId, request)
        : throwError(() => new CalendarSyncError('offline', 'The tab is closed.'));
    await expectAsync(copy.pull(closing)).toBeRejected();
    const later = await account.reloaded();
    expect((await copy.pull(later)).resumed).toBeTrue();
    expect((await expectAsListed(later)).length).toBe(112);
  });

  it('a master that delta leaves out: asked for', async () => {
    await account.insert(daily(3));
    await account.fault('master-missing', { path: DELTA });
    await copy.pull(provider);
    expect((await expectAsListed()).length).toBe(3);
  });

  it('a master that is gone by the time it is asked for: its series is gone', async () => {
    await account.insert(daily(3));
    await account.fault('master-missing', { path: DELTA });
    await account.fault('error', {
      path: '/v1.0/me/events/*',
      method: 'GET',
      status: 404,
      code: 'ErrorItemNotFound',
    });
    await copy.pull(provider);
    expect(await copy.events(provider)).toEqual([]);
  });

  it('rows that come twice, pages without rows, ids that nobody had: nothing is doubled or lost', async () => {
    await account.insert(daily(3));
    await account.insert(timed('2026-06-10', 14));
    for (const fault of ['rows-twice', 'empty-page', 'removed-from-outside']) {
      await account.fault(fault, { path: DELTA });
    }
    await copy.pull(provider);
    expect((await expectAsListed()).length).toBe(4);
    await account.insert(timed('2026-06-11', 14));
    await copy.pull(provider);
    expect((await expectAsListed()).length).toBe(5);
  });

  it('an event that is moved out of the window: gone', async () => {
    const id = await account.insert(timed('2026-06-10', 14));
    await copy.pull(provider);
    await account.graph('PATCH', path(id), timesOf(timed('2026-12-10', 14)));
    await copy.pull(provider);
    expect(await copy.events(provider)).toEqual([]);
  });

  it('a cursor that Graph has forgotten or cannot read: a new copy in the same pull', async () => {
    for (const fault of ['cursor-lost', 'malformed-token']) {
      await copy.pull(provider);
      const id = await account.insert(timed('2026-06-10', 14));
      await account.fault(fault, { path: DELTA });
      const { changes: committed } = await copy.pull(provider);
      expect(committed.everything).withContext(fault).toBeTrue();
      expect((await expectAsListed()).length)
        .withContext(fault)
        .toBe(1);
      await account.graph('DELETE', path(id));
    }
  });

  it('omit: what the scope leaves out is stored nowhere, in a series neither', async () => {
    const body = { contentType: 'text', content: 'Secret' } as const;
    await account.insert(daily(2, { body }));
    await account.graph('PATCH', path(await occurrenceOn('2026-06-03')), { subject: 'Changed' });
    await account.insert(timed('2026-06-10', 14, { body }));
    const page = await firstValueFrom(
      provider.pull(account.calendarId, {
        scope: { coverage: JUNE, omit: ['body', 'bodyPreview'] },
      }),
    );
    const stored = JSON.stringify('changes' in page ? [...page.changes] : []);
    expect(stored).toContain('Changed');
    expect(stored).not.toContain('Secret');
  });

  it('a record of a series: master, stubs with their times alone, exceptions', async () => {
    await account.insert(daily(3));
    await account.graph('PATCH', path(await occurrenceOn('2026-06-03')), { subject: 'Changed' });
    const [series] = await changes();
    const record = series && 'record' in series ? series.record : {};
    expect(isSeriesRecord(record)).toBeTrue();
    if (isSeriesRecord(record)) {
      expect(record.master.subject).toBe('Daily');
      expect(record.stubs.map(({ subject }) => subject)).toEqual([undefined, undefined]);
      expect(record.exceptions.map(({ subject }) => subject)).toEqual(['Changed']);
    }
  });

  it('everything there is: refused, since Graph tells changes of a window alone', async () => {
    const scope = { coverage: 'everything' } as const;
    await expectAsync(
      firstValueFrom(provider.pull(account.calendarId, { scope })),
    ).toBeRejectedWith(jasmine.objectContaining({ code: 'invalid-request' }));
  });
});

function timesOf({ start, end }: ReturnType<typeof timed>) {
  return { start: start ?? null, end: end ?? null };
}
