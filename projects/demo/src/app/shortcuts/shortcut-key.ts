import { TEXT_FIELDS } from './key-places';

const LETTER = /^\p{Letter}$/u;
const PRINTABLE_ASCII = /^[!-~]$/;

/**
 * The shortcut that a key press asks for, as in `t` or `?`; `undefined` if it is none: while the user types or writes with an
 * input method, with Ctrl, Alt or Meta, which are the browser's, and when a key is held down.
 */
export function shortcutKey(event: KeyboardEvent): string | undefined {
  const { key, target, ctrlKey, altKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || ctrlKey || altKey || metaKey) {
    return undefined;
  }
  if (target instanceof Element && target.closest(TEXT_FIELDS)) {
    return undefined;
  }
  if (LETTER.test(key) && shiftKey) {
    return undefined;
  }
  if (PRINTABLE_ASCII.test(key)) {
    return key.toLowerCase();
  }
  return key.length === 1 ? keyOnLatinKeyboard(event) : undefined;
}

/** For layouts without Latin letters, as Arabic ones: what the same key gives on a keyboard of the United States. */
function keyOnLatinKeyboard({ code, shiftKey }: KeyboardEvent): string | undefined {
  if (code === 'Slash') {
    return shiftKey ? '?' : '/';
  }
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
}
