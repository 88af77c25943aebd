import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { patchOfAll } from './patch-of-all';

const BERLIN = 'Europe/Berlin';
const at = (dateTime: string, timeZone = BERLIN): GoogleEventDateTime => ({ dateTime, timeZone });
const wire = (dateTime: string, timeZone = BERLIN) => ({ date: null, dateTime, timeZone });
const wireDay = (date: string) => ({ date, dateTime: null, timeZone: null });

/** Tuesdays from 9 to 10, from winter on. */
const tuesdays = (recurrence: readonly string[]): GoogleEvent => ({
  id: 'series',
  summary: 'Standup',
  start: at('2026-01-06T09:00:00+01:00'),
  end: at('2026-01-06T10:00:00+01:00'),
  recurrence,
});

/** A Tuesday in summer. */
const OCCURRENCE: GoogleEvent = {
  id: 'series_20260609T070000Z',
  summary: 'Standup',
  start: at('2026-06-09T09:00:00+02:00'),
  end: at('2026-06-09T10:00:00+02:00'),
};

const DAYS: GoogleEvent = {
  id: 'days',
  start: { date: '2026-11-02' },
  end: { date: '2026-11-03' },
  recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130', 'EXDATE;VALUE=DATE:20261116'],
};

describe('patchOfAll', () => {
  const weekly = tuesdays(['RRULE:FREQ=WEEKLY']);

  it('edit of all: an occurrence in summer moved from 9 to 10 moves a series that began in winter from 9 to 10', async () => {
    const patch = {
      start: wire('2026-06-09T10:00:00+02:00'),
      end: wire('2026-06-09T11:00:00+02:00'),
    };
    expect(await patchOfAll(OCCURRENCE, weekly, patch)).toEqual({
      start: wire('2026-01-06T10:00:00+01:00'),
      end: wire('2026-01-06T11:00:00+01:00'),
    });
  });

  it('edit of all: a changed end changes the end alone', async () => {
    const patch = { end: wire('2026-06-09T10:30:00+02:00') };
    expect(await patchOfAll(OCCURRENCE, weekly, patch)).toEqual({
      end: wire('2026-01-06T10:30:00+01:00'),
    });
  });

  it('edit of all: other fields are those of the series, and what it has already is left out', async () => {
    const exception = { ...OCCURRENCE, summary: 'Special' };
    const patch = { summary: 'Standup', location: 'Room 1', description: null };
    expect(await patchOfAll(exception, weekly, patch)).toEqual({ location: 'Room 1' });
    expect(await patchOfAll(exception, { ...weekly, description: 'x' }, patch)).toEqual({
      location: 'Room 1',
      description: null,
    });
  });

  it('edit of all: an exception that is moved on by an hour moves the series by an hour', async () => {
    const exception = {
      ...OCCURRENCE,
      originalStartTime: OCCURRENCE.start ?? {},
      start: at('2026-06-09T14:00:00+01:00', 'Europe/London'),
      end: at('2026-06-09T14:30:00+01:00', 'Europe/London'),
    };
    const patch = {
      start: wire('2026-06-09T15:00:00+01:00', 'Europe/London'),
      end: wire('2026-06-09T15:30:00+01:00', 'Europe/London'),
    };
    expect(await patchOfAll(exception, weekly, patch)).toEqual({
      start: wire('2026-01-06T10:00:00+01:00'),
      end: wire('2026-01-06T11:00:00+01:00'),
    });
  });

  it('edit of all: moved by a day, weekdays, UNTIL, EXDATE and RDATE move by a day', async () => {
    const master = tuesdays([
      'RRULE:FREQ=WEEKLY;BYDAY=TU,SU;UNTIL=20261027T080000Z',
      'EXDATE;TZID=Europe/Berlin:20260616T090000',
      'EXDATE:20260623T070000Z',
      'EXDATE;VALUE=DATE:20260630',
      'RDATE;TZID=America/New_York:20260701T030000',
    ]);
    const patch = {
      start: wire('2026-06-10T10:00:00+02:00'),
      end: wire('2026-06-10T11:00:00+02:00'),
    };
    expect(await patchOfAll(OCCURRENCE, master, patch)).toEqual({
      start: wire('2026-01-07T10:00:00+01:00'),
      end: wire('2026-01-07T11:00:00+01:00'),
      recurrence: [
        'RRULE:FREQ=WEEKLY;BYDAY=WE,MO;UNTIL=20261028T090000Z',
        'EXDATE;TZID=Europe/Berlin:20260617T100000',
        'EXDATE:20260624T080000Z',
        'EXDATE;VALUE=DATE:20260701',
        'RDATE;TZID=America/New_York:20260702T040000',
      ],
    });
  });

  it('edit of all: weekdays of every second week move with the day on which their weeks begin', async () => {
    // From Sunday to Monday in a week that begins on Monday: without WKST, Mondays would come a week late.
    const master = tuesdays(['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU']);
    const patch = {
      start: wire('2026-06-10T09:00:00+02:00'),
      end: wire('2026-06-10T10:00:00+02:00'),
    };
    expect((await patchOfAll(OCCURRENCE, master, patch)).recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;WKST=TU',
    ]);
  });

  it('edit of all: over midnight the weekday is the next one', async () => {
    const master: GoogleEvent = {
      ...tuesdays(['RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630']),
      start: at('2026-06-02T23:30:00+02:00'),
      end: at('2026-06-03T00:30:00+02:00'),
    };
    const occurrence = {
      start: at('2026-06-09T23:30:00+02:00'),
      end: at('2026-06-10T00:30:00+02:00'),
    };
    const patch = {
      start: wire('2026-06-10T00:30:00+02:00'),
      end: wire('2026-06-10T01:30:00+02:00'),
    };
    expect(await patchOfAll(occurrence, master, patch)).toEqual({
      start: wire('2026-06-03T00:30:00+02:00'),
      end: wire('2026-06-03T01:30:00+02:00'),
      // UNTIL was a day, all of 30 June: now it is all of 1 July, as RFC 5545 writes it for times.
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260701T215959Z'],
    });
  });

  it('edit of all: a rule that names one day of the month names that of the moved start', async () => {
    const patch = {
      start: wire('2026-06-10T09:00:00+02:00'),
      end: wire('2026-06-10T10:00:00+02:00'),
    };
    const movedRule = async (rule: string) =>
      (await patchOfAll(OCCURRENCE, tuesdays([`RRULE:${rule}`]), patch)).recurrence;
    // From Tuesday 6 January, the first of the month and the fourth from its end, to Wednesday 7 January.
    expect(await movedRule('FREQ=MONTHLY;BYMONTHDAY=6')).toEqual([
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=7',
    ]);
    expect(await movedRule('FREQ=MONTHLY;BYMONTHDAY=-26')).toEqual([
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-25',
    ]);
    expect(await movedRule('FREQ=MONTHLY;BYDAY=1TU')).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=1WE']);
    expect(await movedRule('FREQ=MONTHLY;BYDAY=-4TU')).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=-4WE']);
    expect(await movedRule('FREQ=MONTHLY;BYMONTHDAY=6,20')).toEqual([
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=7,21',
    ]);
    expect(await movedRule('FREQ=YEARLY;BYMONTH=1;BYDAY=1TU')).toEqual([
      'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1WE',
    ]);
    expect(await movedRule('FREQ=MONTHLY')).toBeUndefined();
    for (const rule of [
      'FREQ=MONTHLY;BYMONTHDAY=6,31',
      'FREQ=MONTHLY;BYMONTHDAY=12',
      'FREQ=MONTHLY;BYDAY=1TU,3TU',
      'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1',
      'FREQ=YEARLY;BYWEEKNO=2',
    ]) {
      await expectAsync(movedRule(rule))
        .withContext(rule)
        .toBeRejectedWith(jasmine.objectContaining({ code: 'invalid-event' }));
    }
  });

  it('edit of all: a monthly series on day 31 moved by a day happens on the first of each month', async () => {
    const master: GoogleEvent = {
      start: { date: '2026-01-31' },
      end: { date: '2026-02-01' },
      recurrence: ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20260531'],
    };
    const occurrence = { start: { date: '2026-03-31' }, end: { date: '2026-04-01' } };
    const patch = { start: wireDay('2026-04-01'), end: wireDay('2026-04-02') };
    expect(await patchOfAll(occurrence, master, patch)).toEqual({
      start: wireDay('2026-02-01'),
      end: wireDay('2026-02-02'),
      recurrence: ['RRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20260601'],
    });
  });

  it('edit of all: a recurrence that is edited too stays as it was edited', async () => {
    const patch = {
      start: wire('2026-06-10T09:00:00+02:00'),
      end: wire('2026-06-10T10:00:00+02:00'),
      recurrence: ['RRULE:FREQ=DAILY'],
    };
    const master = tuesdays(['RRULE:FREQ=YEARLY;BYWEEKNO=2']);
    expect((await patchOfAll(OCCURRENCE, master, patch)).recurrence).toEqual(['RRULE:FREQ=DAILY']);
  });

  it('edit of all: all-day events become timed ones, and what was left out stays left out', async () => {
    const occurrence = { start: { date: '2026-11-09' }, end: { date: '2026-11-10' } };
    const patch = {
      start: wire('2026-11-09T09:00:00+01:00'),
      end: wire('2026-11-09T10:00:00+01:00'),
    };
    expect(await patchOfAll(occurrence, DAYS, patch)).toEqual({
      start: wire('2026-11-02T09:00:00+01:00'),
      end: wire('2026-11-02T10:00:00+01:00'),
      recurrence: [
        'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130T225959Z',
        'EXDATE;TZID=Europe/Berlin:20261116T090000',
      ],
    });
  });

  it('edit of all: timed events become all-day ones, and what was left out stays left out', async () => {
    const master = tuesdays([
      'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T065959Z',
      'EXDATE:20260616T070000Z',
    ]);
    const patch = { start: wireDay('2026-06-08'), end: wireDay('2026-06-09') };
    expect(await patchOfAll(OCCURRENCE, master, patch)).toEqual({
      start: wireDay('2026-01-05'),
      end: wireDay('2026-01-06'),
      // UNTIL is a second before the occurrence of 30 June, so that the last one is that of 23 June.
      recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260628', 'EXDATE;VALUE=DATE:20260615'],
    });
  });

  it('edit of all: in another zone the series has the same wall time there, also in EXDATE and UNTIL', async () => {
    const master = tuesdays([
      'RRULE:FREQ=WEEKLY;UNTIL=20260630T070000Z',
      'EXDATE:20260616T070000Z',
      'EXDATE:20260120T090000',
    ]);
    const patch = {
      start: wire('2026-06-09T09:00:00-04:00', 'America/New_York'),
      end: wire('2026-06-09T10:00:00-04:00', 'America/New_York'),
    };
    expect(await patchOfAll(OCCURRENCE, master, patch)).toEqual({
      start: wire('2026-01-06T09:00:00-05:00', 'America/New_York'),
      end: wire('2026-01-06T10:00:00-05:00', 'America/New_York'),
      recurrence: [
        'RRULE:FREQ=WEEKLY;UNTIL=20260630T130000Z',
        'EXDATE:20260616T130000Z',
        'EXDATE:20260120T090000',
      ],
    });
  });
});
