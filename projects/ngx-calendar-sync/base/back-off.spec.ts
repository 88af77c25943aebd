import { backOffMs } from './back-off';

const USUAL = { firstMs: 1_000, maxMs: 32_000 };
const middle = () => 0.5;

describe('backOffMs', () => {
  it('doubles the pause with each failure, up to the longest pause', () => {
    const pauses = [1, 2, 3, 6, 7, 2000].map((failures) => backOffMs(failures, USUAL, middle));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 32_000, 32_000, 32_000]);
  });

  it('spreads a pause by a quarter in both directions', () => {
    expect(backOffMs(3, USUAL, () => 0)).toBe(3_000);
    expect(backOffMs(3, USUAL, () => 0.999)).toBeCloseTo(5_000, -1);
  });

  it('adds to a pause what the caller says, and stays below the longest pause', () => {
    const added = { ...USUAL, addedMs: 1_000 };
    expect([1, 2, 3, 6].map((failures) => backOffMs(failures, added, middle))).toEqual([
      1_500, 2_500, 4_500, 32_000,
    ]);
  });

  it('waits as long as the server asks, and no less than without that', () => {
    expect(backOffMs(1, { ...USUAL, retryAfterMs: 7_000 }, middle)).toBe(7_000);
    expect(backOffMs(5, { ...USUAL, retryAfterMs: 7_000 }, middle)).toBe(16_000);
  });
});
