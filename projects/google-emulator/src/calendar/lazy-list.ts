/** A list whose entries are computed when they are first read. */
export class LazyList<T> {
  private readonly computed: T[] = [];
  private readonly source: Iterator<T, void>;

  constructor(source: Iterable<T>) {
    this.source = (source as Iterable<T, void>)[Symbol.iterator]();
  }

  /** As `Array.slice`. */
  slice(from: number, to: number): T[] {
    while (this.computed.length < to && this.computeNext()) {}
    return this.computed.slice(from, to);
  }

  /** Whether there is an entry at this index. */
  reaches(index: number): boolean {
    while (this.computed.length <= index && this.computeNext()) {}
    return this.computed.length > index;
  }

  /** Computes the remaining entries, before their source changes. */
  finish(): void {
    while (this.computeNext()) {}
  }

  private computeNext(): boolean {
    const next = this.source.next();
    if (!next.done) {
      this.computed.push(next.value);
    }
    return !next.done;
  }
}
