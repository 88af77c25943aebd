/** Pseudo-random numbers, the same for the same name: mulberry32, seeded with a hash of the name. */
export class RandomSequence {
  #state: number;

  constructor(name: string) {
    // The hash FNV-1a gives unrelated seeds for names that differ in one letter.
    this.#state = 0x811c9dc5;
    for (const character of name) {
      this.#state = Math.imul(this.#state ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** A copy of the items in another order. */
  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const order: T[] = [];
    while (rest.length > 0) {
      order.push(...rest.splice(this.below(rest.length), 1));
    }
    return order;
  }
}
