import { eventTimeText } from './event-time-text';

/** `Intl` puts narrow spaces between some parts: here each is a plain one. */
const withPlainSpaces = (text: string) => text.replace(/\s/g, ' ');

describe('eventTimeText', () => {
  it('ends with the last day of an all-day event, not with the day after it', () => {
    const times = { start: '2026-11-22', end: '2026-11-25', allDay: true };
    const text = eventTimeText(times, 'en-GB', 'Pacific/Apia');
    expect(text).toContain('22');
    expect(text).toContain('24 November 2026');
    expect(text).not.toContain('25');
  });

  it('names the day of a one-day event once', () => {
    const times = { start: '2026-11-22', end: '2026-11-23', allDay: true };
    expect(withPlainSpaces(eventTimeText(times, 'en-US', 'UTC'))).toBe('Sunday, November 22, 2026');
  });

  it('shows times in the given zone', () => {
    const times = { start: '2026-11-22T09:00:00Z', end: '2026-11-22T10:30:00Z', allDay: false };
    const text = withPlainSpaces(eventTimeText(times, 'en-GB', 'Europe/Berlin'));
    expect(text).toContain('22 November 2026');
    expect(text).toMatch(/10:00.11:30/);
  });
});
