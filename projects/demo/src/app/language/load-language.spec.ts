import localeData from '@angular/common/locales/ar';
import { clearTranslations } from '@angular/localize';
import { type Language, type LanguageData } from './languages';
import { loadLanguage } from './load-language';

describe('loadLanguage', () => {
  const { documentElement } = document;
  const before = { lang: documentElement.lang, dir: documentElement.dir };
  const greeting = () => $localize`:@@loadLanguage.greeting:Hello`;
  const arabic = (load: () => Promise<LanguageData>): Language => ({
    code: 'ar',
    name: 'العربية',
    direction: 'rtl',
    load,
  });

  afterEach(() => {
    clearTranslations();
    Object.assign(documentElement, before);
  });

  it('loadLanguage: texts, locale and direction are those of the language', async () => {
    const texts = { 'loadLanguage.greeting': 'مرحبًا' };
    await loadLanguage(arabic(() => Promise.resolve({ texts, localeData })));
    expect(greeting()).toBe('مرحبًا');
    expect(documentElement.lang).toMatch(/^ar/);
    expect(documentElement.dir).toBe('rtl');
  });

  it('loadLanguage: everything is English where the texts cannot be loaded', async () => {
    await loadLanguage(arabic(() => Promise.reject(new TypeError('Failed to fetch'))));
    expect(greeting()).toBe('Hello');
    expect(documentElement.lang).toMatch(/^en/);
    expect(documentElement.dir).toBe('ltr');
  });
});
