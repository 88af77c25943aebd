import { upcomingFirst } from './upcoming-first';

describe('upcomingFirst', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const ended = (end: string) => ({ end });

  it('returns upcoming events in their order, then past ones, the latest first', () => {
    const events = [
      ended('2026-06-01T10:00:00Z'),
      ended('2026-11-21T10:00:00Z'),
      ended('2026-11-23T10:00:00Z'),
      ended('2026-12-24'),
    ];
    expect(upcomingFirst(events, now).map(({ end }) => end)).toEqual([
      '2026-11-23T10:00:00Z',
      '2026-12-24',
      '2026-11-21T10:00:00Z',
      '2026-06-01T10:00:00Z',
    ]);
  });

  it('counts an event that has not ended yet as upcoming', () => {
    const events = [ended('2026-11-22T11:59:59Z'), ended('2026-11-22T12:30:00Z')];
    expect(upcomingFirst(events, now)[0]?.end).toBe('2026-11-22T12:30:00Z');
  });
});
