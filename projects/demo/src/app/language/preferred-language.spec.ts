import { ENGLISH, type Language, LANGUAGES } from './languages';
import { localeOf, preferredLanguage, storePreferredLanguage } from './preferred-language';

function language(code: string): Language {
  const found = LANGUAGES.find((one) => one.code === code);
  if (!found) {
    throw new Error(`There is no language ${code}.`);
  }
  return found;
}

describe('preferredLanguage', () => {
  let browserLanguages: readonly string[] = [];
  let stored: string | null;

  beforeEach(() => {
    stored = null;
    spyOnProperty(navigator, 'language').and.callFake(() => browserLanguages[0] ?? '');
    spyOnProperty(navigator, 'languages').and.callFake(() => browserLanguages);
    spyOn(Storage.prototype, 'getItem').and.callFake(() => stored);
  });

  const cases: readonly (readonly [
    browser: readonly string[],
    stored: string | null,
    is: string,
  ])[] = [
    [['de-AT', 'en'], null, 'de'],
    [['fr', 'hu-HU', 'de'], null, 'hu'],
    [['ar_EG.UTF-8'], null, 'ar'],
    [['fr', 'ja'], null, 'en'],
    [[], null, 'en'],
    [['de-AT'], 'hu', 'hu'],
    [['de-AT'], 'en', 'en'],
    [['de-AT'], 'tlh', 'de'],
    [['fr'], '', 'en'],
  ];
  for (const [browser, choice, expected] of cases) {
    it(`preferredLanguage: is ${expected} if the browser’s are ${JSON.stringify(browser)} and ${JSON.stringify(choice)} is stored`, () => {
      browserLanguages = browser;
      stored = choice;
      expect(preferredLanguage().code).toBe(expected);
    });
  }

  it('preferredLanguage: the browser decides where localStorage is blocked', () => {
    browserLanguages = ['hu'];
    (Storage.prototype.getItem as jasmine.Spy).and.throwError(new DOMException('blocked'));
    expect(preferredLanguage().code).toBe('hu');
  });

  it('storePreferredLanguage: returns false where localStorage is blocked', () => {
    spyOn(Storage.prototype, 'setItem').and.throwError(new DOMException('blocked'));
    expect(storePreferredLanguage('de')).toBeFalse();
  });
});

describe('localeOf', () => {
  const cases: readonly (readonly [code: string, browser: readonly string[], locale: string])[] = [
    ['de', ['en', 'de-AT', 'de'], 'de-AT'],
    ['de', ['en-GB'], 'de'],
    ['en', ['fr', 'en-GB'], 'en-GB'],
    ['ar', ['ar'], 'ar'],
    ['ar', ['ar-EG'], 'ar-EG-u-nu-latn'],
    ['ar', ['en'], 'ar'],
  ];
  for (const [code, browser, locale] of cases) {
    it(`localeOf: is ${locale} for ${code} if the browser’s are ${JSON.stringify(browser)}`, () => {
      expect(localeOf(language(code), browser)).toBe(locale);
    });
  }

  it('localeOf: Arabic has the same digits whatever its country', () => {
    for (const country of ['ar', 'ar-EG', 'ar-SA', 'ar-AE']) {
      const locale = localeOf(language('ar'), [country]);
      expect(new Intl.NumberFormat(locale).format(1980).replace(/\D/g, '')).toBe('1980');
    }
  });

  it('localeOf: English is English where the browser has none', () => {
    expect(localeOf(ENGLISH, [])).toBe('en');
  });
});
