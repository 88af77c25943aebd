import { DIALOGS, TEXT_FIELDS } from './key-places';

/** Whether a key press asks to take the last change back: not in a field or dialog, where it means what was typed. */
export function isUndoPress(event: KeyboardEvent): boolean {
  const { key, code, target, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat || altKey || shiftKey) {
    return false;
  }
  // Keyboards without Latin letters, as Arabic ones, have another letter at the place of Z.
  const isZ = /^[a-z]$/i.test(key) ? key.toLowerCase() === 'z' : code === 'KeyZ';
  const isTyped = target instanceof Element && target.closest(TEXT_FIELDS);
  return isZ && ctrlKey !== metaKey && !isTyped && !document.querySelector(DIALOGS);
}
