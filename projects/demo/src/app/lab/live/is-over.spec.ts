import { isOver } from './is-over';

const NOW = Date.parse('2026-11-26T03:00:00Z');

describe('isOver', () => {
  it('all-day event: it ends at midnight of the zone and not of UTC', () => {
    const event = { start: '2026-11-25', end: '2026-11-26', allDay: true };
    expect(isOver(event, NOW, 'UTC')).toBeTrue();
    expect(isOver(event, NOW, 'America/New_York')).toBeFalse();
    expect(isOver(event, NOW - 10 * 3_600_000, 'Asia/Tokyo')).toBeTrue();
  });

  it('event with a time: it ends at that moment', () => {
    const event = {
      start: '2026-11-26T02:00:00Z',
      end: '2026-11-26T04:00:00+01:00',
      allDay: false,
    };
    expect(isOver(event, NOW, 'UTC')).toBeTrue();
    expect(isOver(event, NOW - 1, 'UTC')).toBeFalse();
  });
});
