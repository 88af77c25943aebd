/** Random choices that come again with the same seed: mulberry32. */
export class Draw {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed;
  }

  often(share: number): boolean {
    return this.#next() < share;
  }

  /** Both ends included. */
  number(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  one<const T>(values: readonly [T, ...T[]]): T {
    return values[this.number(0, values.length - 1)] ?? values[0];
  }

  /** From one to `most` of them, in their order. */
  some<T>(values: readonly [T, ...T[]], most: number): T[] {
    const wanted = this.number(1, most);
    const chosen = new Set(Array.from({ length: wanted }, () => this.one(values)));
    return values.filter((value) => chosen.has(value));
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
