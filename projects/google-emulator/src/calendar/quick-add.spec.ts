import { eventsPath, useEmulator } from '../testing/api-client.ts';
import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { readQuickAdd } from './quick-add.ts';

describe('Quick add', () => {
  // Sunday, 10:00 in Berlin.
  const now = Date.parse('2026-11-22T09:00:00Z');

  const read = (text: string) => {
    const { summary, allDay, start, end } = readQuickAdd(text, now, 'Europe/Berlin');
    const digits = (wall: number) => new Date(wall).toISOString().slice(0, allDay ? 10 : 16);
    return [summary, digits(start), digits(end)];
  };

  for (const [text, ...expected] of [
    ['Lunch tomorrow at noon', 'Lunch', '2026-11-23T12:00', '2026-11-23T13:00'],
    ['Dinner with Eva 7pm-9pm', 'Dinner with Eva', '2026-11-22T19:00', '2026-11-22T21:00'],
    ['Dinner 7-9pm', 'Dinner', '2026-11-22T19:00', '2026-11-22T21:00'],
    ['Call on Friday 10:30', 'Call', '2026-11-27T10:30', '2026-11-27T11:30'],
    ['Call 10:30 on Friday', 'Call', '2026-11-27T10:30', '2026-11-27T11:30'],
    ['Sunday walk', 'walk', '2026-11-29', '2026-11-30'],
    ['Stand-up at 9 for 15 minutes', 'Stand-up', '2026-11-23T09:00', '2026-11-23T09:15'],
    ['Stand-up tomorrow 9am for 15 minutes', 'Stand-up', '2026-11-23T09:00', '2026-11-23T09:15'],
    ['Talk from 14:00 to 15:45 on Nov 24', 'Talk', '2026-11-24T14:00', '2026-11-24T15:45'],
    ['Party December 31st 10pm - 2am', 'Party', '2026-12-31T22:00', '2027-01-01T02:00'],
    ['Holiday on 3 January', 'Holiday', '2027-01-03', '2027-01-04'],
    ['Exam 2027-02-28', 'Exam', '2027-02-28', '2027-03-01'],
    ['Dentist in 2 weeks 8:15am', 'Dentist', '2026-12-06T08:15', '2026-12-06T09:15'],
    ['Water the plants', 'Water the plants', '2026-11-22', '2026-11-23'],
    ['Breakfast 8am', 'Breakfast', '2026-11-23T08:00', '2026-11-23T09:00'],
    ['Read 1984', 'Read 1984', '2026-11-22', '2026-11-23'],
    ['Meet at 25:00', 'Meet at 25:00', '2026-11-22', '2026-11-23'],
    ['Marching band tomorrow', 'Marching band', '2026-11-23', '2026-11-24'],
  ] as const) {
    it(`quickAdd: “${text}” is read as ${expected.join(', ')}`, () => {
      expect(read(text)).toEqual([...expected]);
    });
  }

  describe('events.quickAdd', () => {
    const emulator = useEmulator();
    const path = `${eventsPath('primary')}/quickAdd`;

    it('events.quickAdd: creates an event in the calendar’s time zone', async () => {
      const query = { text: 'Lunch tomorrow at noon' };
      const event = await emulator.as().ok<WireEvent>(path, { method: 'POST', query });
      expect(event.summary).toBe('Lunch');
      expect(event.start).toEqual({
        dateTime: '2026-11-23T12:00:00+01:00',
        timeZone: 'Europe/Berlin',
      });
    });

    it('events.quickAdd: a request without text answers 400 required', async () => {
      expect(await emulator.as().refusal(path, { method: 'POST' })).toBe('400 required');
    });
  });
});
