import fc from 'fast-check';
import { sameJson } from './same-json';

describe('sameJson', () => {
  it('is true for the same properties in another order, and for equal values only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a, withPropertiesReversed(a))).toBeTrue();
        expect(sameJson(a, b)).toBe(jsonWithSortedProperties(a) === jsonWithSortedProperties(b));
      }),
    );
  });

  it('treats an undefined property as absent, and an array as no object', () => {
    expect(sameJson({ a: undefined, b: 1 }, { b: 1 })).toBeTrue();
    expect(sameJson({ a: undefined, b: 1 }, { a: 1, b: 1 })).toBeFalse();
    expect(sameJson([], {})).toBeFalse();
  });
});

function withPropertiesReversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withPropertiesReversed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, withPropertiesReversed(each)]),
  );
}

function jsonWithSortedProperties(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
