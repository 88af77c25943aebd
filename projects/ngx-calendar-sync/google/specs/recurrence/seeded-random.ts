/**
 * Random choices that are repeatable: the same seed makes the same choices. The algorithm is mulberry32.
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md
 */
export class SeededRandom {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed;
  }

  /** `true` with a probability from 0 to 1. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  oneOf<const T>(values: readonly [T, ...T[]]): T {
    return values[this.integer(0, values.length - 1)] ?? values[0];
  }

  /** From one to `maxCount` of the values, in their order. */
  someOf<T>(values: readonly [T, ...T[]], maxCount: number): T[] {
    const count = this.integer(1, maxCount);
    const chosen = new Set(Array.from({ length: count }, () => this.oneOf(values)));
    return values.filter((value) => chosen.has(value));
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
