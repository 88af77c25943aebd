import { ɵshownEvent as shownEvent } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from '../runtime/mapping/outlook-calendar-event';
import type { OutlookWrite } from './outlook-request';
import { daily, timed, WritingAccount } from './specs/writing-account';

describe('Outlook writes that wait', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  const DRAFT = { title: 'New', start: '2026-06-10T09:00:00+02:00' };
  const SERIES = {
    title: 'Daily',
    start: '2026-06-02T09:00:00',
    timeZone: 'Europe/Berlin',
    recurrence: ['RRULE:FREQ=DAILY;COUNT=4'],
  };

  const insertion = (draft: typeof DRAFT) =>
    account.provider.planWrite({ kind: 'insert', calendarId, draft });

  const update = (seen: OutlookCalendarEvent, changes: object) =>
    account.provider.planWrite({
      kind: 'update',
      calendarId,
      changes: { id: seen.id, ...changes },
      seen,
    });

  const shownBy = ({ shown }: OutlookWrite): OutlookCalendarEvent => {
    const event = shownEvent(shown);
    if (!event) {
      throw new Error('Nothing is shown.');
    }
    return event;
  };

  const joined = (first: OutlookWrite, second: OutlookWrite): OutlookWrite => {
    const both = account.provider.joinWrites(first, second);
    if (both === undefined || both === 'none') {
      throw new Error('They are not joined.');
    }
    return both;
  };

  /** The occurrence of a day of a series that is not sent yet. */
  const occurrenceOn = (plan: OutlookWrite, day: string): OutlookCalendarEvent => {
    const originalStart = `${day}T09:00:00+02:00`;
    const end = `${day}T10:00:00+02:00`;
    return account.provider.occurrenceOf(shownBy(plan), {
      originalStart,
      start: originalStart,
      end,
    });
  };

  it('join: an event that is added and changed is one request', async () => {
    const added = insertion(DRAFT);
    const changed = update(shownBy(added), { title: 'Changed', location: 'Here' });
    await account.send({ plan: joined(added, changed) });
    const [stored] = await account.view();
    expect([stored?.subject, stored?.location?.displayName]).toEqual(['Changed', 'Here']);
    expect((await account.view()).length).toBe(1);
  });

  it('join: an event that is added and deleted is no request', () => {
    const added = insertion(DRAFT);
    const { id } = shownBy(added);
    const seen = shownBy(added);
    const deleted = account.provider.planWrite({ kind: 'delete', calendarId, event: { id }, seen });
    expect(account.provider.joinWrites(added, deleted)).toBe('none');
  });

  it('join: two changes are one request, and a later one of a field counts', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    const first = update(await account.read(id), { title: 'First', location: 'Here' });
    const second = update(shownBy(first), { title: 'Second' });
    await account.send({ plan: joined(first, second) });
    const stored = await account.read(id);
    expect([stored.title, stored.location]).toEqual(['Second', 'Here']);
  });

  it('join: a change that was merged with somebody else’s is sent by itself', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    const first = update(await account.read(id), { title: 'First' });
    const second = update(shownBy(first), { location: 'Here' });
    await account.change(id, { importance: 'high' });
    const merged = account.provider.mergeWrite(first, await account.read(id), 'ask');
    expect(merged.kind).toBe('send');
    if (merged.kind === 'send') {
      expect(account.provider.joinWrites(merged.write, second)).toBeUndefined();
    }
  });

  it('rename: a change of an event that was added since is one of the event as Outlook names it', async () => {
    const added = insertion(DRAFT);
    const { id } = shownBy(added);
    const later = update(shownBy(added), { title: 'Later' });
    const answer = await account.send({ plan: added });
    const renamed = account.provider.renameWrite(later, id, answer?.id ?? '');
    await account.send({ plan: renamed }, answer?.version);
    expect(await account.shown()).toEqual(['2026-06-10T07:00 Later']);
  });

  it('rename: an occurrence of a series that was added since is found by its start', async () => {
    const added = insertion(SERIES);
    const { id } = shownBy(added);
    const changed = update(occurrenceOn(added, '2026-06-03'), { title: 'Changed' });
    const gone = occurrenceOn(added, '2026-06-04');
    const deleted = account.provider.planWrite({
      kind: 'delete',
      calendarId,
      event: { id: gone.id },
      seen: gone,
    });
    const answer = await account.send({ plan: added });
    for (const plan of [changed, deleted]) {
      const renamed = account.provider.renameWrite(plan, id, answer?.id ?? '');
      await account.send({ plan: { ...renamed, anyVersion: true } });
    }
    expect(await account.shown()).toEqual([
      '2026-06-02T07:00 Daily',
      '2026-06-03T07:00 Changed',
      '2026-06-05T07:00 Daily',
    ]);
  });

  it('rename: a division of a series that was added since divides the one that Outlook names', async () => {
    const added = insertion(SERIES);
    const master = shownBy(added);
    const occurrence = occurrenceOn(added, '2026-06-04');
    const divided = await account.provider.planSeriesWrite({
      kind: 'update',
      calendarId,
      changes: { id: occurrence.id, title: 'Rest' },
      seen: occurrence,
      series: { scope: 'following', master, exceptions: [], cancelled: [], occurrence },
    });
    const answer = await account.send({ plan: added });
    const renamed = account.provider.renameWrite(divided, master.id, answer?.id ?? '');
    await account.send({ plan: renamed }, answer?.version);
    expect(await account.shown()).toEqual([
      '2026-06-02T07:00 Daily',
      '2026-06-03T07:00 Daily',
      '2026-06-04T07:00 Rest',
      '2026-06-05T07:00 Rest',
    ]);
  });

  it('discard: what a division has added is deleted, where it was sent in part', async () => {
    const seriesId = await account.insert(daily(4));
    const events = await account.open();
    const occurrence = events.find(({ start }) => start.startsWith('2026-06-04'));
    const master = await account.read(seriesId);
    if (!occurrence) {
      throw new Error('Nothing happens on that day.');
    }
    const plan = await account.provider.planSeriesWrite({
      kind: 'update',
      calendarId,
      changes: { id: occurrence.id, title: 'Rest' },
      seen: occurrence,
      series: { scope: 'following', master, exceptions: [], cancelled: [], occurrence },
    });
    // The new series is there, and the old one is not ended.
    await account.fault('error', { method: 'PATCH', status: 403, code: 'ErrorAccessDenied' });
    await expectAsync(account.send({ plan })).toBeRejected();
    expect((await account.view()).length).toBe(6);
    const left = account.provider.mergeWrite(plan, undefined, 'theirs');
    expect(left.kind).toBe('send');
    if (left.kind === 'send') {
      await account.send({ plan: left.write });
    }
    expect((await account.view()).map(({ subject }) => subject)).toEqual([
      ...['Daily', 'Daily', 'Daily', 'Daily'],
    ]);
  });

  it('refused in words before anything waits: what Outlook cannot store', () => {
    const write = (changes: object) => () =>
      account.provider.planWrite({
        kind: 'insert',
        calendarId,
        draft: { ...DRAFT, ...changes },
      });
    expect(write({ extendedProperties: { shared: { a: '1' } } })).toThrowError(/shared/);
    expect(write({ attendees: [{ email: '' }] })).toThrowError(/email/);
    expect(write({ status: 'cancelled' })).toThrowError(/cancelled/);
    expect(write({ recurrence: ['RRULE:FREQ=HOURLY'] })).toThrowError(/HOURLY/);
    expect(write({ end: '2026-06-09T09:00:00+02:00' })).toThrowError(/before it starts/);
    const unseen = (changes: object) => () =>
      account.provider.planWrite({
        kind: 'update',
        calendarId,
        changes: { id: 'unseen', ...changes },
        seen: undefined,
      });
    expect(unseen({ attendees: [{ email: '' }] })).toThrowError(/email/);
    for (const rule of ['FREQ=DAILY', 'RRULE:FREQ=HOURLY', 'RRULE:FREQ=DAILY;BYHOUR=9']) {
      expect(unseen({ recurrence: [rule] })).toThrowError(/^Outlook cannot repeat/);
    }
    for (const rule of ['MONTHLY', 'YEARLY', 'WEEKLY;UNTIL=20260705T090000Z', 'DAILY;COUNT=3']) {
      expect(unseen({ recurrence: [`RRULE:FREQ=${rule}`] })).not.toThrow();
    }
  });
});
