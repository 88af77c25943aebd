import type { WireEvent, WireFreeBusyResponse } from '../discovery/wire-types.generated.ts';
import { eventsPath, summaries, useEmulator } from '../testing/api-client.ts';
import { ADA, smallWorld } from '../testing/small-world.ts';

/** Nothing of this may end in a 500, or keep the emulator from answering. */
describe('Hostile inputs', () => {
  /** For a machine that has much else to do. */
  const PATIENCE_MS = 120_000;
  const emulator = useEmulator();

  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n).join(',');
  const series = (...recurrence: string[]): WireEvent => ({
    start: { dateTime: '2026-11-24T10:00:00Z', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00Z', timeZone: 'Europe/Berlin' },
    recurrence,
  });
  const week = { timeMin: '2026-11-23T00:00:00Z', timeMax: '2026-11-30T00:00:00Z' };

  for (const [what, lines, instances] of [
    ['every minute', ['RRULE:FREQ=MINUTELY'], 1],
    ['an interval of 310 digits', [`RRULE:FREQ=DAILY;INTERVAL=${'9'.repeat(310)}`], 1],
    ['another calendar', ['RRULE:RSCALE=CHINESE;FREQ=YEARLY'], 1],
    ['no rule at all beside one', ['nonsense', 'RRULE:FREQ=DAILY;COUNT=2'], 2],
    ['COUNT beside UNTIL, which both hold', ['RRULE:FREQ=DAILY;COUNT=9;UNTIL=20261125'], 2],
  ] as const) {
    it(`stored by a seed are served as they are, and shown as far as they can be read: ${what}`, async () => {
      emulator.control.addSeed({
        users: [],
        calendars: smallWorld()
          .calendars.filter(({ id }) => id === ADA)
          .map((calendar) => ({ ...calendar, events: [{ id: 'odd01', ...series(...lines) }] })),
      });
      const ada = emulator.as();
      expect((await ada.list()).items?.[0]?.recurrence).toEqual([...lines]);
      expect((await ada.list({ ...week, singleEvents: 'true' })).items?.length).toBe(instances);
      expect((await ada.list(week)).items?.length).toBe(1);
    });
  }

  it(
    'as a series of every second fill no list beyond 20,000 instances',
    async () => {
      const rule = `RRULE:FREQ=DAILY;BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)}`;
      const ada = emulator.as();
      await ada.insert(series(rule));
      const list = await ada.list({
        ...week,
        singleEvents: 'true',
        orderBy: 'startTime',
        maxResults: '10',
      });
      expect(list.items?.length).toBe(10);
      const { calendars } = await ada.ok<WireFreeBusyResponse>('freeBusy', {
        method: 'POST',
        body: { ...week, items: [{ id: ADA }] },
      });
      expect(calendars?.[ADA]?.busy?.length).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    'as a whole list of series that take themselves back keep nobody waiting',
    async () => {
      const often = `FREQ=DAILY;BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)}`;
      const seconds = series(`RRULE:${often}`, `EXRULE:${often}`);
      const days = series('RRULE:FREQ=DAILY', 'EXRULE:FREQ=DAILY');
      const events = [...Array(60).keys()].map((n) => ({
        id: `odd${String(n).padStart(2, '0')}`,
        ...(n % 2 === 0 ? seconds : days),
      }));
      const healthy = { id: 'healthy', summary: 'once', ...series('RRULE:FREQ=DAILY;COUNT=1') };
      emulator.control.addSeed({
        users: [],
        calendars: smallWorld()
          .calendars.filter(({ id }) => id === ADA)
          .map((calendar) => ({ ...calendar, events: [...events, healthy] })),
      });
      expect(summaries(await emulator.as().list({ singleEvents: 'true' }))).toEqual(['once']);
    },
    PATIENCE_MS,
  );

  it('as a period of thousands of years show it, and nothing that is over', async () => {
    const ada = emulator.as();
    await ada.insert(series('RRULE:FREQ=DAILY;COUNT=3', 'RDATE:20261201T100000Z/P99999W'));
    const query = { singleEvents: 'true', timeMin: '3000-01-01T00:00:00Z' };
    expect((await ada.list(query)).items?.map(({ start }) => start?.dateTime)).toEqual([
      '2026-12-01T11:00:00+01:00',
    ]);
  });

  for (const [what, fields] of [
    ['null among guests', { attendees: [{ email: 'a@x.test' }, null] }],
    ['null among lines', { recurrence: [null] }],
    ['a number beyond 32 bits', { sequence: 1e300 }],
    ['an original start that is no time', { originalStartTime: { date: ' ' }, iCalUID: 'a@x' }],
  ] as const) {
    it(`with ${what} are refused by a sentence`, async () => {
      const body = { ...series('RRULE:FREQ=DAILY'), iCalUID: 'odd@x.test', ...fields };
      const path = `${eventsPath('primary')}/import`;
      expect(await emulator.as().refusal(path, { method: 'POST', body })).toBe('400 invalid');
    });
  }

  it('with null anywhere else mean that nothing is there', async () => {
    const made = await emulator.as().insert({
      ...series('RRULE:FREQ=DAILY;COUNT=1'),
      attendees: [{ email: 'a@x.test', comment: null }],
      birthdayProperties: { contact: null },
      extendedProperties: {
        private: { gone: null, kept: 'x' } as object as Record<string, string>,
      },
    });
    expect(made.attendees?.[0]).toEqual({ email: 'a@x.test', responseStatus: 'needsAction' });
    expect(made.extendedProperties?.private).toEqual({ kept: 'x' });
  });

  it('as the last sequence that there is go on', async () => {
    const ada = emulator.as();
    const last = 2 ** 31 - 1;
    const { id } = await ada.insert({ ...series('RRULE:FREQ=DAILY'), sequence: last });
    const moved = await ada.patch(id ?? '', { recurrence: ['RRULE:FREQ=WEEKLY'] });
    expect(moved.sequence).toBe(last);
  });
});
