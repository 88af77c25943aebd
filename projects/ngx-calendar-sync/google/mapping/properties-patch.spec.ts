import type { GoogleEvent } from '../api/wire-types.generated';
import { propertiesPatch } from './properties-patch';

const BASE: GoogleEvent = { id: 'e', extendedProperties: { private: { a: '1', b: '2' } } };
const patchOf = (edit: object) => propertiesPatch(edit, BASE);

describe('Extended properties in an edit', () => {
  it('properties patch: null removes a property, in the model and in googleEvent', () => {
    const extendedProperties = { private: { a: null, b: '2' } };
    const patch = { private: { a: null } };
    expect(patchOf({ extendedProperties })).toEqual(patch);
    expect(patchOf({ googleEvent: { extendedProperties } })).toEqual(patch);
  });

  it('properties patch: extendedProperties null in googleEvent removes all private properties', () => {
    expect(patchOf({ googleEvent: { extendedProperties: null } })).toEqual({ private: null });
  });

  const circular: { self?: object } = {};
  circular.self = circular;
  for (const [what, value] of [
    ['a circular reference', circular],
    ['a function', () => 'secret'],
    ['a bigint', 5n],
  ] as const) {
    it(`properties patch: a custom property that is not JSON is refused with invalid-event: ${what}`, () => {
      expect(() => patchOf({ room: value })).toThrow(
        jasmine.objectContaining({
          code: 'invalid-event',
          message: jasmine.stringMatching(/^The property "room" cannot be kept/),
        }),
      );
    });
  }
});
