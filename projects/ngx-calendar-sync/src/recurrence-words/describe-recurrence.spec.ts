import type { CalendarEvent } from 'ngx-calendar-sync/core';
import { describeRecurrence } from './describe-recurrence';
import type { RecurringEvent } from './recurring-event';

/** A Tuesday. */
const START = '2026-11-24T09:00:00+01:00';
const BERLIN = 'Europe/Berlin';

function series(...recurrence: string[]): RecurringEvent {
  return { start: START, timeZone: BERLIN, recurrence };
}

function rule(text: string): RecurringEvent {
  return series(`RRULE:${text}`);
}

/** The sentence with plain spaces: before AM and PM there is a narrow one. */
async function english(event: RecurringEvent, locale = 'en-GB'): Promise<string> {
  return (await describeRecurrence(event, locale)).replaceAll('\u202f', ' ');
}

describe('describeRecurrence', () => {
  it('describeRecurrence: an event that does not recur has no words', async () => {
    expect(await describeRecurrence({}, 'en')).toBe('');
    expect(await describeRecurrence(series(), 'en')).toBe('');
    expect(await describeRecurrence({ recurrence: null }, 'en')).toBe('');
    expect(await describeRecurrence(series('', '  '), 'en')).toBe('');
    expect(await describeRecurrence(series('EXDATE:20261201T080000Z'), 'en')).toBe('');
  });

  it('describeRecurrence: takes an event as it was read', async () => {
    const master: CalendarEvent = {
      id: 'standup',
      calendarId: 'work',
      title: 'Stand-up',
      start: START,
      end: '2026-11-24T09:15:00+01:00',
      allDay: false,
      status: 'confirmed',
      editable: true,
      recurrence: ['RRULE:FREQ=DAILY'],
    };
    expect(await english(master)).toBe('every day');
  });

  it('describeRecurrence: the language of a locale decides, English stands in for others', async () => {
    const christmas = rule('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=3');
    expect(await describeRecurrence(christmas, 'en-US')).toBe('yearly on December 24, 3 times');
    expect(await describeRecurrence(christmas, 'HU')).toBe(
      'minden év december 24-én, 3 alkalommal',
    );
    expect(await describeRecurrence(christmas, 'ar_EG')).toBe('كل سنة في ٢٤ ديسمبر، ٣ مرات');
    expect(await describeRecurrence(christmas, 'de-AT-not a tag')).toBe(
      'jährlich am 24. Dezember, 3-mal',
    );
    for (const other of ['fr', '', 'constructor', '__proto__']) {
      expect(await describeRecurrence(christmas, other)).toBe('yearly on 24 December, 3 times');
    }
    expect(await describeRecurrence(christmas)).not.toBe('');
  });

  it('describeRecurrence: dates are Gregorian in locales of other calendars', async () => {
    expect(
      await describeRecurrence(rule('FREQ=YEARLY;UNTIL=20301231T225959Z'), 'de-u-ca-hebrew'),
    ).toBe('jährlich am 24. November bis zum 31. Dezember 2030');
  });

  it('describeRecurrence: what a rule leaves to its start is of the zone of the event', async () => {
    // In Apia it is already the 25th.
    const evening = { start: '2026-11-24T20:00:00Z', timeZone: 'Pacific/Apia' };
    const said = (freq: string) => english({ ...evening, recurrence: [`RRULE:FREQ=${freq}`] });
    expect(await said('WEEKLY')).toBe('every Wednesday');
    expect(await said('MONTHLY')).toBe('monthly on day 25');
    expect(await said('YEARLY')).toBe('yearly on 25 November');
  });

  it('describeRecurrence: without a known zone, the start counts as it is written', async () => {
    const recurrence = ['RRULE:FREQ=MONTHLY'];
    for (const timeZone of ['Mars/Olympus', undefined]) {
      const zone = timeZone === undefined ? {} : { timeZone };
      expect(await english({ start: '2026-11-24T23:30:00-11:00', recurrence, ...zone })).toBe(
        'monthly on day 24',
      );
    }
    expect(await english({ start: '2026-11-24 23:30', timeZone: BERLIN, recurrence })).toBe(
      'monthly on day 24',
    );
  });

  it('describeRecurrence: a draft may start with a Date, whose day is that of the browser if it is all-day', async () => {
    const recurrence = ['RRULE:FREQ=MONTHLY'];
    const start = new Date(2026, 10, 24, 0, 30);
    expect(await english({ start, allDay: true, recurrence })).toBe('monthly on day 24');
    const instant = new Date('2026-11-24T23:30:00Z');
    expect(await english({ start: instant, timeZone: BERLIN, recurrence })).toBe(
      'monthly on day 25',
    );
  });

  it('describeRecurrence: without a start, only what the rule itself says', async () => {
    const said = (freq: string) => english({ recurrence: [`RRULE:FREQ=${freq}`] });
    expect(await said('WEEKLY')).toBe('every week');
    expect(await said('MONTHLY')).toBe('every month');
    expect(await said('YEARLY')).toBe('every year');
    expect(await said('YEARLY;BYMONTHDAY=25')).toBe('repeats by a rule of its own');
    expect(await said('DAILY;BYHOUR=9')).toBe('repeats by a rule of its own');
    expect(await english({ start: 'soon', recurrence: ['RRULE:FREQ=MONTHLY'] })).toBe(
      'every month',
    );
    const invalid = new Date(NaN);
    expect(await english({ start: invalid, recurrence: ['RRULE:FREQ=MONTHLY'] })).toBe(
      'every month',
    );
  });

  it('describeRecurrence: UNTIL in UTC is the day in the zone of the event', async () => {
    const until = (value: string, timeZone: string, start = START) =>
      english({ start, timeZone, recurrence: [`RRULE:FREQ=DAILY;UNTIL=${value}`] });
    expect(await until('20261231T225959Z', BERLIN)).toBe('every day until 31 December 2026');
    expect(await until('20270101T045959Z', 'America/New_York')).toBe(
      'every day until 31 December 2026',
    );
    expect(await until('20261231T105959Z', 'Pacific/Apia', '2026-11-24T09:00:00+13:00')).toBe(
      'every day until 31 December 2026',
    );
  });

  it('describeRecurrence: UNTIL earlier on its day than the event is until the day before', async () => {
    expect(await english(rule('FREQ=DAILY;UNTIL=20261203T075959Z'))).toBe(
      'every day until 2 December 2026',
    );
    expect(await english(rule('FREQ=DAILY;UNTIL=20261203T080000Z'))).toBe(
      'every day until 3 December 2026',
    );
    expect(await english(rule('FREQ=DAILY;BYHOUR=7,19;UNTIL=20261203T080000Z'))).toBe(
      'every day at 07:00 and 19:00 until 3 December 2026 at 09:00',
    );
  });

  it('describeRecurrence: UNTIL of a day, or of an all-day event, is that day', async () => {
    expect(await english(rule('FREQ=DAILY;UNTIL=20261203'))).toBe(
      'every day until 3 December 2026',
    );
    const allDay = (until: string) =>
      english({ start: '2026-11-24', recurrence: [`RRULE:FREQ=DAILY;UNTIL=${until}`] });
    expect(await allDay('20261203')).toBe('every day until 3 December 2026');
    expect(await allDay('20261203T235959Z')).toBe('every day until 3 December 2026');
  });

  it('describeRecurrence: times of a rule are said where they are not that of the event', async () => {
    expect(await english(rule('FREQ=DAILY;BYHOUR=9,17'))).toBe('every day at 09:00 and 17:00');
    expect(await english(rule('FREQ=DAILY;BYHOUR=9,17'), 'en-US')).toBe(
      'every day at 9:00 AM and 5:00 PM',
    );
    expect(await english(rule('FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0'))).toBe('every day');
    expect(await english(rule('FREQ=DAILY;BYMINUTE=0,30'))).toBe('every day at 09:00 and 09:30');
    expect(await english(rule('FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;BYHOUR=9,17'))).toBe(
      'repeats by a rule of its own',
    );
    expect(await english(rule('FREQ=DAILY;BYSECOND=30'))).toBe('repeats by a rule of its own');
    const allDay = { start: '2026-11-24', recurrence: ['RRULE:FREQ=DAILY;BYHOUR=9,17'] };
    expect(await english(allDay)).toBe('every day');
  });

  it('describeRecurrence: dates that are added and left out are counted once each', async () => {
    expect(
      await english(
        series(
          'RRULE:FREQ=WEEKLY;BYDAY=TU',
          'RDATE;TZID=Europe/Berlin:20261202T090000,20261203T090000',
          'RDATE:20261202T080000Z/PT2H,not-a-date',
          'EXDATE:20261201T080000Z',
          'EXDATE;TZID=Europe/Berlin:20261201T090000',
        ),
      ),
    ).toBe('every Tuesday, and on 2 additional dates, except on 1 date');
  });

  it('describeRecurrence: dates without a rule are counted with the start', async () => {
    const dates = 'RDATE:20261124T080000Z,20261202T080000Z,20261203T080000Z';
    expect(await english(series(dates))).toBe('on 3 dates');
    expect(await english({ start: '2026-11-24', recurrence: ['RDATE;VALUE=DATE:20261202'] })).toBe(
      'on 2 dates',
    );
    expect(await english(series('RRULE:DATE;TZID=Europe/Berlin:20261202T090000'))).toBe(
      'on 2 dates',
    );
  });

  it('describeRecurrence: rules and exception rules are said one by one', async () => {
    expect(
      await english(series('RRULE:FREQ=WEEKLY;BYDAY=MO', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=5')),
    ).toBe('every Monday; monthly on day 5');
    expect(await english(series('RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY;BYDAY=SU'))).toBe(
      'every day, except every Sunday',
    );
    for (const exception of ['EXRULE:FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2', 'EXRULE:FREQ=NEVER']) {
      expect(await english(series('RRULE:FREQ=DAILY', exception))).toBe(
        'every day, with exceptions',
      );
    }
  });

  it('describeRecurrence: a rule without words for it keeps its end', async () => {
    expect(await english(rule('FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2;COUNT=5'))).toBe(
      'repeats by a rule of its own, 5 times',
    );
  });

  it('describeRecurrence: what cannot be read is a rule of its own, and never throws', async () => {
    for (const line of ['RRULE:FREQ=SOMETIMES', 'RRULE:', 'RRULE', 'nonsense', 'RDATE:soon']) {
      expect(await english(series(line)))
        .withContext(line)
        .toBe('repeats by a rule of its own');
    }
    expect(await english(series('RRULE:FREQ=DAILY', 'RRULE:FREQ=SOMETIMES'))).toBe(
      'repeats by a rule of its own',
    );
    expect(await english(series('RRULE:FREQ=DAILY', 'X-SOMETHING:else'))).toBe('every day');
  });
});
