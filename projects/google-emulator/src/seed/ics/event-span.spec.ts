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

  it('VALUE=DATE with a time in it is the time that is written', () => {
    expect(
      spanOf('DTSTART;VALUE=DATE:20260804T120000', 'DTEND;VALUE=DATE:20260804T133000'),
    ).toEqual(['2026-08-04T12:00:00+02:00', '2026-08-04T13:30:00+02:00']);
    expect(spanOf('DTSTART;VALUE=DATE:20260804T120000Z')[0]).toBe('2026-08-04T14:00:00+02:00');
    expect(spanOf('DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20260804T120000')[0]).toBe(
      '2026-08-04T12:00:00+09:00',
    );
  });

  it('VALUE=DATE with midnights is a day, unless the other end is no midnight', () => {
    expect(
      spanOf('DTSTART;VALUE=DATE:20260804T000000', 'DTEND;VALUE=DATE:20260806T000000'),
    ).toEqual(['2026-08-04', '2026-08-06']);
    expect(
      spanOf('DTSTART;VALUE=DATE:20260804T000000', 'DTEND;VALUE=DATE:20260804T010000'),
    ).toEqual(['2026-08-04T00:00:00+02:00', '2026-08-04T01:00:00+02:00']);
    expect(
      spanOf('DTSTART;VALUE=DATE:20260804T230000', 'DTEND;VALUE=DATE:20260805T000000'),
    ).toEqual(['2026-08-04T23:00:00+02:00', '2026-08-05T00:00:00+02:00']);
  });

  it('reads times that are not quite those of RFC 5545', () => {
    const noon = '2026-08-04T12:00:00+02:00';
    for (const written of [
      '20260804T1200',
      '20260804T120000+0200',
      '20260804T190000+09:00',
      '2026-08-04T12:00:00',
      '2026-08-04T10:00:00.000Z',
      '20260804 120000',
      '20260804t100000z',
      ' 20260804T120000 ',
    ]) {
      expect(spanOf(`DTSTART:${written}`)[0])
        .withContext(written)
        .toBe(noon);
    }
    expect(spanOf('dtstart:20260804T240000')[0]).toBe('2026-08-05T00:00:00+02:00');
  });

  it('an end that is a day, or cannot be read, does not cost the event', () => {
    expect(spanOf('DTSTART:20260804T120000', 'DTEND;VALUE=DATE:20260805')).toEqual([
      '2026-08-04T12:00:00+02:00',
      '2026-08-05T00:00:00+02:00',
    ]);
    expect(spanOf('DTSTART;VALUE=DATE:20260804', 'DTEND:20260805T100000')).toEqual([
      '2026-08-04',
      '2026-08-06',
    ]);
    for (const end of ['DTEND:', 'DTEND:later', 'DURATION:', 'DURATION:a while']) {
      expect(spanOf('DTSTART:20260804T120000', end)[1]).toBe('2026-08-04T12:00:00+02:00');
    }
  });

  it('a DURATION in days keeps the clock over a change of the clocks', () => {
    expect(spanOf('DTSTART:20260328T120000', 'DURATION:P1DT1H')).toEqual([
      '2026-03-28T12:00:00+01:00',
      '2026-03-29T13:00:00+02:00',
    ]);
  });

  it('a negative DURATION is refused in words', () => {
    for (const start of ['DTSTART:20260804T120000', 'DTSTART;VALUE=DATE:20260804']) {
      const seed = imported(calendarOf(['UID:a', start, 'DURATION:-P1D']));
      expect(seed.refused[0]?.reason).toContain('it ends before it begins');
    }
  });
});
