import { appLocale } from './app-locale';

/** Facts one after the other, as in `2 coming, 1 no answer yet`. */
export function listText(items: readonly string[]): string {
  return new Intl.ListFormat(appLocale(), { type: 'unit', style: 'short' }).format(items);
}
