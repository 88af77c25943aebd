/** The locale that dates and times are told in. */
export function browserLocale(): string {
  const { language, languages } = navigator as Partial<Navigator>;
  return firstUsableLocale(language, ...(languages ?? []));
}

/**
 * The first locale that `Intl` takes, else English. A browser that was started without a locale calls its language
 * `en-US@posix`, as the operating system does, which `Intl` refuses.
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

/** Without the encoding or variant of an operating system: `de_AT.UTF-8` is `de-AT`. */
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
