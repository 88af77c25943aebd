import { eventTimeText } from './event-time-text';

/** Intl puts thin and narrow spaces between some parts. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('eventTimeText', () => {
  it('names the last day of an all-day event, not the day after it', () => {
    const span = { start: '2026-11-22', end: '2026-11-25', allDay: true };
    const text = eventTimeText(span, 'en-GB', 'Pacific/Apia');
    expect(text).toContain('22');
    expect(text).toContain('24 November 2026');
    expect(text).not.toContain('25');
  });

  it('names one day once', () => {
    const span = { start: '2026-11-22', end: '2026-11-23', allDay: true };
    expect(plain(eventTimeText(span, 'en-US', 'UTC'))).toBe('Sunday, November 22, 2026');
  });

  it('tells times in the given zone', () => {
    const span = { start: '2026-11-22T09:00:00Z', end: '2026-11-22T10:30:00Z', allDay: false };
    const text = plain(eventTimeText(span, 'en-GB', 'Europe/Berlin'));
    expect(text).toContain('22 November 2026');
    expect(text).toMatch(/10:00.11:30/);
  });
});
