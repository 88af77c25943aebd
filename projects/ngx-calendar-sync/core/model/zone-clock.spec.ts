import { Temporal } from 'temporal-polyfill';
import { offsetsOf, ZoneClock } from './zone-clock';

describe('ZoneClock', () => {
  const HOUR_MS = 3_600_000;
  const ZONES = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

  for (const timeZone of ZONES) {
    it(`wallTimeAt and instantOf: agree with Intl in ${timeZone} in every half hour of a year`, () => {
      const options = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const;
      const inZone = new Intl.DateTimeFormat('en', options);
      const inUtc = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
      const clock = ZoneClock.of(timeZone);
      const start = Date.UTC(2026, 0, 1);
      for (let instant = start; instant < start + 366 * 24 * HOUR_MS; instant += HOUR_MS / 2) {
        const wallTime = clock.wallTimeAt(instant);
        expect(inUtc.format(wallTime)).toBe(inZone.format(instant));
        // A wall time that comes twice is read as the first, up to an hour before `instant`.
        expect([instant, instant - HOUR_MS / 2, instant - HOUR_MS]).toContain(
          clock.instantOf(wallTime),
        );
      }
    });
  }

  for (const timeZone of ZONES) {
    it(`comesTwice: in ${timeZone}, those wall times that two instants of a year show`, () => {
      const clock = ZoneClock.of(timeZone);
      const start = Date.UTC(2026, 0, 1);
      const seen = new Set<number>();
      const twice = new Set<number>();
      for (let instant = start; instant < start + 366 * 24 * HOUR_MS; instant += HOUR_MS / 4) {
        const wallTime = clock.wallTimeAt(instant);
        (seen.has(wallTime) ? twice : seen).add(wallTime);
      }
      expect([...seen].filter((wallTime) => clock.comesTwice(wallTime))).toEqual([...twice]);
    });
  }

  it('instantOf: the half hour that Lord Howe skips in spring becomes the half hour after it', () => {
    const clock = ZoneClock.of('Australia/Lord_Howe');
    expect(clock.instantOf(Date.UTC(2026, 9, 4, 2, 15))).toBe(Date.UTC(2026, 9, 3, 15, 45));
    expect(clock.wallTimeAt(Date.UTC(2026, 9, 3, 15, 45))).toBe(Date.UTC(2026, 9, 4, 2, 45));
  });

  it('find: reads the fixed offsets that other calendar programs write, by their sign', () => {
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
      // In IANA's names the sign is the other way round.
      'Etc/GMT+5': -5,
    };
    for (const [name, hours] of Object.entries(offsets)) {
      for (const instant of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)]) {
        expect(ZoneClock.find(name)?.offsetAt(instant))
          .withContext(name)
          .toBe(hours * HOUR_MS);
      }
    }
  });

  it('find and of: an unknown zone is not found, and falls back to the zone of the browser', () => {
    const unknown = ['Mars/Olympus', 'Etc/Unknown', '', 'GMT+99', '+5:3', 'Eastern Time (US)'];
    for (const name of unknown) {
      expect(ZoneClock.find(name)).withContext(name).toBeUndefined();
      expect(ZoneClock.of(name)).withContext(name).toBe(ZoneClock.of());
    }
  });

  it('offsetAt: the first and the last years have an offset, and NaN has none', () => {
    const clock = ZoneClock.of('America/Los_Angeles');
    for (const time of ['0001-01-01', '0999-12-31', '1000-01-01']) {
      expect(clock.offsetAt(Date.parse(time)))
        .withContext(time)
        .toBe(-(7 * 60 + 52) * 60_000 - 58_000);
    }
    for (const time of ['9999-12-31T23:59:59Z', '+010000-01-02', '+275760-09-13']) {
      expect(clock.offsetAt(Date.parse(time)))
        .withContext(time)
        .toBe(-8 * HOUR_MS);
    }
    expect(clock.instantOf(Date.UTC(9999, 11, 31))).toBe(Date.UTC(9999, 11, 31, 8));
    expect(clock.offsetAt(NaN)).toBeNaN();
  });

  // The browser's own Temporal, which `offsetsOf` takes by default, has the same shape as that of the polyfill.
  it('offsetsOf: by Temporal and by Intl, every zone has the same offsets', () => {
    for (const timeZone of [...ZONES, 'Africa/Casablanca', 'America/Sao_Paulo', 'asia/kolkata']) {
      const byTemporal = offsetsOf(timeZone, Temporal);
      const byIntl = offsetsOf(timeZone, false);
      const byBrowser = offsetsOf(timeZone);
      for (let instant = Date.UTC(1900, 0, 1); instant < Date.UTC(2040, 0, 1);) {
        const offset = byIntl(instant);
        expect([byTemporal(instant), byBrowser(instant)])
          .withContext(`${timeZone} ${new Date(instant).toISOString()}`)
          .toEqual([offset, offset]);
        instant += 9 * 24 * HOUR_MS + 5 * HOUR_MS;
      }
      expect([byTemporal(NaN), byIntl(NaN)]).toEqual([NaN, NaN]);
      expect(byTemporal(Date.parse('+275760-09-13'))).toBe(byIntl(Date.parse('+275760-09-13')));
    }
  });

  it('offsetsOf: a zone that is not known is a RangeError, by Temporal and by Intl', () => {
    for (const name of ['Mars/Olympus', '', '2026-06-10T09:00+02:00[Europe/Berlin]', 'T09:00Z']) {
      expect(() => offsetsOf(name, Temporal))
        .withContext(name)
        .toThrowError(RangeError);
      expect(() => offsetsOf(name, false))
        .withContext(name)
        .toThrowError(RangeError);
    }
  });

  it('offsetAt: each zone changes its offset once at most in three days', () => {
    const clock = ZoneClock.of('Africa/Freetown');
    const offsets = ['1939-08-31', '1939-09-02', '1939-09-07'].map((day) =>
      clock.offsetAt(Date.parse(day)),
    );
    const byIntl = offsetsOf('Africa/Freetown', false);
    expect(offsets).toEqual(
      ['1939-08-31', '1939-09-02', '1939-09-07'].map((day) => byIntl(Date.parse(day))),
    );
  });
});
