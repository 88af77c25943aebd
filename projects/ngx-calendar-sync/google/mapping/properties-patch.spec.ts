import type { GoogleEvent } from '../api/wire-types.generated';
import { propertiesPatch } from './properties-patch';

const base: GoogleEvent = { id: 'e', extendedProperties: { private: { a: '1', b: '2' } } };
const patchOf = (edit: object) => propertiesPatch(edit, base);

describe('Extended properties in an edit', () => {
  it('null takes one away, in the model and in googleEvent', () => {
    const extendedProperties = { private: { a: null, b: '2' } };
    const patch = { private: { a: null } };
    expect(patchOf({ extendedProperties })).toEqual(patch);
    expect(patchOf({ googleEvent: { extendedProperties } })).toEqual(patch);
  });

  it('null in googleEvent takes all of them away', () => {
    expect(patchOf({ googleEvent: { extendedProperties: null } })).toEqual({ private: null });
  });

  const circle: { self?: object } = {};
  circle.self = circle;
  for (const [what, value] of [
    ['a circle', circle],
    ['a function', () => 'secret'],
    ['a bigint', 5n],
  ] as const) {
    it(`a property of the app's own that is no JSON is refused in words: ${what}`, () => {
      expect(() => patchOf({ room: value })).toThrow(
        jasmine.objectContaining({
          code: 'invalid-event',
          message: jasmine.stringMatching(/^The property "room" cannot be kept/),
        }),
      );
    });
  }
});
