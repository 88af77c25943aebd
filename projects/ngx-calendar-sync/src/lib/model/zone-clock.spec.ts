import { ZoneClock } from './zone-clock';

describe('the clock of a time zone', () => {
  const hour = 3_600_000;
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

  for (const timeZone of zones) {
    it(`shows in ${timeZone} what the browser says, all year round`, () => {
      const options = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const;
      const here = new Intl.DateTimeFormat('en', options);
      const digits = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
      const clock = ZoneClock.of(timeZone);
      const start = Date.UTC(2026, 0, 1);
      for (let instant = start; instant < start + 366 * 24 * hour; instant += hour / 2) {
        const wall = clock.wallAt(instant);
        expect(digits.format(wall)).toBe(here.format(instant));
        // Of an hour that comes twice it is the first.
        expect([instant, instant - hour / 2, instant - hour]).toContain(clock.instantOf(wall));
      }
    });
  }

  it('goes on after the half hour that Lord Howe skips', () => {
    const clock = ZoneClock.of('Australia/Lord_Howe');
    expect(clock.instantOf(Date.UTC(2026, 9, 4, 2, 15))).toBe(Date.UTC(2026, 9, 3, 15, 45));
    expect(clock.wallAt(Date.UTC(2026, 9, 3, 15, 45))).toBe(Date.UTC(2026, 9, 4, 2, 45));
  });

  it('is not made for a zone that the browser does not know', () => {
    expect(() => ZoneClock.of('Mars/Olympus')).toThrowError(RangeError);
  });
});
