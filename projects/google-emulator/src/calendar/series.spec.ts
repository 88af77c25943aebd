import type { WireEvent, WireEvents } from '../discovery/wire-types.generated.ts';
import { eventPath, summaries, useEmulator, type ApiClient } from '../testing/api-client.ts';

describe('Series', () => {
  const emulator = useEmulator();

  const standup: WireEvent = {
    id: 'standup1',
    summary: 'Stand-up',
    start: { dateTime: '2026-10-19T09:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-10-19T09:15:00', timeZone: 'Europe/Berlin' },
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO'],
  };

  const span = { timeMin: '2026-10-18T00:00:00Z', timeMax: '2026-11-10T00:00:00Z' };

  const expanded = (client: ApiClient, query: Record<string, string> = {}) =>
    client.list({ ...span, singleEvents: 'true', orderBy: 'startTime', ...query });

  const startsOf = (list: WireEvents) =>
    list.items?.map((event) => event.start?.dateTime ?? event.start?.date);

  it('series: occurrences keep their wall time when the clocks change', async () => {
    const ada = emulator.as();
    await ada.insert(standup);
    expect(startsOf(await expanded(ada))).toEqual([
      '2026-10-19T09:00:00+02:00',
      '2026-10-26T09:00:00+01:00',
      '2026-11-02T09:00:00+01:00',
      '2026-11-09T09:00:00+01:00',
    ]);
  });

  it('series: instances have Google’s ids and no recurrence', async () => {
    const ada = emulator.as();
    await ada.insert(standup);
    const [instance] = (await expanded(ada)).items ?? [];
    expect(instance).toEqual(
      jasmine.objectContaining({
        id: 'standup1_20261019T070000Z',
        recurringEventId: 'standup1',
        originalStartTime: { dateTime: '2026-10-19T09:00:00+02:00', timeZone: 'Europe/Berlin' },
        summary: 'Stand-up',
      }),
    );
    expect(instance && 'recurrence' in instance).toBeFalse();
    expect(await ada.get('standup1_20261019T070000Z')).toEqual(instance as never);
  });

  it('series: instances of an all-day series have the date in their ids', async () => {
    const ada = emulator.as();
    await ada.insert({
      id: 'bins1',
      summary: 'Bins',
      start: { date: '2026-10-20' },
      end: { date: '2026-10-21' },
      recurrence: ['RRULE:FREQ=WEEKLY;INTERVAL=2', 'EXDATE;VALUE=DATE:20261103'],
    });
    const list = await ada.list({ ...span, timeMax: '2026-11-30T00:00:00Z', singleEvents: 'true' });
    expect(list.items?.map((event) => [event.id, event.start?.date, event.end?.date])).toEqual([
      ['bins1_20261020', '2026-10-20', '2026-10-21'],
      ['bins1_20261117', '2026-11-17', '2026-11-18'],
    ]);
  });

  it('events.list: without singleEvents a series is listed if it has an instance in the time range', async () => {
    const ada = emulator.as();
    await ada.insert(standup);
    const within = await ada.list(span);
    expect(within.items?.map((event) => event.id)).toEqual(['standup1']);
    const between = { timeMin: '2026-10-20T00:00:00Z', timeMax: '2026-10-25T00:00:00Z' };
    expect((await ada.list(between)).items).toEqual([]);
  });

  it('events.list singleEvents: a series without an end is expanded to 730 instances', async () => {
    const ada = emulator.as();
    await ada.insert({ ...standup, recurrence: ['RRULE:FREQ=DAILY'] });
    const list = await ada.list({ singleEvents: 'true', maxResults: '2500' });
    expect(list.items?.length).toBe(730);
  });

  describe('exceptions', () => {
    const second = 'standup1_20261026T080000Z';

    it('exceptions: patching an instance replaces it in lists', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      const moved = await ada.patch(second, {
        summary: 'Later',
        start: { dateTime: '2026-10-27T14:00:00+01:00' },
        end: { dateTime: '2026-10-27T14:15:00+01:00' },
      });
      expect(moved).toEqual(
        jasmine.objectContaining({
          id: second,
          recurringEventId: 'standup1',
          originalStartTime: { dateTime: '2026-10-26T09:00:00+01:00', timeZone: 'Europe/Berlin' },
        }),
      );
      expect(summaries(await expanded(ada))).toEqual(['Stand-up', 'Later', 'Stand-up', 'Stand-up']);
      expect((await ada.list(span)).items?.map((event) => event.id)).toEqual([second, 'standup1']);
    });

    it('exceptions: a deleted instance is in full lists, reduced to the fields that identify it', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      await ada.delete(second);
      expect(startsOf(await expanded(ada))).not.toContain('2026-10-26T09:00:00+01:00');
      const cancelled = (await ada.list(span)).items?.find((event) => event.id === second);
      expect(Object.keys(cancelled ?? {}).sort()).toEqual([
        'etag',
        'id',
        'kind',
        'originalStartTime',
        'recurringEventId',
        'status',
      ]);
      expect((await ada.get(second)).status).toBe('cancelled');
      expect(await ada.refusal(eventPath(second), { method: 'DELETE' })).toBe('410 deleted');
    });

    it('exceptions: a deleted instance is in the incremental list', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      const { nextSyncToken } = await ada.list();
      await ada.delete(second);
      const changes = await ada.list({ syncToken: nextSyncToken ?? '' });
      expect(changes.items?.map((event) => [event.id, event.status])).toEqual([
        [second, 'cancelled'],
      ]);
    });

    it('exceptions: the status confirmed restores a deleted instance', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      await ada.delete(second);
      await ada.patch(second, { status: 'confirmed' });
      expect(startsOf(await expanded(ada))).toContain('2026-10-26T09:00:00+01:00');
    });

    it('exceptions: are deleted and restored together with their series', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      await ada.patch(second, { summary: 'Special' });
      await ada.delete('standup1');
      expect((await expanded(ada)).items).toEqual([]);
      expect((await ada.get(second)).status).toBe('cancelled');
      await ada.patch('standup1', { status: 'confirmed' });
      expect(summaries(await expanded(ada))).toContain('Special');
    });

    it('exceptions: are in the incremental list when their series is restored', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      await ada.patch(second, { summary: 'Special' });
      await ada.delete('standup1');
      const { nextSyncToken } = await ada.list();
      await ada.patch('standup1', { status: 'confirmed' });
      const changes = await ada.list({ syncToken: nextSyncToken ?? '' });
      expect(changes.items?.map(({ id, status }) => [id, status])).toEqual(
        jasmine.arrayWithExactContents([
          ['standup1', 'confirmed'],
          [second, 'confirmed'],
        ]),
      );
    });

    it('exceptions: are cancelled when the changed rule has no such occurrence', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      await ada.patch(second, { summary: 'Special' });
      await ada.patch('standup1', { recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=1'] });
      expect(summaries(await expanded(ada))).toEqual(['Stand-up']);
    });

    it('instances: one whose time a clock change skips is found by the id of the moved time', async () => {
      const ada = emulator.as();
      const night = (hour: string) => ({
        dateTime: `2026-03-28T${hour}:30:00`,
        timeZone: 'Europe/Berlin',
      });
      const recurrence = ['RRULE:FREQ=DAILY'];
      await ada.insert({ id: 'night', start: night('02'), end: night('03'), recurrence });
      const moved = await ada.get('night_20260329T013000Z');
      expect(moved.start?.dateTime).toBe('2026-03-29T03:30:00+02:00');
    });

    it('instances: an id that is no occurrence of the rule answers 404 notFound', async () => {
      const ada = emulator.as();
      await ada.insert(standup);
      expect(await ada.refusal(eventPath('standup1_20261027T080000Z'))).toBe('404 notFound');
      expect(await ada.refusal(eventPath('standup1_20261026'))).toBe('404 notFound');
    });
  });

  it('events.instances: lists instances with exceptions, and deleted ones with showDeleted', async () => {
    const ada = emulator.as();
    await ada.insert({ ...standup, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
    await ada.patch('standup1_20261026T080000Z', { summary: 'Special' });
    await ada.delete('standup1_20261102T080000Z');
    const path = `${eventPath('standup1')}/instances`;
    expect(summaries(await ada.ok(path))).toEqual(['Stand-up', 'Special']);
    const all = await ada.ok<WireEvents>(path, { query: { showDeleted: 'true' } });
    expect(all.items?.map((event) => event.status)).toEqual([
      'confirmed',
      'confirmed',
      'cancelled',
    ]);
  });
});
