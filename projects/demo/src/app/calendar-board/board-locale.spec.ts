import { boardLocale, firstDayOfWeek } from './board-locale';

describe('boardLocale', () => {
  it('begins the week on the locale’s first day', () => {
    expect(firstDayOfWeek('en-US')).toBe(0);
    expect(firstDayOfWeek('en-GB')).toBe(1);
    expect(firstDayOfWeek('ar-EG')).toBe(6);
  });

  it('writes full hours without minutes only where the locale has a twelve-hour clock', () => {
    expect(boardLocale('en-US').slotHeaderFormat).toEqual(
      jasmine.objectContaining({ omitZeroMinute: true }),
    );
    expect(boardLocale('de-DE').slotHeaderFormat).toEqual(
      jasmine.objectContaining({ omitZeroMinute: false }),
    );
  });

  for (const invalid of ['en-US@posix', 'C', '', 'no locale']) {
    it(`uses a locale that Intl accepts if the browser’s is ${JSON.stringify(invalid)}`, () => {
      const { locale } = boardLocale(invalid);
      expect(() => new Intl.DateTimeFormat(locale as string)).not.toThrow();
    });
  }
});
