/**
 * Remembers the entries that were set last, `minimum` of them at least and twice as many at most, so that a page which is open for
 * weeks does not grow.
 *
 * There are two generations: when the current one is full, it becomes the earlier one, and the earlier one is forgotten. So
 * no search for the oldest entry is needed.
 */
export class RecentEntries<V> {
  readonly #minimum: number;
  #current = new Map<string, V>();
  #earlier = new Map<string, V>();

  constructor(minimum: number) {
    this.#minimum = minimum;
  }

  /** Entries that were set again count twice. */
  get size(): number {
    return this.#current.size + this.#earlier.size;
  }

  get(key: string): V | undefined {
    return this.#current.get(key) ?? this.#earlier.get(key);
  }

  set(key: string, value: V): void {
    if (this.#current.size === this.#minimum && !this.#current.has(key)) {
      this.#earlier = this.#current;
      this.#current = new Map();
    }
    this.#current.set(key, value);
  }

  /** Whether the entry was there. */
  delete(key: string): boolean {
    const isCurrent = this.#current.delete(key);
    return this.#earlier.delete(key) || isCurrent;
  }

  clear(): void {
    this.#current.clear();
    this.#earlier = new Map();
  }
}
