import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
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

  const many = (count: number, value: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, value]));

  for (const [what, most, one] of [
    ['300', many(298, ''), { c: '' }],
    ['32 kB', many(31, 'x'.repeat(1_000)), { c: 'é'.repeat(900) }],
  ] as const) {
    it(`properties patch: more than ${what} of properties are refused with invalid-event before they wait`, () => {
      const stored = { ...BASE.extendedProperties?.private, ...most };
      const edit = (properties: object) => () => patchOf({ extendedProperties: properties });
      expect(edit({ private: stored })).not.toThrow();
      expect(edit({ private: stored, shared: one })).toThrow(
        jasmine.objectContaining({ code: 'invalid-event' }),
      );
      expect(edit({ private: { ...stored, p0: null }, shared: { c: '' } })).not.toThrow();
    });
  }

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

describe('Own properties in an edit', () => {
  const stored: GoogleEvent = {
    id: 'e',
    extendedProperties: { private: { patient: 'Ada', visits: '{ "count": 3 }', broken: '{' } },
  };
  const ownProperties = new Map([
    ['patient', 'text'],
    ['visits', 'json'],
    ['broken', 'json'],
  ] as const);
  const ownPatch = (edit: object, base?: GoogleEvent) => propertiesPatch(edit, base, ownProperties);

  it('properties patch: an own property that is the same as it was read is not sent, whatever the form of its JSON', () => {
    expect(ownPatch({ patient: 'Ada', visits: { count: 3 } }, stored)).toBeUndefined();
  });

  it('properties patch: an edited own property is sent alone, a text as it is, JSON as JSON, also a string', () => {
    expect(ownPatch({ patient: 'Ada', visits: 'three' }, stored)).toEqual({
      private: { visits: '"three"' },
    });
    expect(ownPatch({ patient: '3', visits: { count: 3 } }, stored)).toEqual({
      private: { patient: '3' },
    });
  });

  it('properties patch: null removes an own property, declared or not, also one that is no JSON', () => {
    const removed = { patient: null, visits: null, broken: null, room: null };
    expect(ownPatch(removed, stored)).toEqual({
      private: { patient: null, visits: null, broken: null },
    });
    expect(ownPatch({ room: null })).toEqual({ private: { room: null } });
  });

  it('properties patch: an own property of the kind text that is no text is refused with invalid-event', () => {
    expect(() => ownPatch({ patient: 5 })).toThrow(
      jasmine.objectContaining({
        code: 'invalid-event',
        message: jasmine.stringMatching(/^The property "patient" cannot be kept .* not a text/),
      }),
    );
  });

  it('properties patch: an edit of extendedProperties is sent though the own property is spread unedited', () => {
    const extendedProperties = { private: { patient: 'Bob' } };
    expect(ownPatch({ patient: 'Ada', extendedProperties }, stored)?.['private']).toEqual(
      jasmine.objectContaining({ patient: 'Bob' }),
    );
  });

  it('properties patch: names that every object inherits are stored like any other', () => {
    const edit = JSON.parse('{ "toString": "a", "__proto__": "b", "constructor": null }') as object;
    const patch = propertiesPatch(edit, BASE);
    expect(JSON.stringify(patch)).toBe('{"private":{"toString":"a","__proto__":"b"}}');
  });
});
