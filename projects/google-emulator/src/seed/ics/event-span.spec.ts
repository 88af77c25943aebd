import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('The time of an event', () => {
  const spanOf = (...lines: readonly string[]) => {
    const { start, end } = eventNamed(imported(calendarOf(['UID:a', 'SUMMARY:A', ...lines])), 'A');
    return [start?.date ?? start?.dateTime, end?.date ?? end?.dateTime];
  };

  it('has its length from DURATION, in days and in hours', () => {
    expect(spanOf('DTSTART:20260504T090000', 'DURATION:PT45M')).toEqual([
      '2026-05-04T09:00:00+02:00',
      '2026-05-04T09:45:00+02:00',
    ]);
    expect(spanOf('DTSTART;VALUE=DATE:20260504', 'DURATION:P3D')).toEqual([
      '2026-05-04',
      '2026-05-07',
    ]);
  });

  it('is a moment where nothing says how long', () => {
    expect(spanOf('DTSTART:20260504T090000')).toEqual([
      '2026-05-04T09:00:00+02:00',
      '2026-05-04T09:00:00+02:00',
    ]);
  });

  it('is one day where the end is the day of the start', () => {
    expect(spanOf('DTSTART;VALUE=DATE:20260504', 'DTEND;VALUE=DATE:20260504')).toEqual([
      '2026-05-04',
      '2026-05-05',
    ]);
  });

  it('is a day without VALUE=DATE too', () => {
    expect(spanOf('DTSTART:20260504')).toEqual(['2026-05-04', '2026-05-05']);
  });

  it('begins and ends in zones of its own', () => {
    expect(
      spanOf('DTSTART;TZID=Europe/Berlin:20260504T130000', 'DTEND;TZID=Asia/Tokyo:20260505T090000'),
    ).toEqual(['2026-05-04T13:00:00+02:00', '2026-05-05T09:00:00+09:00']);
  });

  it('reads an hour that comes twice as the first, and one that is skipped with the offset before', () => {
    expect(spanOf('DTSTART:20261025T023000')[0]).toBe('2026-10-25T02:30:00+02:00');
    expect(spanOf('DTSTART:20260329T023000')[0]).toBe('2026-03-29T03:30:00+02:00');
  });

  it('stays a time where Outlook says all-day and the clock is not at midnight', () => {
    expect(
      spanOf(
        'DTSTART;TZID=Europe/Berlin:20260504T120000',
        'DTEND;TZID=Europe/Berlin:20260505T120000',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      )[0],
    ).toBe('2026-05-04T12:00:00+02:00');
  });
});
