import fc from 'fast-check';
import { sameValue } from './same-value';

describe('sameValue', () => {
  it('holds for a copy with its names in another order, and for no other value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameValue(a, turned(a))).toBeTrue();
        expect(sameValue(a, b)).toBe(sorted(a) === sorted(b));
      }),
    );
  });

  it('takes what is not said for undefined', () => {
    expect(sameValue({ a: undefined, b: 1 }, { b: 1 })).toBeTrue();
    expect(sameValue({ a: undefined, b: 1 }, { a: 1, b: 1 })).toBeFalse();
    expect(sameValue([], {})).toBeFalse();
  });
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
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
