/**
 * The locale of everything on screen: `Intl`, Angular and FullCalendar use this one, so that dates have the language of the
 * texts around them. `loadLanguage` writes it into the page before the app starts.
 */
export function appLocale(): string {
  return firstUsableLocale(document.documentElement.lang);
}

/** Which way the app's language is written. */
export function appDirection(): 'ltr' | 'rtl' {
  return document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr';
}

/**
 * The first locale that `Intl` accepts, else English. A browser that was started without a locale reports the operating
 * system's `en-US@posix`, which `Intl` rejects.
 */
export function firstUsableLocale(...languages: readonly unknown[]): string {
  for (const language of languages) {
    const locale = usableLocale(language);
    if (locale) {
      return locale;
    }
  }
  return 'en';
}

/** Removes the encoding or variant that operating systems append: `de_AT.UTF-8` becomes `de-AT`. */
export function usableLocale(language: unknown): string | undefined {
  if (typeof language !== 'string') {
    return undefined;
  }
  const [tag = ''] = language.split(/[.@]/);
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
