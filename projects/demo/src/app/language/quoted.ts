import { appDirection } from './app-locale';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** A title or name in the quotation marks of the app's language. */
export function quoted(name: string): string {
  return $localize`:@@app.quoted:“${isolated(name)}:NAME:”`;
}

/**
 * What comes from a calendar and stands in a sentence of the app. Where the app is written from right to left it keeps its own
 * direction, as an element with `dir="auto"` does, so that the punctuation around it stays at its place.
 */
export function isolated(content: string): string {
  return appDirection() === 'rtl'
    ? FIRST_STRONG_ISOLATE + content + POP_DIRECTIONAL_ISOLATE
    : content;
}
