import { appLocale } from './app-locale';

/**
 * The form of a text that belongs to a count, with the count for each `#`.
 * @param forms Those that the language has, by the categories of `Intl.PluralRules`: `one {# guest} other {# guests}`
 */
export function pluralText(forms: string, count: number, locale = appLocale()): string {
  const texts = new Map(
    Array.from(forms.matchAll(/(\w+) \{([^}]*)\}/g), ([, category, text]) => [category, text]),
  );
  const text = texts.get(new Intl.PluralRules(locale).select(count)) ?? texts.get('other') ?? '';
  return text.replaceAll('#', new Intl.NumberFormat(locale).format(count));
}
