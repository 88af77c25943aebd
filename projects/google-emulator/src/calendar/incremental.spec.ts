import type { WireEvent, WireEvents } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

describe('Incremental lists', () => {
  const emulator = useEmulator();

  const weekly: WireEvent = {
    id: 'series1',
    summary: 'Weekly',
    start: { dateTime: '2026-10-19T09:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-10-19T10:00:00', timeZone: 'Europe/Berlin' },
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
  };
  const single: WireEvent = {
    id: 'single1',
    summary: 'Single',
    start: { date: '2026-11-24' },
    end: { date: '2026-11-25' },
  };
  const second = 'series1_20261026T080000Z';

  async function synced(query: Record<string, string> = {}, ...events: WireEvent[]) {
    const ada = emulator.as();
    for (const event of events) {
      await ada.insert(event);
    }
    const { nextSyncToken } = await ada.list(query);
    const syncToken = nextSyncToken ?? '';
    return { ada, syncToken, changes: () => ada.list({ ...query, syncToken }) };
  }

  const shapes = ({ items }: WireEvents) =>
    items?.map((event) => [event.id, event.status, Object.keys(event).sort().join(' ')]);
  const DELETED_FIELDS = 'etag id kind status';
  const CANCELLED_INSTANCE_FIELDS = 'etag id kind originalStartTime recurringEventId status';

  it('incremental list: a deleted event has its id and status alone', async () => {
    const { ada, changes } = await synced({}, single);
    await ada.delete('single1');
    expect(shapes(await changes())).toEqual([['single1', 'cancelled', DELETED_FIELDS]]);
  });

  it('incremental list: with showDeleted a deleted event has all its fields', async () => {
    const { ada, changes } = await synced({ showDeleted: 'true' }, single);
    await ada.delete('single1');
    expect((await changes()).items?.[0]?.summary).toBe('Single');
  });

  it('incremental list: a cancelled instance of an active series has its original start', async () => {
    const { ada, changes } = await synced({}, weekly);
    await ada.patch(second, { summary: 'Special' });
    await ada.delete(second);
    const { items, ...rest } = await changes();
    expect(shapes({ items: items ?? [], ...rest })).toEqual([
      [second, 'cancelled', CANCELLED_INSTANCE_FIELDS],
    ]);
    expect(items?.[0]?.originalStartTime?.dateTime).toBe('2026-10-26T09:00:00+01:00');
  });

  it('incremental list: a deleted series has its id and status alone', async () => {
    const { ada, changes } = await synced({}, weekly);
    await ada.delete('series1');
    expect(shapes(await changes())).toEqual([['series1', 'cancelled', DELETED_FIELDS]]);
  });

  it('incremental list: a restored event has all its fields', async () => {
    const { ada, changes } = await synced({}, single);
    await ada.delete('single1');
    await ada.patch('single1', { status: 'confirmed' });
    expect((await changes()).items?.map((event) => event.summary)).toEqual(['Single']);
  });

  it('events.list updatedMin: answers changed and deleted events, and 410 updatedMinTooLongAgo after 30 days', async () => {
    const { ada } = await synced({}, single, weekly);
    emulator.control.advanceClock(60_000);
    const updatedMin = emulator.control.now().toISOString();
    await ada.delete('single1');
    expect(shapes(await ada.list({ updatedMin }))).toEqual([
      ['single1', 'cancelled', DELETED_FIELDS],
    ]);
    emulator.control.advanceClock(31 * 86_400_000);
    const query = { updatedMin };
    const later = await emulator.as().refusal(eventsPath('primary'), { query });
    expect(later).toBe('410 updatedMinTooLongAgo');
  });

  describe('with singleEvents=true', () => {
    const query = { singleEvents: 'true' };

    it('incremental list of single events: instances that a shorter rule lost are cancelled', async () => {
      const { ada, changes } = await synced(query, weekly);
      await ada.patch('series1', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
      const list = await changes();
      expect(list.items?.map((event) => [event.id, event.status])).toEqual([
        ['series1_20261019T070000Z', 'confirmed'],
        [second, 'confirmed'],
        ['series1_20261102T080000Z', 'cancelled'],
        ['series1_20261109T080000Z', 'cancelled'],
      ]);
      expect(shapes(list)?.at(-1)?.[2]).toBe(CANCELLED_INSTANCE_FIELDS);
    });

    it('incremental list of single events: lost instances are cancelled when other changes came before and after', async () => {
      const { ada, changes } = await synced(query, weekly);
      await ada.patch('series1', { summary: 'A' });
      await ada.patch('series1', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
      await ada.patch('series1', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
      await ada.patch('series1', { summary: 'B' });
      const cancelled = (await changes()).items?.filter((event) => event.status === 'cancelled');
      expect(cancelled?.length).toBe(2);
    });

    it('incremental list of single events: an exception that the rule lost is cancelled once', async () => {
      const { ada } = await synced(query, weekly);
      await ada.patch(second, { summary: 'Special' });
      const { nextSyncToken } = await ada.list(query);
      await ada.patch('series1', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=1'] });
      const { items } = await ada.list({ ...query, syncToken: nextSyncToken ?? '' });
      expect(items?.filter((event) => event.id === second).map(({ status }) => status)).toEqual([
        'cancelled',
      ]);
    });

    it('incremental list of single events: a series at another hour cancels all old instances and answers all new ones', async () => {
      const { ada, changes } = await synced(query, weekly);
      await ada.patch('series1', {
        start: { dateTime: '2026-10-19T11:00:00', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-10-19T12:00:00', timeZone: 'Europe/Berlin' },
      });
      const statuses = (await changes()).items?.map((event) => event.status);
      expect(statuses?.filter((status) => status === 'cancelled').length).toBe(4);
      expect(statuses?.filter((status) => status === 'confirmed').length).toBe(4);
    });

    it('incremental list of single events: all instances of a deleted series are cancelled', async () => {
      const { ada, changes } = await synced(query, weekly);
      await ada.delete('series1');
      const all = shapes(await changes());
      expect(all?.length).toBe(4);
      expect(
        all?.every((shape) => shape[1] === 'cancelled' && shape[2] === DELETED_FIELDS),
      ).toBeTrue();
    });

    it('incremental list of single events: an event that became a series is cancelled, and a former series’ instances are', async () => {
      const { ada, changes } = await synced(query, single, weekly);
      await ada.patch('single1', { recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] });
      await ada.patch('series1', { recurrence: null });
      const told = (await changes()).items?.map((event) => `${event.id} ${event.status}`).sort();
      expect(told).toEqual([
        'series1 confirmed',
        'series1_20261019T070000Z cancelled',
        'series1_20261026T080000Z cancelled',
        'series1_20261102T080000Z cancelled',
        'series1_20261109T080000Z cancelled',
        'single1 cancelled',
        'single1_20261124 confirmed',
        'single1_20261125 confirmed',
      ]);
    });
  });

  describe('invalid sync tokens', () => {
    const gone = (client: ApiClient, query: Record<string, string>, calendarId = 'primary') =>
      client.refusal(eventsPath(calendarId), { query });

    it('incremental list: a sync token of another calendar answers 410 fullSyncRequired', async () => {
      const { ada, syncToken } = await synced();
      expect(await gone(ada, { syncToken }, TEAM)).toBe('410 fullSyncRequired');
    });

    it('incremental list: a sync token of another user of the calendar answers 410 fullSyncRequired', async () => {
      const { nextSyncToken } = await emulator.as(BEN).list({}, TEAM);
      const query = { syncToken: nextSyncToken ?? '' };
      expect(await gone(emulator.as(ADA), query, TEAM)).toBe('410 fullSyncRequired');
    });

    for (const other of [
      { singleEvents: 'true' },
      { eventTypes: 'focusTime' },
      { timeZone: 'Asia/Tokyo' },
      { maxAttendees: '1' },
    ]) {
      it(`incremental list: a sync token issued without ${JSON.stringify(other)} answers 410 fullSyncRequired`, async () => {
        const { ada, syncToken } = await synced();
        expect(await gone(ada, { syncToken, ...other })).toBe('410 fullSyncRequired');
        expect(await gone(ada, { syncToken, singleEvents: 'false' })).toBe('200 not refused');
      });
    }

    it('incremental list: an invalidated sync token answers 410 fullSyncRequired', async () => {
      const { ada, syncToken } = await synced();
      emulator.control.expireSyncTokens();
      expect(await gone(ada, { syncToken })).toBe('410 fullSyncRequired');
    });
  });

  it('incremental list: pages need the sync token too and show one state while others write', async () => {
    const { ada, syncToken } = await synced();
    for (let n = 0; n < 5; n++) {
      await ada.insert({ ...single, id: `event${n}` });
    }
    const query = { syncToken, maxResults: '2' };
    const first = await ada.list(query);
    await ada.patch('event4', { summary: 'Changed' });
    const second = await ada.list({ ...query, pageToken: first.nextPageToken ?? '' });
    await ada.delete('event0');
    const third = await ada.list({ ...query, pageToken: second.nextPageToken ?? '' });
    const seen = [first, second, third].flatMap(({ items }) => items?.map((event) => event.id));
    expect(seen).toEqual(['event0', 'event1', 'event2', 'event3', 'event4']);
    expect(third.items?.[0]?.summary).toBe('Single');
    expect([first.nextSyncToken, second.nextSyncToken]).toEqual([undefined, undefined]);
    const rest = await ada.list({ syncToken: third.nextSyncToken ?? '' });
    expect(rest.items?.map((event) => event.id)).toEqual(['event4', 'event0']);
    const without = { query: { maxResults: '2', pageToken: first.nextPageToken ?? '' } };
    expect(await ada.refusal(eventsPath('primary'), without)).toBe('400 invalidParameter');
  });

  it('events.list: pages that are read after a write show the state before it', async () => {
    const ada = emulator.as();
    for (let n = 0; n < 4; n++) {
      await ada.insert({ ...single, id: `event${n}` });
    }
    const first = await ada.list({ maxResults: '1' });
    await ada.delete('event2');
    await ada.insert({ ...single, id: 'event9' });
    const query = { maxResults: '9', pageToken: first.nextPageToken ?? '' };
    const rest = await ada.ok<WireEvents>(eventsPath('primary'), {
      query: { ...query, maxResults: '9' },
    });
    expect(rest.items?.map((event) => [event.id, event.status])).toEqual([
      ['event1', 'confirmed'],
      ['event2', 'confirmed'],
      ['event3', 'confirmed'],
    ]);
    expect((await ada.get('event2')).status).toBe('cancelled');
    expect(await ada.refusal(eventPath('event2'), { method: 'DELETE' })).toBe('410 deleted');
  });

  it('incremental list: a reader gets the deletions of private events too', async () => {
    const ben = emulator.as(BEN);
    await ben.insert({ ...single, visibility: 'private' }, TEAM);
    const ada = emulator.as(ADA);
    const { nextSyncToken } = await ada.list({}, TEAM);
    await ben.delete('single1', TEAM);
    const list = await ada.list({ syncToken: nextSyncToken ?? '' }, TEAM);
    expect(shapes(list)).toEqual([['single1', 'cancelled', DELETED_FIELDS]]);
  });
});
