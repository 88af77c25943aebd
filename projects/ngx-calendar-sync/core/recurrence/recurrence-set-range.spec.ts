import { allDay, expand, timed } from './specs/series';

describe('RecurrenceSet.between', () => {
  it('occurrences: are as long as the first one, and have the offset of the calendar', () => {
    const series = timed('2026-10-24T23:30:00+02:00', 'RRULE:FREQ=DAILY');
    const { occurrences } = expand(
      series,
      '2026-10-25T12:00:00Z',
      '2026-10-26T12:00:00Z',
      'Asia/Kolkata',
    );
    expect(occurrences).toEqual([
      {
        originalStart: '2026-10-26T04:00:00+05:30',
        start: '2026-10-26T04:00:00+05:30',
        end: '2026-10-26T05:00:00+05:30',
      },
    ]);
  });

  it('range: an occurrence shows if it ends after the start of the range and starts before its end', () => {
    const series = timed('2026-05-01T10:00:00Z', 'RRULE:FREQ=DAILY');
    const count = (start: string, end: string) => expand(series, start, end).occurrences.length;
    expect(count('2026-05-04T11:00:00Z', '2026-05-05T10:00:00Z')).toBe(0);
    expect(count('2026-05-04T10:59:59Z', '2026-05-05T10:00:00Z')).toBe(1);
    expect(count('2026-05-04T11:00:00Z', '2026-05-05T10:00:01Z')).toBe(1);
  });

  it('range: an occurrence of two months shows until its end', () => {
    const series = { start: '2026-01-01', end: '2026-03-01', recurrence: ['RRULE:FREQ=YEARLY'] };
    const { occurrences } = expand(series, '2028-02-28T12:00:00Z', '2028-02-28T13:00:00Z');
    expect(occurrences.map(({ start, end }) => [start, end])).toEqual([
      ['2028-01-01', '2028-02-29'],
    ]);
  });

  it('range: an occurrence without length shows at the start of the range, not at its end', () => {
    const withoutLength = {
      ...timed('2026-05-01T10:00:00Z', 'RRULE:FREQ=DAILY'),
      end: '2026-05-01T10:00:00Z',
    };
    expect(
      expand(withoutLength, '2026-05-04T10:00:00Z', '2026-05-04T11:00:00Z').occurrences.length,
    ).toBe(1);
    expect(
      expand(withoutLength, '2026-05-04T09:00:00Z', '2026-05-04T10:00:00Z').occurrences.length,
    ).toBe(0);
  });

  it('range: all-day occurrences show on their days in the zone of the calendar', () => {
    const series = allDay('2026-05-01', 'RRULE:FREQ=DAILY;COUNT=30');
    const days = (calendarZone: string) =>
      expand(series, '2026-05-04T00:00:00Z', '2026-05-05T00:00:00Z', calendarZone).occurrences.map(
        ({ originalStart }) => originalStart,
      );
    expect(days('UTC')).toEqual(['2026-05-04']);
    expect(days('Pacific/Auckland')).toEqual(['2026-05-04', '2026-05-05']);
    expect(days('America/New_York')).toEqual(['2026-05-03', '2026-05-04']);
  });
});
