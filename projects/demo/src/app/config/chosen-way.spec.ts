import { CHOSEN_WAY_KEY, keepChosenWay, readChosenWay } from './chosen-way';

describe('readChosenWay', () => {
  afterEach(() => {
    localStorage.removeItem(CHOSEN_WAY_KEY);
  });

  it('returns the way that was kept, as long as the first way is the same', () => {
    expect(keepChosenWay({ way: 'client', inPlaceOf: 'server' })).toBeTrue();
    expect(readChosenWay('server')).toBe('client');
    expect(readChosenWay('redirect')).toBeUndefined();
  });

  for (const text of ['', 'client', '7', 'null', '{"way":"telepathy","inPlaceOf":"server"}']) {
    it(`returns nothing where the browser has kept ${JSON.stringify(text)}`, () => {
      localStorage.setItem(CHOSEN_WAY_KEY, text);
      expect(readChosenWay('server')).toBeUndefined();
    });
  }

  it('returns nothing, and keeping fails without an error, where the storage is switched off', () => {
    const refusal = new DOMException('Storage is switched off.', 'SecurityError');
    spyOn(Storage.prototype, 'getItem').and.throwError(refusal);
    spyOn(Storage.prototype, 'setItem').and.throwError(refusal);
    expect(keepChosenWay({ way: 'client', inPlaceOf: 'server' })).toBeFalse();
    expect(readChosenWay('server')).toBeUndefined();
  });
});
