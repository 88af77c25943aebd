import { usableLocale } from './app-locale';
import { ENGLISH, type Language, LANGUAGES } from './languages';

const STORAGE_KEY = 'calendar-demo.language';

/** The language that the user has chosen, else the first of the browser's that the demo has, else English. */
export function preferredLanguage(): Language {
  return languageOf(storedCode()) ?? browserLocales().map(languageOf).find(Boolean) ?? ENGLISH;
}

/**
 * Keeps the user's choice, which holds from the next start of the app.
 * @returns Whether the browser keeps it: its storage may be switched off or full.
 */
export function storePreferredLanguage(code: string): boolean {
  try {
    localStorage.setItem(STORAGE_KEY, code);
    return true;
  } catch {
    return false;
  }
}

/** The browser's own locale for a language, such as `de-AT` for German, else the language alone. */
export function localeOf(
  { code }: Language,
  locales: readonly string[] = browserLocales(),
): string {
  const locale = locales.find((one) => languageCodeOf(one) === code) ?? code;
  // `ar` has the digits 0 to 9 while `ar-EG` has those of its own. Texts with numbers have the former, so dates have them too.
  return code === 'ar' && digitsOf(locale) !== 'latn'
    ? new Intl.Locale(locale, { numberingSystem: 'latn' }).toString()
    : locale;
}

function browserLocales(): readonly string[] {
  const { language, languages } = navigator as Partial<Navigator>;
  return [language, ...(languages ?? [])].flatMap((one) => usableLocale(one) ?? []);
}

function storedCode(): string | undefined {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function languageOf(locale: string | undefined): Language | undefined {
  const code = languageCodeOf(locale ?? '');
  return LANGUAGES.find((language) => language.code === code);
}

function languageCodeOf(locale: string): string | undefined {
  return locale.split('-')[0];
}

function digitsOf(locale: string): string {
  return new Intl.NumberFormat(locale).resolvedOptions().numberingSystem;
}
