import { formatInstant, parseDate, parseInstant } from './rfc3339.ts';
import { fromWall, isZone, toWall } from './zone.ts';

describe('Time zones', () => {
  const wall = (text: string) => Date.parse(`${text}Z`);
  const instant = (text: string) => Date.parse(text);

  it('zone: a wall time becomes an instant and an instant a wall time', () => {
    expect(fromWall(wall('2026-07-01T12:00'), 'Europe/Berlin')).toBe(instant('2026-07-01T10:00Z'));
    expect(toWall(instant('2026-12-01T10:00Z'), 'Asia/Kolkata')).toBe(wall('2026-12-01T15:30'));
  });

  it('zone: a wall time that a clock change skips is read with the offset before the change', () => {
    expect(fromWall(wall('2026-03-29T02:30'), 'Europe/Berlin')).toBe(instant('2026-03-29T01:30Z'));
  });

  it('zone: a wall time that happens twice is the first of both instants', () => {
    expect(fromWall(wall('2026-10-25T02:30'), 'Europe/Berlin')).toBe(instant('2026-10-25T00:30Z'));
    expect(fromWall(wall('2026-11-01T01:30'), 'America/New_York')).toBe(
      instant('2026-11-01T05:30Z'),
    );
  });

  it('zone: the offset changes exactly at the instant of the clock change', () => {
    const change = instant('2026-10-25T01:00Z');
    expect(toWall(change - 60_000, 'Europe/Berlin')).toBe(wall('2026-10-25T02:59'));
    expect(toWall(change, 'Europe/Berlin')).toBe(wall('2026-10-25T02:00'));
  });

  it('zone: Pacific/Apia has no 30 December 2011', () => {
    expect(toWall(instant('2011-12-30T09:59Z'), 'Pacific/Apia')).toBe(wall('2011-12-29T23:59'));
    expect(toWall(instant('2011-12-30T10:00Z'), 'Pacific/Apia')).toBe(wall('2011-12-31T00:00'));
  });

  it('isZone: only IANA names are time zones', () => {
    expect(isZone('Europe/Berlin')).toBeTrue();
    expect(isZone('W. Europe Standard Time')).toBeFalse();
    expect(isZone('+01:00')).toBeFalse();
    expect(isZone('')).toBeFalse();
  });

  it('formatInstant: writes the offset of the zone, or Z for UTC', () => {
    expect(formatInstant(instant('2026-07-01T10:00Z'), 'Europe/London')).toBe(
      '2026-07-01T11:00:00+01:00',
    );
    expect(formatInstant(instant('2026-12-01T10:00Z'), 'Europe/London')).toBe(
      '2026-12-01T10:00:00Z',
    );
    expect(formatInstant(instant('2026-12-01T10:00Z'), 'America/St_Johns')).toBe(
      '2026-12-01T06:30:00-03:30',
    );
  });

  it('parseDate and parseInstant: dates and times that do not exist are undefined', () => {
    expect(parseDate('2026-02-29')).toBeUndefined();
    expect(parseDate('2024-02-29')).toBe(wall('2024-02-29T00:00'));
    expect(parseInstant('2026-11-22T24:00:00Z')).toBeUndefined();
    expect(parseInstant('2026-11-22T10:00:00')).toBeUndefined();
    expect(parseInstant('2026-11-22T10:00:00.5-03:30')).toBe(instant('2026-11-22T13:30:00Z'));
  });
});
