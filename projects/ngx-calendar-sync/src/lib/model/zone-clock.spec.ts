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

  it('fixed offsets as other calendars name them are read by their sign', () => {
    const offsets = {
      'GMT+05:30': 5.5,
      'UTC+2': 2,
      'GMT+02:00': 2,
      'UTC-05:00': -5,
      '+05:30': 5.5,
      'utc+0530': 5.5,
      '(GMT +1)': 1,
      '−03:30': -3.5,
      Z: 0,
      GMT: 0,
      // IANA's own names have the sign the other way round.
      'Etc/GMT+5': -5,
    };
    for (const [name, hours] of Object.entries(offsets)) {
      for (const instant of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)]) {
        expect(ZoneClock.find(name)?.offsetAt(instant))
          .withContext(name)
          .toBe(hours * hour);
      }
    }
  });

  it('an unknown zone is not found, and is shown by the clock of the browser', () => {
    const unknown = ['Mars/Olympus', 'Etc/Unknown', '', 'GMT+99', '+5:3', 'Eastern Time (US)'];
    for (const name of unknown) {
      expect(ZoneClock.find(name)).withContext(name).toBeUndefined();
      expect(ZoneClock.of(name)).withContext(name).toBe(ZoneClock.of());
    }
  });

  it('the first and the last years have an offset', () => {
    const clock = ZoneClock.of('America/Los_Angeles');
    for (const time of ['0001-01-01', '0999-12-31', '1000-01-01']) {
      expect(clock.offsetAt(Date.parse(time)))
        .withContext(time)
        .toBe(-(7 * 60 + 52) * 60_000 - 58_000);
    }
    for (const time of ['9999-12-31T23:59:59Z', '+010000-01-02', '+275760-09-13']) {
      expect(clock.offsetAt(Date.parse(time)))
        .withContext(time)
        .toBe(-8 * hour);
    }
    expect(clock.instantOf(Date.UTC(9999, 11, 31))).toBe(Date.UTC(9999, 11, 31, 8));
    expect(clock.offsetAt(NaN)).toBeNaN();
  });
});
