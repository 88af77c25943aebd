import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { SeriesScope } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from '../runtime/mapping/outlook-calendar-event';
import { daily, timed, WritingAccount } from './specs/writing-account';

const days = (from: number, to: number, title = 'Daily', hour = '07') =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `2026-06-${String(from + index).padStart(2, '0')}T${hour}:00 ${title}`,
  );

describe('Outlook writes of series', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  const occurrenceOn = async (day: string): Promise<OutlookCalendarEvent> => {
    const found = (await account.open()).find(({ start }) => start.startsWith(day));
    if (!found) {
      throw new Error(`Nothing happens on ${day}.`);
    }
    return found;
  };

  const update = async (day: string, changes: object, scope: SeriesScope) => {
    const { id } = await occurrenceOn(day);
    return account.writes.updateEvent(calendarId, { id, ...changes }, { scope });
  };

  /** An occurrence that another app has changed, and one that it has deleted. */
  const withExceptions = async (changed: string, deleted: string) => {
    const rows = await account.view();
    const idOn = (day: string) =>
      rows.find(({ start }) => start?.dateTime?.startsWith(day))?.id ?? '';
    await account.change(idOn(changed), { subject: 'Exception' });
    await account.graph('DELETE', `me/events/${encodeURIComponent(idOn(deleted))}`);
  };

  it('add: a series happens on its days', async () => {
    await account.writes.addEvent(calendarId, {
      title: 'Daily',
      start: '2026-06-02T09:00:00',
      timeZone: 'Europe/Berlin',
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    });
    expect(await account.shown()).toEqual(days(2, 4));
  });

  it('add: a rule that Outlook cannot say is refused in words, and nothing is sent', async () => {
    await expectAsync(
      account.writes.addEvent(calendarId, {
        start: '2026-06-02T09:00:00+02:00',
        recurrence: ['RRULE:FREQ=DAILY;BYHOUR=9,15'],
      }),
    ).toBeRejectedWithError(/BYHOUR/);
    expect(await account.shown()).toEqual([]);
  });

  it('this: one occurrence is changed, moved and deleted, and the others stay', async () => {
    await account.insert(daily(4));
    await update('2026-06-03', { title: 'Changed' }, 'this');
    await update(
      '2026-06-04',
      { start: '2026-06-04T11:00:00+02:00', end: '2026-06-04T12:00:00+02:00' },
      'this',
    );
    const { id } = await occurrenceOn('2026-06-05');
    await account.writes.deleteEvent(calendarId, { id }, { scope: 'this' });
    expect(await account.shown()).toEqual([
      ...days(2, 2),
      ...days(3, 3, 'Changed'),
      ...days(4, 4, 'Daily', '09'),
    ]);
  });

  it('this: an occurrence past its neighbour is refused in words', async () => {
    await account.insert(daily(4));
    await expectAsync(
      update(
        '2026-06-03',
        { start: '2026-06-04T12:00:00+02:00', end: '2026-06-04T13:00:00+02:00' },
        'this',
      ),
    ).toBeRejectedWithError(/past the one before or after/);
    expect(await account.shown()).toEqual(days(2, 5));
  });

  it('this: a rule for one occurrence is refused in words', async () => {
    await account.insert(daily(4));
    await expectAsync(
      update('2026-06-03', { recurrence: ['RRULE:FREQ=DAILY'] }, 'this'),
    ).toBeRejectedWithError(/no recurrence of its own/);
  });

  it('all: a new title shows on all occurrences, but on one that has its own', async () => {
    await account.insert(daily(4));
    await withExceptions('2026-06-03', '2026-06-04');
    await update('2026-06-05', { title: 'New' }, 'all');
    expect(await account.shown()).toEqual([
      ...days(2, 2, 'New'),
      ...days(3, 3, 'Exception'),
      ...days(5, 5, 'New'),
    ]);
  });

  it('all: an edit that was made on an exception holds for it too', async () => {
    await account.insert(daily(3));
    await withExceptions('2026-06-03', '2026-06-04');
    await update('2026-06-03', { title: 'New' }, 'all');
    expect(await account.shown()).toEqual([...days(2, 3, 'New')]);
  });

  it('all: a series that is moved keeps its changed and deleted occurrences', async () => {
    await account.insert(daily(5));
    await withExceptions('2026-06-03', '2026-06-04');
    await update(
      '2026-06-05',
      { start: '2026-06-05T11:00:00+02:00', end: '2026-06-05T12:00:00+02:00' },
      'all',
    );
    expect(await account.shown()).toEqual([
      ...days(2, 2, 'Daily', '09'),
      ...days(3, 3, 'Exception', '09'),
      ...days(5, 6, 'Daily', '09'),
    ]);
  });

  it('all: an occurrence at a time of its own, which was dragged to move the series, is where it was dropped', async () => {
    await account.insert(daily(3));
    const at = (start: string, end: string) => ({
      start: `2026-06-03T${start}:00+02:00`,
      end: `2026-06-03T${end}:00+02:00`,
    });
    await update('2026-06-03', at('14:00', '14:30'), 'this');
    await update('2026-06-03', at('15:00', '15:30'), 'all');
    expect(await account.shown()).toEqual([
      ...days(2, 2, 'Daily', '08'),
      ...days(3, 3, 'Daily', '13'),
      ...days(4, 4, 'Daily', '08'),
    ]);
  });

  it('all: a weekly series that is dragged to the next day happens then', async () => {
    await account.insert(
      timed('2026-06-02', 9, {
        subject: 'Weekly',
        recurrence: {
          pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
          range: { type: 'numbered', startDate: '2026-06-02', numberOfOccurrences: 3 },
        },
      }),
    );
    await update(
      '2026-06-09',
      { start: '2026-06-10T09:00:00+02:00', end: '2026-06-10T10:00:00+02:00' },
      'all',
    );
    expect(await account.shown()).toEqual(
      ['03', '10', '17'].map((day) => `2026-06-${day}T07:00 Weekly`),
    );
  });

  it('all: a series is deleted with its exceptions', async () => {
    await account.insert(daily(4));
    await withExceptions('2026-06-03', '2026-06-04');
    const { id } = await occurrenceOn('2026-06-05');
    await account.writes.deleteEvent(calendarId, { id }, { scope: 'all' });
    expect(await account.shown()).toEqual([]);
  });

  it('following: the series ends before, and a new one goes on with the exceptions of both', async () => {
    await account.insert(daily(9));
    await withExceptions('2026-06-03', '2026-06-04');
    await withExceptions('2026-06-08', '2026-06-09');
    await update('2026-06-06', { title: 'New' }, 'following');
    expect(await account.shown()).toEqual([
      ...days(2, 2),
      ...days(3, 3, 'Exception'),
      ...days(5, 5),
      ...days(6, 7, 'New'),
      ...days(8, 8, 'Exception'),
      ...days(10, 10, 'New'),
    ]);
  });

  it('following: other times and a new rule are those of the new series alone', async () => {
    await account.insert(daily(6));
    await update(
      '2026-06-05',
      {
        start: '2026-06-05T11:00:00+02:00',
        end: '2026-06-05T12:00:00+02:00',
        recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
      },
      'following',
    );
    expect(await account.shown()).toEqual([...days(2, 4), ...days(5, 6, 'Daily', '09')]);
  });

  it('following: the occurrences from there on are deleted, and the exceptions before stay', async () => {
    await account.insert(daily(6));
    await withExceptions('2026-06-03', '2026-06-04');
    const { id } = await occurrenceOn('2026-06-06');
    await account.writes.deleteEvent(calendarId, { id }, { scope: 'following' });
    expect(await account.shown()).toEqual([
      ...days(2, 2),
      ...days(3, 3, 'Exception'),
      ...days(5, 5),
    ]);
  });

  it('following: from the first occurrence on, all of them change', async () => {
    const seriesId = await account.insert(daily(3));
    await update('2026-06-02', { title: 'New' }, 'following');
    expect(await account.shown()).toEqual(days(2, 4, 'New'));
    expect((await account.stored(seriesId)).subject).toBe('New');
  });

  it('undo: a division is taken back, and the exceptions of both are as before', async () => {
    await account.insert(daily(9));
    await withExceptions('2026-06-03', '2026-06-04');
    await withExceptions('2026-06-08', '2026-06-09');
    const before = await account.shown();
    await update('2026-06-06', { title: 'New' }, 'following');
    expect(await account.shown()).not.toEqual(before);
    await account.writes.undoLast();
    expect(await account.shown()).toEqual(before);
  });

  it('undo: a deleted series is back with its exceptions', async () => {
    await account.insert(daily(5));
    await withExceptions('2026-06-03', '2026-06-04');
    const before = await account.shown();
    const { id } = await occurrenceOn('2026-06-05');
    await account.writes.deleteEvent(calendarId, { id }, { scope: 'all' });
    await account.writes.undoLast();
    expect(await account.shown()).toEqual(before);
  });

  for (const fault of ['etag-per-series', 'if-match-ignored']) {
    it(`${fault}: an occurrence, the rest and all of a series are changed one after the other`, async () => {
      await account.fault(fault);
      await account.insert(daily(6));
      await update('2026-06-03', { title: 'One' }, 'this');
      await update('2026-06-04', { location: 'Here' }, 'this');
      await update('2026-06-05', { title: 'Rest' }, 'following');
      await update('2026-06-06', { title: 'All' }, 'all');
      expect(await account.shown()).toEqual([
        ...days(2, 2),
        ...days(3, 3, 'One'),
        ...days(4, 4),
        ...days(5, 7, 'All'),
      ]);
    });
  }

  const withoutLocation = (event: OutlookCalendarEvent) =>
    Object.fromEntries(
      Object.entries(event).filter(([name]) => name !== 'location'),
    ) as unknown as OutlookCalendarEvent;

  it('merge: what somebody else has changed of the series shows in both parts of a division', async () => {
    const seriesId = await account.insert(daily(6));
    const { id } = await occurrenceOn('2026-06-05');
    await account.change(seriesId, { location: { displayName: 'Theirs' } });
    const seen = await account.read(id);
    const series = {
      scope: 'following',
      // As it was before.
      master: withoutLocation({ ...(await account.read(seriesId)), version: 'W/"old"' }),
      exceptions: [],
      cancelled: [],
      occurrence: seen,
    } as const;
    const changes = { id, title: 'New' };
    const plan = await account.provider.planSeriesWrite({
      kind: 'update',
      calendarId,
      changes,
      seen,
      series,
    });
    const error = await account.send({ plan }).catch((thrown: unknown) => thrown);
    expect((error as CalendarSyncError).code).toBe('conflict');
    const merged = account.provider.mergeWrite(plan, await account.read(seriesId), 'ask');
    expect(merged.kind).toBe('send');
    if (merged.kind === 'send') {
      await account.send({ plan: merged.write });
    }
    const rows = await account.view();
    expect(
      rows.map(({ subject, location }) => `${subject ?? ''} ${location?.displayName ?? ''}`),
    ).toEqual([
      ...Array.from({ length: 3 }, () => 'Daily Theirs'),
      ...Array.from({ length: 3 }, () => 'New Theirs'),
    ]);
  });
});
