import { firstValueFrom } from 'rxjs';
import { aUser, control } from '../../specs/outlook-app';
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

  const expectAsListed = (by = provider) => expectCopyAsListed(account, copy, by);
  const occurrenceOn = (day: string) => occurrenceOf(account, day);

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
    await account.graph('DELETE', pathOf(await occurrenceOn('2026-06-03')));
    await copy.pull(provider);
    expect(await expectAsListed()).toEqual([
      '2026-06-02T09:00:00+02:00 Daily',
      '2026-06-04T09:00:00+02:00 Daily',
    ]);
  });

  it('an occurrence that was changed elsewhere: shows as it is now, with the start that the series gave it', async () => {
    await account.insert(daily(2));
    await copy.pull(provider);
    await account.graph('PATCH', pathOf(await occurrenceOn('2026-06-03')), {
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
      await account.graph('DELETE', pathOf(id));
      await (fault && account.fault(fault, { path: DELTA }));
      await copy.pull(provider);
      expect(await expectAsListed())
        .withContext(fault ?? 'no fault')
        .toEqual([]);
    }
  });

  it('a series that is deleted, told by its occurrences after a reload: vanishes, though nobody has shown it since', async () => {
    const id = await account.insert(daily(3));
    await copy.pull(provider);
    const later = await account.reloaded();
    await account.graph('DELETE', pathOf(id));
    await account.fault('series-removed-by-occurrence', { path: DELTA });
    await copy.pull(later);
    expect(await expectAsListed(later)).toEqual([]);
  });

  it('a meeting that its organizer calls off: gone', async () => {
    const organizer = await aUser();
    const attendees = [{ emailAddress: { address: account.email } }];
    const asOrganizer = <Answer>(path: string, body: object) =>
      control<Answer>('as', { email: organizer, method: 'POST', path, body });
    const { id } = await asOrganizer<{ id: string }>(
      'me/events',
      timed('2026-06-10', 14, { attendees }),
    );
    await copy.pull(provider);
    expect((await expectAsListed()).length).toBe(1);
    await asOrganizer(`${pathOf(id)}/cancel`, {});
    const page = await pulledChanges(account);
    expect(page.map(({ kind }) => kind)).toEqual(['gone']);
    await copy.pull(provider);
    expect(await expectAsListed()).toEqual([]);
  });

  it('showAs: of a series on each of its occurrences, of a changed one its own', async () => {
    await account.insert(daily(2, { showAs: 'free' }));
    await account.graph('PATCH', pathOf(await occurrenceOn('2026-06-03')), { showAs: 'oof' });
    await copy.pull(provider);
    const events = await copy.events(provider);
    expect(events.map(({ showAs, transparency }) => [showAs, transparency])).toEqual([
      ['free', 'transparent'],
      ['oof', 'opaque'],
    ]);
  });

  it('an event that is moved out of the window: gone', async () => {
    const id = await account.insert(timed('2026-06-10', 14));
    await copy.pull(provider);
    await account.graph('PATCH', pathOf(id), timesOf(timed('2026-12-10', 14)));
    await copy.pull(provider);
    expect(await copy.events(provider)).toEqual([]);
  });

  it('omit: what the scope leaves out is stored nowhere, in a series neither', async () => {
    const body = { contentType: 'text', content: 'Secret' } as const;
    await account.insert(daily(2, { body }));
    await account.graph('PATCH', pathOf(await occurrenceOn('2026-06-03')), { subject: 'Changed' });
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
    await account.graph('PATCH', pathOf(await occurrenceOn('2026-06-03')), { subject: 'Changed' });
    const [series] = await pulledChanges(account);
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
