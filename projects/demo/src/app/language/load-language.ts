import { registerLocaleData } from '@angular/common';
import { loadTranslations } from '@angular/localize';
import { ENGLISH, type Language } from './languages';
import { localeOf, preferredLanguage } from './preferred-language';

/**
 * Loads the texts of the preferred language, and tells the page its locale and direction. Call it before anything of the
 * app is imported: a text that is evaluated before stays English. Where the texts cannot be loaded, all of the app is English.
 */
export async function loadLanguage(preferred: Language = preferredLanguage()): Promise<void> {
  const language = await withTexts(preferred);
  document.documentElement.lang = localeOf(language);
  document.documentElement.dir = language.direction;
}

async function withTexts(language: Language): Promise<Language> {
  try {
    const data = await language.load?.();
    if (data) {
      registerLocaleData(data.localeData, language.code);
      loadTranslations(data.texts);
    }
    return language;
  } catch {
    return ENGLISH;
  }
}
