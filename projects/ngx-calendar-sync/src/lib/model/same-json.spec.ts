import fc from 'fast-check';
import { sameJson } from './same-json';

describe('sameJson', () => {
  it('holds for a copy with its names in another order, and for no other value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a, turned(a))).toBeTrue();
        expect(sameJson(a, b)).toBe(sorted(a) === sorted(b));
      }),
    );
  });

  it('takes what is not said for undefined', () => {
    expect(sameJson({ a: undefined, b: 1 }, { b: 1 })).toBeTrue();
    expect(sameJson({ a: undefined, b: 1 }, { a: 1, b: 1 })).toBeFalse();
    expect(sameJson([], {})).toBeFalse();
  });
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(turned);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each)]),
  );
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
