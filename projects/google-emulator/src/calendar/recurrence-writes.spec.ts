import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventsPath, useEmulator, type ErrorBody } from '../testing/api-client.ts';
import { ADA } from '../testing/small-world.ts';

describe('Writing recurrences', () => {
  const emulator = useEmulator();

  const timed = (...recurrence: string[]): WireEvent => ({
    id: 'series1',
    summary: 'Rehearsal',
    start: { dateTime: '2026-06-08T13:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-06-08T14:00:00', timeZone: 'Europe/Berlin' },
    recurrence,
  });
  const allDay = (...recurrence: string[]): WireEvent => ({
    id: 'series1',
    summary: 'Birthday',
    start: { date: '2026-06-08' },
    end: { date: '2026-06-09' },
    recurrence,
  });

  const single = async (query: Record<string, string> = {}) =>
    (await emulator.as().list({ singleEvents: 'true', orderBy: 'startTime', ...query })).items ??
    [];
  const starts = async () =>
    (await single()).map(({ start }) => start?.date ?? start?.dateTime?.slice(0, 16));

  describe('invalid recurrences', () => {
    const LONG = '9'.repeat(310);
    const refused: [string, WireEvent][] = [
      ['FREQ=HOURLY', timed('RRULE:FREQ=HOURLY')],
      ['FREQ=MINUTELY', timed('RRULE:FREQ=MINUTELY;COUNT=3')],
      ['FREQ=SECONDLY', timed('RRULE:FREQ=SECONDLY')],
      ['EXRULE with FREQ=HOURLY', timed('RRULE:FREQ=DAILY', 'EXRULE:FREQ=HOURLY')],
      ['COUNT with UNTIL', timed('RRULE:FREQ=DAILY;COUNT=3;UNTIL=20260705T000000Z')],
      ['UNTIL with COUNT, in lower case', timed('rrule:until=20260705T000000Z;freq=daily;count=3')],
      ['COUNT with UNTIL in an all-day series', allDay('RRULE:FREQ=DAILY;COUNT=3;UNTIL=20260705')],
      ['UNTIL without Z in a timed series', timed('RRULE:FREQ=DAILY;UNTIL=20260705T000000')],
      ['INTERVAL=0', timed('RRULE:FREQ=DAILY;INTERVAL=0')],
      ['a negative INTERVAL', timed('RRULE:FREQ=DAILY;INTERVAL=-2')],
      ['an INTERVAL of two numbers', timed('RRULE:FREQ=DAILY;INTERVAL=1,2')],
      ['an INTERVAL of 310 digits', timed(`RRULE:FREQ=DAILY;INTERVAL=${LONG}`)],
      [
        'an INTERVAL of 310 digits with BYSETPOS',
        allDay(`RRULE:FREQ=YEARLY;BYSETPOS=1;INTERVAL=${LONG}`),
      ],
      ['a COUNT of 310 digits', timed(`RRULE:FREQ=WEEKLY;COUNT=${LONG}`)],
      ['RSCALE=CHINESE', allDay('RRULE:RSCALE=CHINESE;FREQ=YEARLY')],
      ['RSCALE=GREGORIAN', allDay('RRULE:RSCALE=GREGORIAN;FREQ=YEARLY')],
      ['an empty rule', timed('RRULE:')],
      ['DTSTART', timed('DTSTART:20260608T130000Z', 'RRULE:FREQ=DAILY')],
      ['a day that does not exist', allDay('RRULE:FREQ=DAILY', 'EXDATE;VALUE=DATE:20260231')],
    ];
    for (const [what, event] of refused) {
      it(`recurrence: ${what} answers 400 invalid`, async () => {
        const { status, body } = await emulator
          .as()
          .call<ErrorBody>(eventsPath('primary'), { method: 'POST', body: event });
        expect(status).toBe(400);
        expect(body.error).toEqual({
          errors: [
            jasmine.objectContaining({ domain: 'global', reason: 'invalid' }),
          ] as unknown as ErrorBody['error']['errors'],
          code: 400,
          message: 'Invalid recurrence rule.',
        });
      });
    }

    it('events.patch: an invalid recurrence answers 400 invalid and changes nothing', async () => {
      const ada = emulator.as();
      await ada.insert(timed('RRULE:FREQ=DAILY;COUNT=2'));
      const refusal = await ada.refusal(`${eventsPath('primary')}/series1`, {
        method: 'PATCH',
        body: { recurrence: ['RRULE:FREQ=DAILY;INTERVAL=0'] },
      });
      expect(refusal).toBe('400 invalid');
      expect(await starts()).toEqual(['2026-06-08T13:00', '2026-06-09T13:00']);
    });
  });

  it('recurrence: UNTIL may be a date in a timed series and a local time in an all-day series, as at Google', async () => {
    const ada = emulator.as();
    const taken = [
      timed('RRULE:FREQ=DAILY;UNTIL=20260609'),
      allDay('RRULE:FREQ=DAILY;UNTIL=20260609T000000'),
      allDay('RRULE:FREQ=DAILY;COUNT=2'),
    ];
    for (const [n, event] of taken.entries()) {
      const { id } = await ada.insert({ ...event, id: `taken${n}` });
      expect((await ada.list({ singleEvents: 'true' })).items?.length).toBe(2);
      await ada.delete(id ?? '');
    }
  });

  it('recurrence: an all-day series ends with the date of UNTIL, whatever its time', async () => {
    await emulator.as().insert(allDay('RRULE:FREQ=DAILY;UNTIL=20260609T220000Z'));
    expect(await starts()).toEqual(['2026-06-08', '2026-06-09']);
  });

  it('recurrence: FREQ=YEARLY with BYMONTHDAY and without BYMONTH occurs once a year', async () => {
    await emulator.as().insert(allDay('RRULE:FREQ=YEARLY;BYMONTHDAY=8;COUNT=3'));
    expect(await starts()).toEqual(['2026-06-08', '2027-06-08', '2028-06-08']);
  });

  describe('start outside of the rule', () => {
    const outside = timed('RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA;COUNT=5');
    const first = 'series1_20260608T110000Z';

    it('recurrence: a start outside of its rule is an occurrence that COUNT does not count', async () => {
      await emulator.as().insert(outside);
      expect(await starts()).toEqual([
        '2026-06-08T13:00',
        '2026-06-09T13:00',
        '2026-06-11T13:00',
        '2026-06-13T13:00',
        '2026-06-16T13:00',
        '2026-06-18T13:00',
      ]);
    });

    it('recurrence: a start outside of its rule has an instance that can be read, changed and deleted', async () => {
      const ada = emulator.as();
      await ada.insert(outside);
      const instances = await ada.ok<{ items: WireEvent[] }>(
        `${eventsPath('primary')}/series1/instances`,
      );
      expect(instances.items[0]?.id).toBe(first);
      expect((await ada.get(first)).originalStartTime?.dateTime).toBe('2026-06-08T13:00:00+02:00');
      await ada.patch(first, { summary: 'Kick-off' });
      expect((await single()).map(({ summary }) => summary)).toEqual([
        'Kick-off',
        ...Array<string>(5).fill('Rehearsal'),
      ]);
      await ada.delete(first);
      expect((await starts()).length).toBe(5);
    });

    it('recurrence: EXDATE removes a start outside of its rule', async () => {
      await emulator
        .as()
        .insert(timed(...(outside.recurrence ?? []), 'EXDATE;TZID=Europe/Berlin:20260608T130000'));
      expect((await starts())[0]).toBe('2026-06-09T13:00');
      expect((await starts()).length).toBe(5);
    });
  });

  it('recurrence: RRULE:DATE is kept as it is and read as RDATE', async () => {
    const line = 'RRULE:DATE;TZID=Europe/Berlin:20260608T130000,20260618T020000';
    const { recurrence } = await emulator.as().insert(timed(line));
    expect(recurrence).toEqual([line]);
    expect(await starts()).toEqual(['2026-06-08T13:00', '2026-06-18T02:00']);
  });

  it('recurrence: an RDATE with a PERIOD has its own duration in lists, time ranges and free/busy', async () => {
    const ada = emulator.as();
    await ada.insert(
      timed('RRULE:FREQ=WEEKLY;COUNT=1', 'RDATE;VALUE=PERIOD:20260610T140000Z/PT3H'),
    );
    const spans = (await single()).map(({ start, end }) => [start?.dateTime, end?.dateTime]);
    expect(spans).toEqual([
      ['2026-06-08T13:00:00+02:00', '2026-06-08T14:00:00+02:00'],
      ['2026-06-10T16:00:00+02:00', '2026-06-10T19:00:00+02:00'],
    ]);
    const late = { timeMin: '2026-06-10T16:30:00Z', timeMax: '2026-06-10T16:45:00Z' };
    expect((await single(late)).length).toBe(1);
    const { calendars } = await ada.ok<{ calendars: Record<string, { busy: object[] }> }>(
      'freeBusy',
      { method: 'POST', body: { ...late, items: [{ id: ADA }] } },
    );
    expect(calendars[ADA]?.busy.length).toBe(1);
  });

  it('recurrence: dates with an unknown TZID are read as UTC and answered in the zone of the series', async () => {
    const { recurrence } = await emulator
      .as()
      .insert(
        timed(
          'RRULE:FREQ=DAILY;COUNT=3',
          'EXDATE;TZID=Pacific Standard Time:20260609T110000,20260610T130000',
          'RDATE;TZID="Somewhere: else":20260612T000000',
        ),
      );
    expect(recurrence).toEqual([
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE;TZID=Europe/Berlin:20260609T130000,20260610T150000',
      'RDATE;TZID=Europe/Berlin:20260612T020000',
    ]);
    expect(await starts()).toEqual(['2026-06-08T13:00', '2026-06-10T13:00', '2026-06-12T02:00']);
  });

  it('recurrence: a fixed offset such as GMT+05:30 is accepted as a time zone and kept', async () => {
    const zone = { timeZone: 'GMT+05:30' };
    const { start, recurrence } = await emulator.as().insert({
      ...timed('RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID="GMT+05:30":20260615T130000'),
      start: { dateTime: '2026-06-08T13:00:00', ...zone },
      end: { dateTime: '2026-06-08T14:00:00', ...zone },
    });
    expect(start).toEqual({ dateTime: '2026-06-08T09:30:00+02:00', ...zone });
    expect(recurrence?.[1]).toBe('EXDATE;TZID="GMT+05:30":20260615T130000');
    expect(await starts()).toEqual(['2026-06-08T09:30', '2026-06-22T09:30']);
  });

  it('events.insert: the year 1 is not read as 1901', async () => {
    const ada = emulator.as();
    const { start } = await ada.insert({
      ...allDay(),
      start: { date: '0001-02-03' },
      end: { date: '0001-02-04' },
    });
    expect(start).toEqual({ date: '0001-02-03' });
    const of1901 = { timeMin: '1901-01-01T00:00:00Z', timeMax: '1902-01-01T00:00:00Z' };
    expect(await single(of1901)).toEqual([]);
    const ofYear1 = { timeMin: '0001-01-01T00:00:00Z', timeMax: '0002-01-01T00:00:00Z' };
    expect((await single(ofYear1)).length).toBe(1);
  });

  it('recurrence: a series ends with the last day of the year 9999', async () => {
    await emulator.as().insert({
      ...timed('RRULE:FREQ=DAILY;UNTIL=99991231T235959Z'),
      start: { dateTime: '9999-12-30T23:30:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '9999-12-31T00:30:00', timeZone: 'Europe/Berlin' },
    });
    expect((await single()).map(({ end }) => end?.dateTime)).toEqual([
      '9999-12-31T00:30:00+01:00',
      '9999-12-31T23:59:59+01:00',
    ]);
  });
});
