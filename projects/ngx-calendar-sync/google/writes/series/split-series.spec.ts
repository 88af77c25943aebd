import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { splitSeries } from './split-series';

const BERLIN = 'Europe/Berlin';

/** A series of an hour; its clock is that of its zone. */
const timed = (start: string, recurrence: readonly string[], timeZone = BERLIN): GoogleEvent => ({
  id: 'series',
  start: { dateTime: start, timeZone },
  end: { dateTime: new Date(Date.parse(start) + 3_600_000).toISOString(), timeZone },
  recurrence,
});

const allDay = (date: string, recurrence: readonly string[]): GoogleEvent => ({
  id: 'series',
  start: { date },
  end: { date: new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10) },
  recurrence,
});

const exception = (originalStart: string, rest: GoogleEvent = {}): GoogleEvent => ({
  id: `series_${originalStart}`,
  recurringEventId: 'series',
  originalStartTime: { dateTime: originalStart, timeZone: BERLIN },
  ...rest,
});

/** The recurrence of both sides. */
async function sidesOf(master: GoogleEvent, from: string, exceptions: readonly GoogleEvent[] = []) {
  const { before, after } = await splitSeries(master, exceptions, from);
  return [before, after];
}

describe('splitSeries', () => {
  // Mondays at 9 in Berlin; the clocks go back on 25 October 2026.
  const monday = '2026-10-12T09:00:00+02:00';
  const secondNovember = '2026-11-02T09:00:00+01:00';

  it('split: UNTIL of the old series is one second before the new one, in UTC, after the clocks went back', async () => {
    expect(await sidesOf(timed(monday, ['RRULE:FREQ=WEEKLY']), secondNovember)).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261102T075959Z'],
      ['RRULE:FREQ=WEEKLY'],
    ]);
  });

  it('split: COUNT is divided over a change of the clocks in Berlin', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO']);
    expect(await sidesOf(series, secondNovember)).toEqual([
      ['RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO'],
      ['RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO'],
    ]);
  });

  it('split: where the series has no such occurrence it is not divided, since one would be there twice', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY;COUNT=6']);
    const movedByAMinute = '2026-11-02T09:01:00+01:00';
    await expectAsync(splitSeries(series, [], movedByAMinute)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-found' }),
    );
    await expectAsync(splitSeries(series, [], '2026-12-07T09:00:00+01:00')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-found' }),
    );
  });

  it('split: at an exception that its rule does not give any more it is divided all the same', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY;COUNT=6']);
    const kept = '2026-11-02T09:01:00+01:00';
    const { before, after } = await splitSeries(series, [exception(kept)], kept);
    // Those after it stay at 9.
    const rest = ['RRULE:FREQ=WEEKLY;COUNT=2;BYMINUTE=0'];
    expect([before, after]).toEqual([['RRULE:FREQ=WEEKLY;COUNT=4'], rest]);
  });

  it('split: COUNT is divided by the days of New York, where evenings are the next day in UTC', async () => {
    const series = timed(
      '2026-10-30T23:30:00-04:00',
      ['RRULE:FREQ=WEEKLY;BYDAY=FR,SA,SU;COUNT=6'],
      'America/New_York',
    );
    // Friday, Saturday, Sunday 1 November, on which the clocks go back, and the weekend after.
    expect(await sidesOf(series, '2026-11-06T23:30:00-05:00')).toEqual([
      ['RRULE:FREQ=WEEKLY;BYDAY=FR,SA,SU;COUNT=3'],
      ['RRULE:FREQ=WEEKLY;BYDAY=FR,SA,SU;COUNT=3'],
    ]);
  });

  it('split: a daily series is divided on the day on which its time is skipped', async () => {
    // 2:30 on 28 March 2027 is 3:30 in Berlin. The new series starts at a time that its rule does not have.
    const series = timed('2027-03-26T02:30:00+01:00', ['RRULE:FREQ=DAILY;COUNT=5']);
    expect(await sidesOf(series, '2027-03-28T03:30:00+02:00')).toEqual([
      ['RRULE:FREQ=DAILY;COUNT=2'],
      ['RRULE:FREQ=DAILY;COUNT=2;BYHOUR=2'],
    ]);
  });

  it('split: an all-day series ends on the day before', async () => {
    expect(await sidesOf(allDay('2026-11-02', ['RRULE:FREQ=WEEKLY']), '2026-11-16')).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261115'],
      ['RRULE:FREQ=WEEKLY'],
    ]);
    const counted = allDay('2026-11-02', ['RRULE:FREQ=WEEKLY;COUNT=5']);
    expect(await sidesOf(counted, '2026-11-16')).toEqual([
      ['RRULE:FREQ=WEEKLY;COUNT=2'],
      ['RRULE:FREQ=WEEKLY;COUNT=3'],
    ]);
  });

  it('split: UNTIL of the new series stays, also one of a form that does not fit the series', async () => {
    const timedUntilDay = timed(monday, ['RRULE:FREQ=WEEKLY;UNTIL=20261116']);
    expect(await sidesOf(timedUntilDay, secondNovember)).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261102T075959Z'],
      ['RRULE:FREQ=WEEKLY;UNTIL=20261116'],
    ]);
    // The last day is 16 November: nothing ends there, and nothing begins.
    expect(await sidesOf(timedUntilDay, '2026-11-16T09:00:00+01:00')).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261116T075959Z'],
      ['RRULE:FREQ=WEEKLY;UNTIL=20261116'],
    ]);
    const daysUntilTime = allDay('2026-11-02', ['RRULE:FREQ=WEEKLY;UNTIL=20261130T000000Z']);
    expect(await sidesOf(daysUntilTime, '2026-11-30')).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261129'],
      ['RRULE:FREQ=WEEKLY;UNTIL=20261130T000000Z'],
    ]);
  });

  it('split: at an exception after its last occurrence the old series stays as it is, and nothing is left for a new one', async () => {
    const counted = timed(monday, ['RRULE:FREQ=WEEKLY;COUNT=2', 'EXRULE:FREQ=YEARLY']);
    const kept = [exception(secondNovember)];
    expect(await sidesOf(counted, secondNovember, kept)).toEqual([
      ['RRULE:FREQ=WEEKLY;COUNT=2', 'EXRULE:FREQ=YEARLY'],
      [],
    ]);
    const ended = timed(monday, ['RRULE:FREQ=WEEKLY;UNTIL=20261101']);
    expect(await sidesOf(ended, secondNovember, kept)).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261101'],
      [],
    ]);
  });

  it('split: at the first occurrence nothing is left of the old series', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY;COUNT=6']);
    expect(await sidesOf(series, monday)).toEqual([null, ['RRULE:FREQ=WEEKLY;COUNT=6']]);
  });

  it('split: an occurrence before that was left out or deleted is none, one that was moved is one', async () => {
    const series = timed(monday, [
      'RRULE:FREQ=WEEKLY;COUNT=6',
      'EXDATE;TZID=Europe/Berlin:20261012T090000',
    ]);
    const third = '2026-10-26T09:00:00+01:00';
    const second = '2026-10-19T09:00:00+02:00';
    const deleted = exception(second, { status: 'cancelled' });
    expect(await sidesOf(series, third, [deleted])).toEqual([
      null,
      // COUNT counts what EXDATE leaves out (RFC 5545, 3.3.10).
      ['RRULE:FREQ=WEEKLY;COUNT=4'],
    ]);
    const moved = exception(second, { status: 'confirmed' });
    expect((await splitSeries(series, [moved], third)).before).toEqual([
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'EXDATE;TZID=Europe/Berlin:20261012T090000',
    ]);
  });

  it('split: EXDATE and RDATE go to the side of their date, in their own zone and form', async () => {
    const series = timed(monday, [
      'RRULE:FREQ=WEEKLY',
      'EXDATE;TZID=Europe/Berlin:20261019T090000,20261109T090000',
      'EXDATE:20261102T075959Z,20261116T080000Z',
      'EXDATE;VALUE=DATE:20261026,20261123',
      'RDATE;TZID=America/New_York:20261101T120000,20261102T120000',
      'RDATE;VALUE=PERIOD:20261020T080000Z/PT30M',
    ]);
    expect(await sidesOf(series, secondNovember)).toEqual([
      [
        'RRULE:FREQ=WEEKLY;UNTIL=20261102T075959Z',
        'EXDATE;TZID=Europe/Berlin:20261019T090000',
        'EXDATE:20261102T075959Z',
        'EXDATE;VALUE=DATE:20261026',
        'RDATE;TZID=America/New_York:20261101T120000',
        'RDATE;VALUE=PERIOD:20261020T080000Z/PT30M',
      ],
      [
        'RRULE:FREQ=WEEKLY',
        'EXDATE;TZID=Europe/Berlin:20261109T090000',
        'EXDATE:20261116T080000Z',
        'EXDATE;VALUE=DATE:20261123',
        'RDATE;TZID=America/New_York:20261102T120000',
      ],
    ]);
  });

  it('split: COUNT of a monthly series on day 31 counts the months that have one', async () => {
    // 31 August, 31 October, then 31 December, 31 January and 31 March.
    const named = allDay('2026-08-31', ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5']);
    expect(await sidesOf(named, '2026-12-31')).toEqual([
      ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2'],
      ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3'],
    ]);
    expect(
      await sidesOf(allDay('2026-08-31', ['RRULE:FREQ=MONTHLY;COUNT=5']), '2026-12-31'),
    ).toEqual([['RRULE:FREQ=MONTHLY;COUNT=2'], ['RRULE:FREQ=MONTHLY;COUNT=3']]);
  });

  it('split: COUNT of the last workdays of months counts what BYSETPOS selects', async () => {
    // 30 September, 30 October, then 30 November and 31 December.
    const rule = 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
    const series = timed('2026-09-30T17:00:00+02:00', [`${rule};COUNT=4`]);
    expect(await sidesOf(series, '2026-11-30T17:00:00+01:00')).toEqual([
      [`${rule};COUNT=2`],
      [`${rule};COUNT=2`],
    ]);
  });

  it('split: each of several rules is divided, and EXRULE goes to both sides', async () => {
    const series = timed(monday, [
      'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=10',
      'RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261020T000000Z',
      'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=2',
      'EXRULE:FREQ=MONTHLY;BYMONTHDAY=13',
    ]);
    expect(await sidesOf(series, secondNovember)).toEqual([
      [
        'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3',
        'RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261020T000000Z',
        'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;UNTIL=20261102T075959Z',
        'EXRULE:FREQ=MONTHLY;BYMONTHDAY=13',
      ],
      [
        'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=7',
        'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=2',
        'EXRULE:FREQ=MONTHLY;BYMONTHDAY=13',
      ],
    ]);
  });

  it('split: at an RDATE the rule keeps the weekday and the time that it had from its start', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY', 'RDATE:20261104T143000Z']);
    expect((await splitSeries(series, [], '2026-11-04T15:30:00+01:00')).after).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0',
      'RDATE:20261104T143000Z',
    ]);
  });

  it('split: at an RDATE in a week that the INTERVAL leaves out, it says that the series cannot be divided', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY;INTERVAL=2', 'RDATE:20261021T070000Z']);
    await expectAsync(splitSeries(series, [], '2026-10-21T09:00:00+02:00')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-event' }),
    );
  });

  it('split: a rule of every second is divided without counting it, and one with a huge COUNT is refused', async () => {
    const from = '2027-10-12T09:00:00+02:00';
    expect(await sidesOf(timed(monday, ['RRULE:FREQ=SECONDLY']), from)).toEqual([
      ['RRULE:FREQ=SECONDLY;UNTIL=20271012T065959Z'],
      ['RRULE:FREQ=SECONDLY'],
    ]);
    const counted = timed(monday, ['RRULE:FREQ=SECONDLY;COUNT=999999999']);
    await expectAsync(splitSeries(counted, [], from)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'invalid-event' }),
    );
  });

  it('split: lines that cannot be read stay in both series', async () => {
    const series = timed(monday, ['RRULE:FREQ=WEEKLY', 'X-UNKNOWN:1', 'EXDATE:soon']);
    expect(await sidesOf(series, secondNovember)).toEqual([
      ['RRULE:FREQ=WEEKLY;UNTIL=20261102T075959Z', 'X-UNKNOWN:1', 'EXDATE:soon'],
      ['RRULE:FREQ=WEEKLY', 'X-UNKNOWN:1', 'EXDATE:soon'],
    ]);
  });

  it('split: exceptions go to the side of their original start, wherever they were moved to', async () => {
    const early = exception('2026-10-19T09:00:00+02:00', {
      start: { dateTime: '2026-12-01T09:00:00+01:00' },
    });
    const first = exception('2026-11-02T08:00:00Z');
    const deleted = exception('2026-11-09T09:00:00+01:00', { status: 'cancelled' });
    const { exceptions } = await splitSeries(
      timed(monday, ['RRULE:FREQ=WEEKLY']),
      [deleted, first, early],
      secondNovember,
    );
    expect(exceptions).toEqual({ before: [early], after: [deleted, first] });
  });

  it('split: a series without a zone of its own is counted in that of its calendar', async () => {
    const start = '2026-10-30T22:00:00Z';
    const series = {
      start: { dateTime: start },
      end: { dateTime: start },
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4'],
    };
    // In Auckland, where the calendar is, Saturday has begun, and the division is on Sunday. In UTC they are a day earlier.
    const { before } = await splitSeries(series, [], '2026-10-31T22:00:00Z', 'Pacific/Auckland');
    expect(before).toEqual(['RRULE:FREQ=WEEKLY;BYDAY=SA,SU;COUNT=1']);
  });
});
