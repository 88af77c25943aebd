import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { addDays, dateTimeAt, dateTimeOf, dayOf, instantOf, isEventTime } from './event-time';
import { inRange, timeRange } from './time-range';
import { ZoneClock } from './zone-clock';

// The suite runs in browsers of several time zones: no expectation may depend on the browser's zone.
describe('event time', () => {
  const ZONES = ['Pacific/Apia', 'America/Los_Angeles', 'UTC', 'Asia/Kolkata', 'Europe/Berlin'];

  it('dayOf and addDays: a day is the same day in every time zone', () => {
    for (const zone of ZONES) {
      expect(dayOf('2026-11-22', zone)).toBe('2026-11-22');
    }
    expect(dayOf('2026-11-22')).toBe('2026-11-22');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('dayOf: a Date without a zone has the day of the browser', () => {
    expect(dayOf(new Date(2026, 10, 22, 0, 0))).toBe('2026-11-22');
    expect(dayOf(new Date(2026, 10, 22, 23, 59))).toBe('2026-11-22');
  });

  it('instantOf: a day starts at its midnight in the given zone, or in that of the browser', () => {
    expect(instantOf('2026-11-22', 'Asia/Kolkata')).toBe(Date.parse('2026-11-22T00:00:00+05:30'));
    expect(instantOf('2026-11-22', 'Pacific/Apia')).toBe(Date.parse('2026-11-22T00:00:00+13:00'));
    expect(instantOf('2026-11-22')).toBe(new Date(2026, 10, 22).getTime());
  });

  it('dateTimeOf: an instant has the offset of the zone at that time, in winter and in summer', () => {
    expect(dateTimeOf(new Date('2026-01-15T12:00:00Z'), 'Europe/Berlin')).toBe(
      '2026-01-15T13:00:00+01:00',
    );
    expect(dateTimeOf('2026-07-15T12:00:00Z', 'Europe/Berlin')).toBe('2026-07-15T14:00:00+02:00');
    expect(dateTimeOf('2026-07-15T12:00:00Z', 'America/St_Johns')).toBe(
      '2026-07-15T09:30:00-02:30',
    );
  });

  it('dateTimeOf: a time without an offset is wall time in the zone', () => {
    expect(dateTimeOf('2026-07-15T09:30', 'Europe/Berlin')).toBe('2026-07-15T09:30:00+02:00');
    expect(dateTimeOf('2026-07-15', 'Europe/Berlin')).toBe('2026-07-15T00:00:00+02:00');
  });

  it('dateTimeOf: an hour that the change to summer time skips becomes the hour after it', () => {
    expect(dateTimeOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T03:30:00+02:00');
  });

  it('dateTimeOf: an hour that comes twice in autumn is the first one', () => {
    expect(dateTimeOf('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00+02:00');
  });

  it('dateTimeOf: without a zone agrees with the browser in every hour of a year', () => {
    for (let hour = 0; hour < 366 * 24; hour += 1) {
      const date = new Date(2026, 0, 1, hour, 30);
      expect(Date.parse(dateTimeOf(date))).toBe(date.getTime());
    }
  });

  it('dateTimeOf and addDays: a text that is no time is refused with invalid-event', () => {
    for (const nonsense of ['soon', '2026-13-45T00:00:00Z', new Date(NaN)]) {
      expect(() => dateTimeOf(nonsense)).toThrowMatching(isInvalidEvent);
    }
    for (const nonsense of ['soon', '2026-99-99', '']) {
      expect(() => addDays(nonsense, 1)).toThrowMatching(isInvalidEvent);
    }
  });

  it('dateTimeOf: in an unknown zone a time keeps its offset, and a Date has the zone of the browser', () => {
    for (const zone of ['Mars/Olympus', 'Etc/Unknown', 'GMT+99']) {
      expect(dateTimeOf('2026-06-10T18:00:00+05:30', zone)).toBe('2026-06-10T18:00:00+05:30');
      expect(dateTimeOf(new Date('2026-06-10T18:00:00Z'), zone)).toBe(
        dateTimeOf(new Date('2026-06-10T18:00:00Z')),
      );
      expect(instantOf('2026-06-10', zone)).toBe(instantOf('2026-06-10'));
      expect(dayOf(new Date(2026, 5, 10, 12), zone)).toBe('2026-06-10');
    }
  });

  it('dateTimeOf: a time without an offset is refused in an unknown zone, and read in a fixed offset', () => {
    expect(() => dateTimeOf('2026-06-10T18:00:00', 'Mars/Olympus')).toThrowMatching(isInvalidEvent);
    expect(dateTimeOf('2026-06-10T18:00:00', 'GMT+05:30')).toBe('2026-06-10T18:00:00+05:30');
    expect(dateTimeOf('2026-06-10T18:00:00Z', 'UTC-05:00')).toBe('2026-06-10T13:00:00-05:00');
  });

  it('dateTimeOf, dateTimeAt and addDays: the years 1 and 9999 are written, and later ones are cut', () => {
    expect(dateTimeOf('0001-01-01T12:00:00Z', 'UTC')).toBe('0001-01-01T12:00:00+00:00');
    expect(Date.parse(dateTimeOf('0001-01-01T12:00:00Z', 'Europe/Berlin'))).toBe(
      Date.parse('0001-01-01T12:00:00Z'),
    );
    expect(dateTimeOf('9999-12-31T23:59:59Z', 'America/New_York')).toBe(
      '9999-12-31T18:59:59-05:00',
    );
    // In India the year 10000 has begun, so that the time is written in UTC.
    expect(dateTimeOf('9999-12-31T23:59:59Z', 'Asia/Kolkata')).toBe('9999-12-31T23:59:59+00:00');
    expect(dateTimeAt(8.64e15, ZoneClock.of('UTC'))).toBe('9999-12-31T23:59:59+00:00');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
  });

  it('isEventTime: true for days and times that exist, false for 30 February and other texts', () => {
    for (const time of ['2026-02-28', '0001-01-01', '2026-06-10T18:00:00+05:30']) {
      expect(isEventTime(time)).withContext(time).toBeTrue();
    }
    for (const text of [
      '',
      'soon',
      '0000-00-00',
      '2026-99-99',
      '2026-02-31',
      '2026-13-01T00:00:00Z',
      '2026-06-10T99:00:00Z',
      '+010000-01-01',
    ]) {
      expect(isEventTime(text)).withContext(text).toBeFalse();
    }
  });

  it('inRange: an event shows if it starts before the end of the range and ends after its start', () => {
    const range = timeRange('2026-05-04T10:00:00Z', '2026-05-04T11:00:00Z');
    const shows = (start: string, end: string) => inRange({ start, end }, range);
    expect(shows('2026-05-04T09:00:00Z', '2026-05-04T10:00:00Z')).toBeFalse();
    expect(shows('2026-05-04T09:00:00Z', '2026-05-04T10:00:01Z')).toBeTrue();
    expect(shows('2026-05-04T11:00:00Z', '2026-05-04T12:00:00Z')).toBeFalse();
    expect(shows('2026-05-04T10:00:00Z', '2026-05-04T10:00:00Z')).toBeTrue();
  });

  it('inRange: an all-day event without a zone shows on its days in the zone of the browser', () => {
    const event = { start: '2026-05-04', end: '2026-05-05' };
    const day = timeRange(new Date(2026, 4, 4), new Date(2026, 4, 5));
    const dayBefore = timeRange(new Date(2026, 4, 3), new Date(2026, 4, 4));
    expect(inRange(event, day)).toBeTrue();
    expect(inRange(event, dayBefore)).toBeFalse();
  });
});

function isInvalidEvent(error: unknown): boolean {
  return error instanceof CalendarSyncError && error.code === 'invalid-event';
}
