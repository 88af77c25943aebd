import { addDays, dateTimeOf, moveAlong, wallTimeOf } from './zoned-time';

describe('zoned time', () => {
  it('is what the clock shows in the zone, whatever the offset it was written with', () => {
    expect(wallTimeOf('2026-11-22T23:30:00Z', 'Europe/Berlin')).toEqual({
      date: '2026-11-23',
      time: '00:30',
    });
    expect(wallTimeOf('2026-11-22T09:05:59+05:30', 'America/New_York')).toEqual({
      date: '2026-11-21',
      time: '22:35',
    });
  });

  it('gets the offset of its day: summer and winter', () => {
    const at = (date: string) => dateTimeOf({ date, time: '09:30' }, 'Europe/Berlin');
    expect(at('2026-07-01')).toBe('2026-07-01T09:30:00+02:00');
    expect(at('2026-11-22')).toBe('2026-11-22T09:30:00+01:00');
  });

  it('takes a time that the change to summer time leaves out as the one after it', () => {
    const start = dateTimeOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin');
    expect(start).toBe('2026-03-29T03:30:00+02:00');
  });

  it('counts days across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('moves an end as far as its start', () => {
    const moved = moveAlong(
      { date: '2026-11-22', time: '23:30' },
      { date: '2026-11-22', time: '22:00' },
      { date: '2026-11-24', time: '23:00' },
    );
    expect(moved).toEqual({ date: '2026-11-25', time: '00:30' });
  });
});
