import { addDays, dateTimeOf, moveEndWithStart, wallTimeOf } from './zoned-time';

describe('zoned time', () => {
  it('wallTimeOf returns what a clock in the zone shows, whatever offset the time is written with', () => {
    expect(wallTimeOf('2026-11-22T23:30:00Z', 'Europe/Berlin')).toEqual({
      date: '2026-11-23',
      time: '00:30',
    });
    expect(wallTimeOf('2026-11-22T09:05:59+05:30', 'America/New_York')).toEqual({
      date: '2026-11-21',
      time: '22:35',
    });
  });

  it('dateTimeOf returns the zone’s offset on that day, in summer and in winter', () => {
    const at = (date: string) => dateTimeOf({ date, time: '09:30' }, 'Europe/Berlin');
    expect(at('2026-07-01')).toBe('2026-07-01T09:30:00+02:00');
    expect(at('2026-11-22')).toBe('2026-11-22T09:30:00+01:00');
  });

  it('dateTimeOf moves a time that the change to summer time skips to an hour later', () => {
    const start = dateTimeOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin');
    expect(start).toBe('2026-03-29T03:30:00+02:00');
  });

  it('addDays counts across months, years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('moveEndWithStart moves an end by as much as its start', () => {
    const moved = moveEndWithStart(
      { date: '2026-11-22', time: '23:30' },
      { date: '2026-11-22', time: '22:00' },
      { date: '2026-11-24', time: '23:00' },
    );
    expect(moved).toEqual({ date: '2026-11-25', time: '00:30' });
  });
});
