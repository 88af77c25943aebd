/** The locale in which the app shows dates and times. */
export function browserLocale(): string {
  const { language, languages } = navigator as Partial<Navigator>;
  return firstUsableLocale(language, ...(languages ?? []));
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
function usableLocale(language: unknown): string | undefined {
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
