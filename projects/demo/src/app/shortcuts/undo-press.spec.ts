import { isUndoPress } from './undo-press';

function press(init: KeyboardEventInit, target: HTMLElement = document.body): boolean {
  let isUndo = false;
  if (target !== document.body) {
    document.body.append(target);
  }
  const listen = (event: KeyboardEvent) => (isUndo = isUndoPress(event));
  document.addEventListener('keydown', listen, { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  if (target !== document.body) {
    target.remove();
  }
  return isUndo;
}

describe('isUndoPress', () => {
  it('is Ctrl or Cmd and Z, wherever the layout has it', () => {
    expect(press({ key: 'z', code: 'KeyZ', ctrlKey: true })).toBeTrue();
    expect(press({ key: 'z', code: 'KeyZ', metaKey: true })).toBeTrue();
    // A German keyboard, and an Arabic one.
    expect(press({ key: 'z', code: 'KeyY', ctrlKey: true })).toBeTrue();
    expect(press({ key: 'y', code: 'KeyZ', ctrlKey: true })).toBeFalse();
    expect(press({ key: 'ئ', code: 'KeyZ', ctrlKey: true })).toBeTrue();
  });

  it('is none without Ctrl, with Shift or Alt, and while the key is held down', () => {
    expect(press({ key: 'z', code: 'KeyZ' })).toBeFalse();
    for (const more of ['shiftKey', 'altKey', 'repeat']) {
      expect(press({ key: 'z', code: 'KeyZ', ctrlKey: true, [more]: true }))
        .withContext(more)
        .toBeFalse();
    }
  });

  it('is none in a text field, and while a dialog is open', () => {
    expect(
      press({ key: 'z', code: 'KeyZ', ctrlKey: true }, document.createElement('input')),
    ).toBeFalse();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    expect(press({ key: 'z', code: 'KeyZ', ctrlKey: true })).toBeFalse();
    dialog.remove();
  });
});
