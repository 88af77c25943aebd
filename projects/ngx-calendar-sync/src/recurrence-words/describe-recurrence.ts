import { browserLocale, languageOf } from '../browser-locale';
import type { LocaleNames } from './locale-names';
import type { RecurrenceWords } from './recurrence-words';
import type { RecurringEvent } from './recurring-event';

type LoadWords = () => Promise<{ recurrenceWords: (names: LocaleNames) => RecurrenceWords }>;

const englishWords: LoadWords = () => import('./english-words');

/** Loads the words of a language, by its ISO 639 code. */
const LANGUAGES: Readonly<Record<string, LoadWords>> = {
  ar: () => import('./arabic-words'),
  de: () => import('./german-words'),
  en: englishWords,
  hu: () => import('./hungarian-words'),
};

/** Has the forms of dates and times that most of the world's English knows. */
const ENGLISH_OF_OTHERS = 'en-GB';

/**
 * When an event recurs, in words: `every 2 weeks on Monday and Wednesday until 24 December 2026`. Arabic, English, German and
 * Hungarian are known, with the dates of the locale; English stands in for other languages. It begins with a small letter, to
 * stand in a sentence: CSS's `::first-letter` makes it a capital.
 *
 * It is never more than the rule says: a rule that these languages have no words for is told as one of its own, and dates that
 * are left out or added are counted. Days are those of the event's zone: UNTIL is told as the last day on which the event may
 * happen there.
 *
 * The code and the words of a language are loaded when they are first needed.
 * @param event The master of a series, as `getMaster` reads it, or a draft. Occurrences have no `recurrence`.
 * @param locale A BCP 47 language tag such as `de-AT`, by default the browser's.
 * @returns Empty for an event that does not recur.
 * @example
 * const master = await service.getMaster(occurrence);
 * this.repeats.set(await describeRecurrence(master, 'en')); // every Monday and Wednesday, 10 times
 */
export async function describeRecurrence(
  event: RecurringEvent,
  locale = browserLocale(),
): Promise<string> {
  if (!event.recurrence || event.recurrence.length === 0) {
    return '';
  }
  const language = languageOf(locale);
  const loadWords = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  const [{ localeNames, recurrenceText }, { recurrenceWords }] = await Promise.all([
    import('./recurrence-text'),
    (loadWords ?? englishWords)(),
  ]);
  const names = loadWords ? localeNames(locale, language) : localeNames(ENGLISH_OF_OTHERS, 'en');
  return recurrenceText(event, names, recurrenceWords(names));
}
