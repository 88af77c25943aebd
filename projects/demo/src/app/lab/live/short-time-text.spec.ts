import { shortTimeText } from './short-time-text';

describe('shortTimeText', () => {
  it('has day and time in the zone of the app', () => {
    const times = { start: '2026-11-27T01:30:00Z', end: '2026-11-27T02:30:00Z', allDay: false };
    expect(shortTimeText(times, 'en-GB', 'America/Los_Angeles')).toBe('Thu 26, 17:30');
  });

  it('has the day of an all-day event, in whatever zone', () => {
    const times = { start: '2026-11-26', end: '2026-11-27', allDay: true };
    expect(shortTimeText(times, 'en-GB', 'America/Los_Angeles')).toBe('Thu 26');
  });
});
