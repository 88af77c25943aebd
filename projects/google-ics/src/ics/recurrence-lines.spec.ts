import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('Recurrence of imported events', () => {
  const linesOf = (...lines: readonly string[]) =>
    eventNamed(imported(calendarOf(['UID:s', 'SUMMARY:S', ...lines])), 'S').recurrence;

  it('ics recurrence: UNTIL and EXDATE of an all-day series become dates', () => {
    expect(
      linesOf(
        'DTSTART;VALUE=DATE:20130101',
        'RRULE:FREQ=DAILY;UNTIL=20130225T000000Z',
        'EXDATE;TZID=Europe/Berlin:20130104T000000',
        'EXDATE;VALUE=DATE:20130106',
      ),
    ).toEqual(['RRULE:FREQ=DAILY;UNTIL=20130225', 'EXDATE;VALUE=DATE:20130104,20130106']);
  });

  it('ics recurrence: UNTIL of an all-day series counts by its date, whatever its time', () => {
    for (const until of ['20260817T220000Z', '20260817T000000', '20260817T235959', '20260817']) {
      expect(linesOf('DTSTART;VALUE=DATE:20260219', `RRULE:FREQ=WEEKLY;UNTIL=${until}`)).toEqual([
        'RRULE:FREQ=WEEKLY;UNTIL=20260817',
      ]);
    }
  });

  it('ics recurrence: UNTIL of a timed series is written in UTC, also from a local time or a date', () => {
    const start = 'DTSTART;TZID=America/New_York:20260504T090000';
    expect(linesOf(start, 'RRULE:FREQ=DAILY;UNTIL=20260510T090000')).toEqual([
      'RRULE:FREQ=DAILY;UNTIL=20260510T130000Z',
    ]);
    expect(linesOf(start, 'RRULE:FREQ=DAILY;UNTIL=20260510')).toEqual([
      'RRULE:FREQ=DAILY;UNTIL=20260511T035959Z',
    ]);
  });

  it('ics recurrence: a series in UTC stays in UTC', () => {
    const seed = imported(
      calendarOf([
        'UID:s',
        'SUMMARY:S',
        'DTSTART:20260504T090000Z',
        'DTEND:20260504T093000Z',
        'RRULE:FREQ=DAILY;COUNT=5',
        'EXDATE:20260506T090000Z',
      ]),
    );
    const series = eventNamed(seed, 'S');
    expect(series.recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=5', 'EXDATE:20260506T090000Z']);
    expect(series.start).toEqual({ dateTime: '2026-05-04T09:00:00Z', timeZone: 'UTC' });
    expect(series.end).toEqual({ dateTime: '2026-05-04T09:30:00Z', timeZone: 'UTC' });
  });

  it('ics recurrence: RDATE with PERIOD keeps the duration of each occurrence', () => {
    expect(
      linesOf(
        'DTSTART;TZID=Europe/Berlin:20260504T090000',
        'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260601T090000/20260601T110000,20260602T090000/PT1H',
      ),
    ).toEqual([
      'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260601T090000/PT120M',
      'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260602T090000/PT60M',
    ]);
    expect(
      linesOf(
        'DTSTART:20260504T090000Z',
        'DTEND:20260504T100000Z',
        'RDATE;VALUE=PERIOD:20260605T140000Z/PT3H',
        'RDATE:20260606T140000Z',
      ),
    ).toEqual(['RDATE:20260606T140000Z', 'RDATE;VALUE=PERIOD:20260605T140000Z/PT180M']);
  });

  it('ics recurrence: an event with an empty RDATE does not repeat', () => {
    expect(linesOf('DTSTART:20260504T090000', 'RDATE:')).toBeUndefined();
  });

  it('ics recurrence: a quoted TZID with a colon in EXDATE and RDATE is read', () => {
    expect(
      linesOf(
        'DTSTART:20260504T090000Z',
        'RRULE:FREQ=DAILY;COUNT=5',
        'EXDATE;TZID="GMT+01:00":20260505T100000',
        'RDATE;X-LABEL="a;b:c";TZID="GMT+01:00":20260601T100000',
      ),
    ).toEqual(['RRULE:FREQ=DAILY;COUNT=5', 'RDATE:20260601T090000Z', 'EXDATE:20260505T090000Z']);
  });

  it('ics recurrence: an EXDATE that cannot be read is left out and noted', () => {
    const seed = imported(
      calendarOf([
        'UID:s',
        'SUMMARY:S',
        'DTSTART:20260504T090000',
        'RRULE:FREQ=DAILY',
        'EXDATE:never,20260505T090000',
      ]),
    );
    expect(eventNamed(seed, 'S').recurrence).toEqual([
      'RRULE:FREQ=DAILY',
      'EXDATE;TZID=Europe/Berlin:20260505T090000',
    ]);
    expect(seed.notes.map(({ note }) => note)).toEqual([
      'never of its EXDATE was left out: EXDATE is not a date or a time',
    ]);
  });

  it('ics recurrence: RRULE:DATE becomes RDATE', () => {
    expect(
      linesOf('DTSTART:20260504T090000', 'RRULE:DATE;TZID=Europe/Warsaw:20260618T020000'),
    ).toEqual(['RDATE;TZID=Europe/Berlin:20260618T020000']);
  });
});
