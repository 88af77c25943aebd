import { shortcutKey } from './shortcut-key';

function press(init: KeyboardEventInit, target: HTMLElement = document.body): string | undefined {
  let key: string | undefined;
  if (target !== document.body) {
    document.body.append(target);
  }
  const listen = (event: KeyboardEvent) => (key = shortcutKey(event));
  document.addEventListener('keydown', listen, { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  if (target !== document.body) {
    target.remove();
  }
  return key;
}

function element(html: string): HTMLElement {
  const template = document.createElement('div');
  template.innerHTML = html;
  return template.firstElementChild as HTMLElement;
}

describe('shortcutKey', () => {
  it('is the character of the key, wherever the layout has it', () => {
    expect(press({ key: 't', code: 'KeyT' })).toBe('t');
    // Capitals by Caps Lock, Dvorak, and a German and a Hungarian keyboard.
    expect(press({ key: 'T', code: 'KeyT' })).toBe('t');
    expect(press({ key: 't', code: 'KeyK' })).toBe('t');
    expect(press({ key: '/', code: 'Digit7', shiftKey: true })).toBe('/');
    expect(press({ key: '?', code: 'Comma', shiftKey: true })).toBe('?');
  });

  it('is the Latin key in the same place if the layout has other letters', () => {
    expect(press({ key: 'ف', code: 'KeyT' })).toBe('t');
    expect(press({ key: 'е', code: 'KeyT' })).toBe('t');
    expect(press({ key: 'ظ', code: 'Slash' })).toBe('/');
    expect(press({ key: '؟', code: 'Slash', shiftKey: true })).toBe('?');
    expect(press({ key: 'ç', code: 'Semicolon' })).toBeUndefined();
  });

  it('is undefined with Ctrl, Alt, Meta, or Shift and a letter, and while a key is held down', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey', 'repeat']) {
      expect(press({ key: 't', code: 'KeyT', [modifier]: true }))
        .withContext(modifier)
        .toBeUndefined();
    }
    expect(press({ key: 'Enter', code: 'Enter' })).toBeUndefined();
  });

  it('is undefined while the user types or writes with an input method', () => {
    expect(press({ key: 't', code: 'KeyT', isComposing: true })).toBeUndefined();
    for (const html of [
      '<input>',
      '<input type="search">',
      '<textarea></textarea>',
      '<select></select>',
      '<p contenteditable></p>',
    ]) {
      expect(press({ key: 't', code: 'KeyT' }, element(html)))
        .withContext(html)
        .toBeUndefined();
    }
    expect(press({ key: 't', code: 'KeyT' }, element('<input type="checkbox">'))).toBe('t');
  });
});
