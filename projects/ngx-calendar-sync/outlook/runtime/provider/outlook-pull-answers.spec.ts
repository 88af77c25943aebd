import { throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { GRAPH_EMULATOR_URL } from '../../specs/outlook-app';
import type { OutlookCalendarProvider } from './outlook-calendar-provider';
import { isSeriesRecord } from './series-record';
import {
  anAccount,
  CopiedCalendar,
  daily,
  expectCopyAsListed,
  JUNE,
  occurrenceOf,
  type OutlookAccount,
  pathOf,
  pulledChanges,
  shown,
  timed,
} from './specs/outlook-account';

const DELTA = '/v1.0/**/delta';

interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly user?: string;
}

describe('Outlook pull: pages, and answers that are not as expected', () => {
  let account: OutlookAccount;
  let provider: OutlookCalendarProvider;
  let copy: CopiedCalendar;

  beforeEach(async () => {
    account = await anAccount();
    ({ provider } = account);
    copy = new CopiedCalendar(account.calendarId);
  });

  const expectAsListed = (by = provider) => expectCopyAsListed(account, copy, by);
  const occurrenceOn = (day: string) => occurrenceOf(account, day);

  /** The paths that this account has asked Graph for. */
  async function requests(): Promise<readonly string[]> {
    const response = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/requests`);
    const logged = (await response.json()) as readonly LoggedRequest[];
    return logged
      .filter(({ method, user }) => method === 'GET' && user === account.email)
      .map((request) => request.path);
  }

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
    expect((await requests()).filter((each) => each.includes('/instances')).length).toBe(1);
  });

  it('a series over several pages, of a pull that was cut off between them: whole', async () => {
    await insertManyOccurrences();
    await expectAsync(copy.pull(closedAfterAPage())).toBeRejected();
    const later = await account.reloaded();
    expect((await copy.pull(later)).resumed).toBeTrue();
    expect((await expectAsListed(later)).length).toBe(112);
  });

  for (const [pages, occurrences] of [
    ['two', 120],
    ['three', 250],
  ] as const) {
    it(`a series over ${pages} pages, with its master on the last one, too: whole, and asked for once`, async () => {
      const year = { ...JUNE, end: new Date('2027-06-01T00:00:00Z') };
      copy = new CopiedCalendar(account.calendarId, year);
      const id = await account.insert(daily(occurrences));
      await splitWithMasters();
      await copy.pull(provider);
      expect((await copy.events(provider)).length).toBe(occurrences);
      const asked = (await requests()).filter((each) => each.endsWith(encodeURIComponent(id)));
      expect(asked.length).toBe(1);
    });
  }

  it('a series over two pages, with its master on both, of a pull that was cut off between them: whole', async () => {
    const autumn = { ...JUNE, end: new Date('2026-11-01T00:00:00Z') };
    copy = new CopiedCalendar(account.calendarId, autumn);
    await account.insert(daily(120));
    await splitWithMasters();
    await expectAsync(copy.pull(closedAfterAPage())).toBeRejected();
    const later = await account.reloaded();
    expect((await copy.pull(later)).resumed).toBeTrue();
    expect((await copy.events(later)).length).toBe(120);
  });

  /** The last page of a series has its master as the first one has, and other occurrences. */
  async function splitWithMasters(): Promise<void> {
    await account.fault('series-split', { path: DELTA });
    await account.fault('rows-twice', { path: DELTA });
  }

  /** The provider of a page that is closed once the first page of a pull has come. */
  function closedAfterAPage(): OutlookCalendarProvider {
    const closing = Object.create(provider) as OutlookCalendarProvider;
    closing.pull = (calendarId, request) =>
      request.pageToken === undefined
        ? provider.pull(calendarId, request)
        : throwError(() => new CalendarSyncError('offline', 'The tab is closed.'));
    return closing;
  }

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

  it('a series that this account cannot see: the single occurrences that it was invited to', async () => {
    await account.insert(daily(3));
    await account.graph('PATCH', pathOf(await occurrenceOn('2026-06-03')), { subject: 'Invited' });
    await account.fault('master-missing', { path: DELTA });
    await account.fault('error', {
      path: '/v1.0/me/events/*',
      method: 'GET',
      status: 404,
      code: 'ErrorItemNotFound',
    });
    await copy.pull(provider);
    expect(shown(await copy.events(provider))).toEqual(['2026-06-03T09:00:00+02:00 Invited']);
  });

  it('rows that come twice: a series is stored with each of them once', async () => {
    await account.insert(daily(3));
    await account.fault('rows-twice', { path: DELTA });
    const [series] = await pulledChanges(account);
    const record = series && 'record' in series ? series.record : {};
    expect(isSeriesRecord(record) && record.stubs.length).toBe(3);
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
      await account.graph('DELETE', pathOf(id));
    }
  });
});
