import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { browserLocale, languageOf } from '../browser-locale';
import type { ErrorTexts } from './error-texts';

/** Loads the texts of a language, by its ISO 639 code. */
const LANGUAGES: Readonly<Record<string, () => Promise<{ readonly texts: ErrorTexts }>>> = {
  ar: () => import('./ar'),
  de: () => import('./de'),
  en: () => import('./en'),
  hu: () => import('./hu'),
};

/**
 * What a user should read of an error, in Arabic, English, German or Hungarian: what is the matter and what to do, without
 * technical terms. The `message` of an error is for developers, in English, and short in production builds.
 *
 * The texts of a language are loaded when they are first needed. An app that shows errors without a network, too, calls this
 * once at its start. Where the texts cannot be loaded, this is the `message`.
 * @param error Whatever was thrown. What is no CalendarSyncError is told as `unexpected`.
 * @param locale A BCP 47 language tag such as `de-AT`, by default the browser's. English stands in for other languages.
 * @example
 * service.addEvent('primary', draft).catch(async (error) => this.toast.show(await errorText(error, 'de')));
 */
export async function errorText(error: unknown, locale = browserLocale()): Promise<string> {
  const { code, message } = CalendarSyncError.from(error);
  const language = languageOf(locale);
  const load = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : LANGUAGES['en'];
  try {
    return (await load?.())?.texts[code] ?? message;
  } catch {
    return message;
  }
}
