/** A language in which the demo has its texts. */
export interface Language {
  /** ISO 639 code. */
  readonly code: string;
  /** Its name in the language itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Loads what the language needs. English needs nothing: its texts stand in the source. */
  load?(): Promise<LanguageData>;
}

export interface LanguageData {
  /** The texts by the id that they have in the source. */
  readonly texts: Readonly<Record<string, string>>;
  /** Angular's data, among them the rules for plurals. */
  readonly localeData: unknown;
}

export const ENGLISH: Language = { code: 'en', name: 'English', direction: 'ltr' };

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  {
    code: 'de',
    name: 'Deutsch',
    direction: 'ltr',
    load: () => dataOf(import('./catalogues/de.json'), import('@angular/common/locales/de')),
  },
  {
    code: 'hu',
    name: 'Magyar',
    direction: 'ltr',
    load: () => dataOf(import('./catalogues/hu.json'), import('@angular/common/locales/hu')),
  },
  {
    code: 'ar',
    name: 'العربية',
    direction: 'rtl',
    load: () => dataOf(import('./catalogues/ar.json'), import('@angular/common/locales/ar')),
  },
];

interface Module<T> {
  readonly default: T;
}

async function dataOf(
  catalogue: Promise<Module<LanguageData['texts']>>,
  locale: Promise<Module<unknown>>,
): Promise<LanguageData> {
  const [{ default: texts }, { default: localeData }] = await Promise.all([catalogue, locale]);
  return { texts, localeData };
}
