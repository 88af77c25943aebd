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

  for (const odd of ['en-US@posix', 'C', '', 'no locale']) {
    it(`B5: gives way where the browser says ${JSON.stringify(odd)}`, () => {
      const { locale } = boardLocale(odd);
      expect(() => new Intl.DateTimeFormat(locale as string)).not.toThrow();
    });
  }
});
