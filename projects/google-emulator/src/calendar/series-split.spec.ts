import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { summaries, useEmulator, type ApiClient } from '../testing/api-client.ts';

describe('Changing series', () => {
  const emulator = useEmulator();

  const standup: WireEvent = {
    id: 'standup1',
    summary: 'Old',
    start: { dateTime: '2026-10-19T09:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-10-19T09:15:00', timeZone: 'Europe/Berlin' },
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
  };
  const second = 'standup1_20261026T080000Z';
  const third = 'standup1_20261102T080000Z';

  const expanded = async (client: ApiClient) => {
    const list = await client.list({ singleEvents: 'true', orderBy: 'startTime' });
    return list.items?.map((event) => `${event.start?.dateTime?.slice(0, 16)} ${event.summary}`);
  };

  it('series: splitting for “this and following” cancels exceptions after UNTIL and shows both series', async () => {
    const ada = emulator.as();
    await ada.insert(standup);
    await ada.patch(third, { summary: 'An exception of the part that goes' });
    const { nextSyncToken } = await ada.list();
    await ada.patch('standup1', { recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20261102T075959Z'] });
    await ada.insert({
      ...standup,
      id: 'standup2',
      summary: 'New',
      start: { dateTime: '2026-11-02T10:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-11-02T10:15:00', timeZone: 'Europe/Berlin' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'],
    });
    expect(await expanded(ada)).toEqual([
      '2026-10-19T09:00 Old',
      '2026-10-26T09:00 Old',
      '2026-11-02T10:00 New',
      '2026-11-09T10:00 New',
    ]);
    const changes = await ada.list({ syncToken: nextSyncToken ?? '' });
    expect(changes.items?.map((event) => `${event.id} ${event.status}`)).toEqual([
      'standup1 confirmed',
      `${third} cancelled`,
      'standup2 confirmed',
    ]);
  });

  it('series: a moved exception is found at its new time and keeps its instance id', async () => {
    const ada = emulator.as();
    await ada.insert(standup);
    await ada.patch(second, {
      summary: 'Moved',
      start: { dateTime: '2026-11-03T08:00:00+01:00' },
      end: { dateTime: '2026-11-03T08:15:00+01:00' },
    });
    expect(await expanded(ada)).toEqual([
      '2026-10-19T09:00 Old',
      '2026-11-02T09:00 Old',
      '2026-11-03T08:00 Moved',
      '2026-11-09T09:00 Old',
    ]);
    const first = { timeMin: '2026-10-26T00:00:00Z', timeMax: '2026-10-27T00:00:00Z' };
    expect((await ada.list({ ...first, singleEvents: 'true' })).items).toEqual([]);
    const later = { timeMin: '2026-11-03T00:00:00Z', timeMax: '2026-11-04T00:00:00Z' };
    const [moved] = (await ada.list({ ...later, singleEvents: 'true' })).items ?? [];
    expect([moved?.id, moved?.originalStartTime?.dateTime]).toEqual([
      second,
      '2026-10-26T09:00:00+01:00',
    ]);
    expect(summaries(await ada.list(later))).toEqual(['Moved']);
  });

  it('series: deleting one exception keeps the others', async () => {
    const ada = emulator.as();
    await ada.insert(standup);
    await ada.patch(second, { summary: 'Special' });
    await ada.delete(second);
    await ada.patch(third, { summary: 'Other' });
    expect(await expanded(ada)).toEqual([
      '2026-10-19T09:00 Old',
      '2026-11-02T09:00 Other',
      '2026-11-09T09:00 Old',
    ]);
    expect((await ada.get(second)).status).toBe('cancelled');
  });
});
