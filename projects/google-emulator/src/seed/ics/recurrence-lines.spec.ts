import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('Recurrence lines', () => {
  const linesOf = (...lines: readonly string[]) =>
    eventNamed(imported(calendarOf(['UID:s', 'SUMMARY:S', ...lines])), 'S').recurrence;

  it('of an all-day series have days, whatever they were written as', () => {
    expect(
      linesOf(
        'DTSTART;VALUE=DATE:20130101',
        'RRULE:FREQ=DAILY;UNTIL=20130225T000000Z',
        'EXDATE;TZID=Europe/Berlin:20130104T000000',
        'EXDATE;VALUE=DATE:20130106',
      ),
    ).toEqual(['RRULE:FREQ=DAILY;UNTIL=20130225', 'EXDATE;VALUE=DATE:20130104,20130106']);
  });

  it('take an UNTIL that is a local midnight in UTC for that day', () => {
    expect(
      linesOf('DTSTART;VALUE=DATE:20260219', 'RRULE:FREQ=WEEKLY;UNTIL=20260817T220000Z'),
    ).toEqual(['RRULE:FREQ=WEEKLY;UNTIL=20260818']);
  });

  it('write UNTIL in UTC, also where it was local or a day', () => {
    const start = 'DTSTART;TZID=America/New_York:20260504T090000';
    expect(linesOf(start, 'RRULE:FREQ=DAILY;UNTIL=20260510T090000')).toEqual([
      'RRULE:FREQ=DAILY;UNTIL=20260510T130000Z',
    ]);
    expect(linesOf(start, 'RRULE:FREQ=DAILY;UNTIL=20260510')).toEqual([
      'RRULE:FREQ=DAILY;UNTIL=20260511T035959Z',
    ]);
  });

  it('of a series in UTC stay in UTC, and so does the series', () => {
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

  it('take the starts of periods', () => {
    expect(
      linesOf(
        'DTSTART;TZID=Europe/Berlin:20260504T090000',
        'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260601T090000/20260601T110000,20260602T090000/PT1H',
      ),
    ).toEqual(['RDATE;TZID=Europe/Berlin:20260601T090000,20260602T090000']);
  });

  it('are none for an event whose RDATE is empty', () => {
    expect(linesOf('DTSTART:20260504T090000', 'RDATE:')).toBeUndefined();
  });
});
