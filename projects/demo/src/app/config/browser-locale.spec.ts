import { browserLocale, firstUsableLocale } from './browser-locale';

describe('browserLocale', () => {
  const cases: readonly (readonly [languages: readonly unknown[], locale: string])[] = [
    [['de-AT', 'en'], 'de-AT'],
    [['en-US@posix'], 'en-US'],
    [['de_AT.UTF-8', 'en'], 'de-AT'],
    [['C', 'en-GB'], 'en-GB'],
    [['', 'en-GB'], 'en-GB'],
    [['x-private', 'fr'], 'fr'],
    [['not a locale', undefined, null, 7], 'en'],
    [[], 'en'],
  ];
  for (const [languages, locale] of cases) {
    it(`is ${locale} if the browser’s languages are ${JSON.stringify(languages)}`, () => {
      expect(firstUsableLocale(...languages)).toBe(locale);
    });
  }

  it('is a locale that Intl accepts in this browser', () => {
    expect(() => new Intl.DateTimeFormat(browserLocale())).not.toThrow();
  });
});
