import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('Times of imported events', () => {
  const timesOf = (...lines: readonly string[]) => {
    const { start, end } = eventNamed(imported(calendarOf(['UID:a', 'SUMMARY:A', ...lines])), 'A');
    return [start?.date ?? start?.dateTime, end?.date ?? end?.dateTime];
  };

  it('ics times: DURATION gives the end, in days or hours', () => {
    expect(timesOf('DTSTART:20260504T090000', 'DURATION:PT45M')).toEqual([
      '2026-05-04T09:00:00+02:00',
      '2026-05-04T09:45:00+02:00',
    ]);
    expect(timesOf('DTSTART;VALUE=DATE:20260504', 'DURATION:P3D')).toEqual([
      '2026-05-04',
      '2026-05-07',
    ]);
  });

  it('ics times: a timed event without DTEND and DURATION ends at its start', () => {
    expect(timesOf('DTSTART:20260504T090000')).toEqual([
      '2026-05-04T09:00:00+02:00',
      '2026-05-04T09:00:00+02:00',
    ]);
  });

  it('ics times: an all-day event that ends on its first day lasts one day', () => {
    expect(timesOf('DTSTART;VALUE=DATE:20260504', 'DTEND;VALUE=DATE:20260504')).toEqual([
      '2026-05-04',
      '2026-05-05',
    ]);
  });

  it('ics times: a date without VALUE=DATE is an all-day event', () => {
    expect(timesOf('DTSTART:20260504')).toEqual(['2026-05-04', '2026-05-05']);
  });

  it('ics times: start and end may be in different time zones', () => {
    expect(
      timesOf(
        'DTSTART;TZID=Europe/Berlin:20260504T130000',
        'DTEND;TZID=Asia/Tokyo:20260505T090000',
      ),
    ).toEqual(['2026-05-04T13:00:00+02:00', '2026-05-05T09:00:00+09:00']);
  });

  it('ics times: a repeated wall time is the first, and a skipped one has the offset before the change', () => {
    expect(timesOf('DTSTART:20261025T023000')[0]).toBe('2026-10-25T02:30:00+02:00');
    expect(timesOf('DTSTART:20260329T023000')[0]).toBe('2026-03-29T03:30:00+02:00');
  });

  it('ics times: an event that Outlook marks as all-day stays timed if it does not start at midnight', () => {
    expect(
      timesOf(
        'DTSTART;TZID=Europe/Berlin:20260504T120000',
        'DTEND;TZID=Europe/Berlin:20260505T120000',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      )[0],
    ).toBe('2026-05-04T12:00:00+02:00');
  });

  it('ics times: VALUE=DATE with a time other than midnight is read as a time', () => {
    expect(
      timesOf('DTSTART;VALUE=DATE:20260804T120000', 'DTEND;VALUE=DATE:20260804T133000'),
    ).toEqual(['2026-08-04T12:00:00+02:00', '2026-08-04T13:30:00+02:00']);
    expect(timesOf('DTSTART;VALUE=DATE:20260804T120000Z')[0]).toBe('2026-08-04T14:00:00+02:00');
    expect(timesOf('DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20260804T120000')[0]).toBe(
      '2026-08-04T12:00:00+09:00',
    );
  });

  it('ics times: VALUE=DATE with midnights is all-day, unless the other end is not at midnight', () => {
    expect(
      timesOf('DTSTART;VALUE=DATE:20260804T000000', 'DTEND;VALUE=DATE:20260806T000000'),
    ).toEqual(['2026-08-04', '2026-08-06']);
    expect(
      timesOf('DTSTART;VALUE=DATE:20260804T000000', 'DTEND;VALUE=DATE:20260804T010000'),
    ).toEqual(['2026-08-04T00:00:00+02:00', '2026-08-04T01:00:00+02:00']);
    expect(
      timesOf('DTSTART;VALUE=DATE:20260804T230000', 'DTEND;VALUE=DATE:20260805T000000'),
    ).toEqual(['2026-08-04T23:00:00+02:00', '2026-08-05T00:00:00+02:00']);
  });

  it('ics times: formats that differ from RFC 5545 are read', () => {
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
      expect(timesOf(`DTSTART:${written}`)[0])
        .withContext(written)
        .toBe(noon);
    }
    expect(timesOf('dtstart:20260804T240000')[0]).toBe('2026-08-05T00:00:00+02:00');
  });

  it('ics times: an end of another kind than the start, or one that cannot be read, is corrected', () => {
    expect(timesOf('DTSTART:20260804T120000', 'DTEND;VALUE=DATE:20260805')).toEqual([
      '2026-08-04T12:00:00+02:00',
      '2026-08-05T00:00:00+02:00',
    ]);
    expect(timesOf('DTSTART;VALUE=DATE:20260804', 'DTEND:20260805T100000')).toEqual([
      '2026-08-04',
      '2026-08-06',
    ]);
    for (const end of ['DTEND:', 'DTEND:later', 'DURATION:', 'DURATION:a while']) {
      expect(timesOf('DTSTART:20260804T120000', end)[1]).toBe('2026-08-04T12:00:00+02:00');
    }
  });

  it('ics times: a DURATION in days keeps the wall time when the clocks change', () => {
    expect(timesOf('DTSTART:20260328T120000', 'DURATION:P1DT1H')).toEqual([
      '2026-03-28T12:00:00+01:00',
      '2026-03-29T13:00:00+02:00',
    ]);
  });

  it('ics times: a negative DURATION is refused with a reason', () => {
    for (const start of ['DTSTART:20260804T120000', 'DTSTART;VALUE=DATE:20260804']) {
      const seed = imported(calendarOf(['UID:a', start, 'DURATION:-P1D']));
      expect(seed.refused[0]?.reason).toContain('it ends before it begins');
    }
  });
});
