import { appLocale, firstUsableLocale } from './app-locale';

describe('firstUsableLocale', () => {
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
    it(`firstUsableLocale: is ${locale} of ${JSON.stringify(languages)}`, () => {
      expect(firstUsableLocale(...languages)).toBe(locale);
    });
  }
});

describe('appLocale', () => {
  const { documentElement } = document;
  const langBefore = documentElement.lang;

  afterEach(() => {
    documentElement.lang = langBefore;
  });

  it('appLocale: is the locale of the page', () => {
    documentElement.lang = 'de-AT';
    expect(appLocale()).toBe('de-AT');
  });

  it('appLocale: is English where the page has none', () => {
    documentElement.lang = '';
    expect(appLocale()).toBe('en');
  });
});
