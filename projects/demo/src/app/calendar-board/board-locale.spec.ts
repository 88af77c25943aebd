import { boardLocale, weekStart } from './board-locale';

describe('boardLocale', () => {
  it('begins the week where the locale does', () => {
    expect(weekStart('en-US')).toBe(0);
    expect(weekStart('en-GB')).toBe(1);
    expect(weekStart('ar-EG')).toBe(6);
  });

  it('leaves out empty minutes where people count to twelve', () => {
    expect(boardLocale('en-US').slotHeaderFormat).toEqual(
      jasmine.objectContaining({ omitZeroMinute: true }),
    );
    expect(boardLocale('de-DE').slotHeaderFormat).toEqual(
      jasmine.objectContaining({ omitZeroMinute: false }),
    );
  });
});
