import type { WireEvent, WireFreeBusyResponse } from '../discovery/wire-types.generated.ts';
import { eventsPath, summaries, useEmulator } from '../testing/api-client.ts';
import { ADA, smallWorld } from '../testing/small-world.ts';

/** None of these inputs may cause a 500 or block the emulator. */
describe('Hostile inputs', () => {
  const SLOW_SPEC_TIMEOUT_MS = 120_000;
  const emulator = useEmulator();

  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n).join(',');
  const series = (...recurrence: string[]): WireEvent => ({
    start: { dateTime: '2026-11-24T10:00:00Z', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00Z', timeZone: 'Europe/Berlin' },
    recurrence,
  });
  const week = { timeMin: '2026-11-23T00:00:00Z', timeMax: '2026-11-30T00:00:00Z' };

  for (const [what, lines, instances] of [
    ['FREQ=MINUTELY', ['RRULE:FREQ=MINUTELY'], 1],
    ['an interval of 310 digits', [`RRULE:FREQ=DAILY;INTERVAL=${'9'.repeat(310)}`], 1],
    ['RSCALE', ['RRULE:RSCALE=CHINESE;FREQ=YEARLY'], 1],
    ['a line that is not a rule', ['nonsense', 'RRULE:FREQ=DAILY;COUNT=2'], 2],
    ['COUNT with UNTIL, which both apply', ['RRULE:FREQ=DAILY;COUNT=9;UNTIL=20261125'], 2],
  ] as const) {
    it(`hostile seed: a recurrence with ${what} is answered unchanged and expanded as far as it can be read`, async () => {
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
    'hostile series: one of every second is expanded to 20,000 instances at most',
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
    SLOW_SPEC_TIMEOUT_MS,
  );

  it(
    'hostile series: sixty whose EXRULE excludes every occurrence do not block events.list',
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
    SLOW_SPEC_TIMEOUT_MS,
  );

  it('hostile series: an RDATE period of thousands of years is found in the year 3000', async () => {
    const ada = emulator.as();
    await ada.insert(series('RRULE:FREQ=DAILY;COUNT=3', 'RDATE:20261201T100000Z/P99999W'));
    const query = { singleEvents: 'true', timeMin: '3000-01-01T00:00:00Z' };
    expect((await ada.list(query)).items?.map(({ start }) => start?.dateTime)).toEqual([
      '2026-12-01T11:00:00+01:00',
    ]);
  });

  for (const [what, fields] of [
    ['null as an attendee', { attendees: [{ email: 'a@x.test' }, null] }],
    ['null as a recurrence line', { recurrence: [null] }],
    ['a number beyond 32 bits', { sequence: 1e300 }],
    ['an original start that is not a time', { originalStartTime: { date: ' ' }, iCalUID: 'a@x' }],
  ] as const) {
    it(`hostile import: ${what} answers 400 invalid`, async () => {
      const body = { ...series('RRULE:FREQ=DAILY'), iCalUID: 'odd@x.test', ...fields };
      const path = `${eventsPath('primary')}/import`;
      expect(await emulator.as().refusal(path, { method: 'POST', body })).toBe('400 invalid');
    });
  }

  it('events.insert: fields that are null are treated as absent', async () => {
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

  it('events.patch: the highest possible sequence is not incremented', async () => {
    const ada = emulator.as();
    const last = 2 ** 31 - 1;
    const { id } = await ada.insert({ ...series('RRULE:FREQ=DAILY'), sequence: last });
    const moved = await ada.patch(id ?? '', { recurrence: ['RRULE:FREQ=WEEKLY'] });
    expect(moved.sequence).toBe(last);
  });
});
