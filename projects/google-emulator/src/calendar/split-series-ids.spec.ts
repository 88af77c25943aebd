import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, useEmulator } from '../testing/api-client.ts';
import { ADA, smallWorld } from '../testing/small-world.ts';

/** Google changes “this and following events” by ending the series and adding one whose id holds the date of the split. */
describe('Series that were split off another', () => {
  const weekly = (id: string, day: string, rule: string, rest: WireEvent = {}): WireEvent => ({
    id,
    summary: id,
    start: { dateTime: `${day}T11:00:00+02:00`, timeZone: 'Europe/Berlin' },
    end: { dateTime: `${day}T12:00:00+02:00`, timeZone: 'Europe/Berlin' },
    recurrence: [rule],
    ...rest,
  });
  const OLD = 'standup';
  const MIDDLE = 'standup_R20260511T090000';
  const LAST = 'standup_R20260525T090000Z';
  const WHOLE_DAYS = 'shift_R20260511';
  const moved: WireEvent = {
    id: 'standup_20260601T090000Z',
    summary: 'moved',
    recurringEventId: LAST,
    originalStartTime: { dateTime: '2026-06-01T11:00:00+02:00', timeZone: 'Europe/Berlin' },
    start: { dateTime: '2026-06-02T11:00:00+02:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-06-02T12:00:00+02:00', timeZone: 'Europe/Berlin' },
  };
  const world = smallWorld();
  const emulator = useEmulator({
    seed: {
      ...world,
      calendars: world.calendars.map((calendar) =>
        calendar.id === ADA
          ? {
              ...calendar,
              events: [
                weekly(OLD, '2026-05-04', 'RRULE:FREQ=WEEKLY;UNTIL=20260511T085959Z'),
                weekly(MIDDLE, '2026-05-11', 'RRULE:FREQ=WEEKLY;UNTIL=20260525T085959Z'),
                weekly(LAST, '2026-05-25', 'RRULE:FREQ=WEEKLY;COUNT=3'),
                moved,
                {
                  id: WHOLE_DAYS,
                  summary: 'shift',
                  start: { date: '2026-05-11' },
                  end: { date: '2026-05-12' },
                  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'],
                },
              ],
            }
          : calendar,
      ),
    },
  });

  const single = async (query: Record<string, string> = {}) =>
    (await emulator.as().list({ singleEvents: 'true', orderBy: 'startTime', ...query })).items ??
    [];

  it('split series: instance ids are based on the id before the split, and recurringEventId is the new series', async () => {
    const named = (await single()).map(({ id, recurringEventId }) => [id, recurringEventId]);
    expect(named).toEqual([
      ['standup_20260504T090000Z', OLD],
      ['shift_20260511', WHOLE_DAYS],
      ['standup_20260511T090000Z', MIDDLE],
      ['shift_20260518', WHOLE_DAYS],
      ['standup_20260518T090000Z', MIDDLE],
      ['standup_20260525T090000Z', LAST],
      ['standup_20260601T090000Z', LAST],
      ['standup_20260608T090000Z', LAST],
    ]);
  });

  it('split series: events.get finds each instance in the series that has it', async () => {
    const ada = emulator.as();
    for (const { id, recurringEventId, start } of await single()) {
      const found = await ada.get(id ?? '');
      expect([found.recurringEventId, found.start]).toEqual([recurringEventId, start]);
    }
    expect(await ada.refusal(eventPath(`${MIDDLE}_20260518T090000Z`))).toBe('404 notFound');
    expect(await ada.refusal(eventPath('standup_20260615T090000Z'))).toBe('404 notFound');
    expect((await ada.get(MIDDLE)).recurrence?.length).toBe(1);
  });

  it('split series: changed, moved and deleted exceptions have ids based on the id before the split', async () => {
    const ada = emulator.as();
    const changed = await ada.patch('standup_20260518T090000Z', { summary: 'changed' });
    expect([changed.id, changed.recurringEventId]).toEqual(['standup_20260518T090000Z', MIDDLE]);
    await ada.delete('standup_20260525T090000Z');
    expect((await single()).map(({ summary }) => summary)).toEqual([
      OLD,
      'shift',
      MIDDLE,
      'shift',
      'changed',
      'moved',
      LAST,
    ]);
    const gone = await ada.get('standup_20260525T090000Z');
    expect([gone.status, gone.recurringEventId]).toEqual(['cancelled', LAST]);
  });

  it('split series: an incremental list answers a deleted instance with its series', async () => {
    const ada = emulator.as();
    const { nextSyncToken } = await ada.list();
    await ada.delete('standup_20260608T090000Z');
    const { items } = await ada.list({ syncToken: nextSyncToken ?? '' });
    expect(items?.map(({ id, recurringEventId }) => [id, recurringEventId])).toEqual([
      ['standup_20260608T090000Z', LAST],
    ]);
  });

  it('split series: an instance whose exception the former series lost is found in the new series', async () => {
    const ada = emulator.as();
    await ada.insert(weekly('talks', '2026-05-04', 'RRULE:FREQ=WEEKLY;COUNT=3'));
    await ada.patch('talks_20260518T090000Z', { summary: 'a guest' });
    await ada.patch('talks', { recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20260518T085959Z'] });
    expect((await ada.get('talks_20260518T090000Z')).status).toBe('cancelled');
    emulator.control.addSeed({
      users: [],
      calendars: smallWorld()
        .calendars.filter(({ id }) => id === ADA)
        .map((calendar) => ({
          ...calendar,
          events: [weekly('talks_R20260518T090000', '2026-05-18', 'RRULE:FREQ=WEEKLY;COUNT=2')],
        })),
    });
    const found = await ada.get('talks_20260518T090000Z');
    expect([found.status, found.recurringEventId]).toEqual(['confirmed', 'talks_R20260518T090000']);
    const patched = await ada.patch('talks_20260518T090000Z', { summary: 'another guest' });
    expect(patched.recurringEventId).toBe('talks_R20260518T090000');
    expect((await single({ q: 'guest' })).map(({ summary }) => summary)).toEqual(['another guest']);
  });

  it('split series: deleting the former series keeps the instances of the new one', async () => {
    const ada = emulator.as();
    await ada.patch(OLD, { recurrence: ['RRULE:FREQ=WEEKLY'] });
    await ada.delete(OLD);
    expect((await ada.get('standup_20260518T090000Z')).recurringEventId).toBe(MIDDLE);
    expect((await ada.get('standup_20260518T090000Z')).status).toBe('confirmed');
  });
});
