import { inRange, sameRange, timeRange } from './time-range';

describe('time-range', () => {
  const LOS_ANGELES = 'America/Los_Angeles';
  const isoOf = (start: Date | string, end: Date | string, timeZone?: string) => {
    const range = timeRange(start, end, timeZone);
    return [range.start.toISOString(), range.end.toISOString()];
  };

  it('timeRange: days begin at their midnights in the zone', () => {
    expect(isoOf('2026-06-01', '2026-07-01', LOS_ANGELES)).toEqual([
      '2026-06-01T07:00:00.000Z',
      '2026-07-01T07:00:00.000Z',
    ]);
  });

  it('timeRange: days without a zone begin at the midnights of the browser', () => {
    expect(isoOf('2026-06-01', '2026-07-01')).toEqual([
      new Date(2026, 5, 1).toISOString(),
      new Date(2026, 6, 1).toISOString(),
    ]);
  });

  it('timeRange: times without an offset are wall time in the zone', () => {
    expect(isoOf('2026-01-10T08:00:00', '2026-01-10 09:30', LOS_ANGELES)).toEqual([
      '2026-01-10T16:00:00.000Z',
      '2026-01-10T17:30:00.000Z',
    ]);
  });

  it('timeRange: times with an offset and Dates are taken as instants', () => {
    expect(isoOf('2026-06-01T00:00:00+02:00', new Date('2026-06-02T00:00Z'), LOS_ANGELES)).toEqual([
      '2026-05-31T22:00:00.000Z',
      '2026-06-02T00:00:00.000Z',
    ]);
  });

  it('timeRange: asks no zone for times with an offset, since the first format of a page is slow', () => {
    const format = spyOn(Intl, 'DateTimeFormat').and.callThrough();
    timeRange('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z', 'Pacific/Kiritimati');
    expect(format).not.toHaveBeenCalled();
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
    it(`timeRange: from "${String(start)}" to "${end}" is refused with invalid-request`, () => {
      expect(() => timeRange(start, end, LOS_ANGELES)).toThrow(
        jasmine.objectContaining({ code: 'invalid-request' }),
      );
    });
  }

  it('inRange: an all-day event shows on its days in the zone of the range', () => {
    const range = timeRange('2026-06-01', '2026-06-02', 'Pacific/Apia');
    expect(inRange({ start: '2026-06-01', end: '2026-06-02' }, range)).toBeTrue();
    expect(inRange({ start: '2026-05-31', end: '2026-06-01' }, range)).toBeFalse();
    expect(inRange({ start: '2026-06-02', end: '2026-06-03' }, range)).toBeFalse();
    expect(sameRange(range, timeRange('2026-06-01', '2026-06-02', LOS_ANGELES))).toBeFalse();
  });

  it('inRange: an event without length shows at the start of the range, not at its end', () => {
    const range = timeRange('2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z');
    const at = (time: string) => inRange({ start: time, end: time }, range);
    expect(at('2026-06-01T00:00:00Z')).toBeTrue();
    expect(at('2026-06-02T00:00:00Z')).toBeFalse();
  });
});
