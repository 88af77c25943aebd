import { inRange, sameRange, timeRange } from './time-range';

describe('A time range', () => {
  const losAngeles = 'America/Los_Angeles';
  const isoOf = (start: Date | string, end: Date | string, timeZone?: string) => {
    const range = timeRange(start, end, timeZone);
    return [range.start.toISOString(), range.end.toISOString()];
  };

  it('of days is those days in the zone: June in Los Angeles ends at its own midnight', () => {
    expect(isoOf('2026-06-01', '2026-07-01', losAngeles)).toEqual([
      '2026-06-01T07:00:00.000Z',
      '2026-07-01T07:00:00.000Z',
    ]);
  });

  it('of days is those of the browser where no zone is named', () => {
    expect(isoOf('2026-06-01', '2026-07-01')).toEqual([
      new Date(2026, 5, 1).toISOString(),
      new Date(2026, 6, 1).toISOString(),
    ]);
  });

  it('of times without an offset is wall time in the zone', () => {
    expect(isoOf('2026-01-10T08:00:00', '2026-01-10 09:30', losAngeles)).toEqual([
      '2026-01-10T16:00:00.000Z',
      '2026-01-10T17:30:00.000Z',
    ]);
  });

  it('of times with an offset, and of dates, is as it says', () => {
    expect(isoOf('2026-06-01T00:00:00+02:00', new Date('2026-06-02T00:00Z'), losAngeles)).toEqual([
      '2026-05-31T22:00:00.000Z',
      '2026-06-02T00:00:00.000Z',
    ]);
  });

  for (const [start, end] of [
    ['2026-07-01', '2026-06-01'],
    ['2026-06-01', '2026-06-01'],
    ['tomorrow', '2026-06-01'],
    ['2026-06-01', ''],
    ['2026-02-31', '2026-06-01'],
    ['2026-02-31T10:00', '2026-06-01'],
    ['2026-02-31T10:00:00Z', '2026-06-01'],
    [new Date(NaN), '2026-06-01'],
  ] as const) {
    it(`is refused in words from ${String(start)} to ${end}`, () => {
      expect(() => timeRange(start, end, losAngeles)).toThrow(
        jasmine.objectContaining({ code: 'invalid-request' }),
      );
    });
  }

  it('holds events of whole days by the days of its zone', () => {
    const range = timeRange('2026-06-01', '2026-06-02', 'Pacific/Apia');
    expect(inRange({ start: '2026-06-01', end: '2026-06-02' }, range)).toBeTrue();
    expect(inRange({ start: '2026-05-31', end: '2026-06-01' }, range)).toBeFalse();
    expect(inRange({ start: '2026-06-02', end: '2026-06-03' }, range)).toBeFalse();
    expect(sameRange(range, timeRange('2026-06-01', '2026-06-02', losAngeles))).toBeFalse();
  });

  it('holds an event without length at its start, and none at its end', () => {
    const range = timeRange('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z');
    const at = (time: string) => inRange({ start: time, end: time }, range);
    expect(at('2026-06-01T00:00:00Z')).toBeTrue();
    expect(at('2026-06-02T00:00:00Z')).toBeFalse();
  });
});
