import { shortTimeText } from './short-time-text';

describe('shortTimeText', () => {
  it('has day and time in the zone of the app', () => {
    const times = { start: '2026-11-26T23:30:00Z', end: '2026-11-27T00:30:00Z', allDay: false };
    expect(shortTimeText(times, 'en-GB', 'Europe/Berlin')).toBe('Fri 27, 00:30');
  });

  it('has the day of an all-day event, in whatever zone', () => {
    const times = { start: '2026-11-26', end: '2026-11-27', allDay: true };
    expect(shortTimeText(times, 'en-GB', 'America/Los_Angeles')).toBe('Thu 26');
  });
});
