/** The browser's language as a BCP 47 tag, or else English. */
export function browserLocale(): string {
  // Contrary to its type it is missing where a server renders on an older Node.
  const browser = globalThis.navigator as Navigator | undefined;
  return browser?.language ?? 'en';
}

/** The ISO 639 code in a locale such as `de-AT`, or `ar_EG` as some apps write it. */
export function languageOf(locale: string): string {
  const [language = ''] = locale.toLowerCase().split(/[-_]/);
  return language;
}
