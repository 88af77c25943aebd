/** A list of which only as much is made as somebody looked at. */
export class LazyList<T> {
  private readonly made: T[] = [];
  private readonly source: Iterator<T, void>;

  constructor(source: Iterable<T>) {
    this.source = (source as Iterable<T, void>)[Symbol.iterator]();
  }

  /** As an array's `slice`. */
  slice(from: number, to: number): T[] {
    while (this.made.length < to && this.makeNext()) {}
    return this.made.slice(from, to);
  }

  /** Whether there is an entry at this place. */
  reaches(index: number): boolean {
    while (this.made.length <= index && this.makeNext()) {}
    return this.made.length > index;
  }

  /** Makes the rest, for when what it is made from is about to change. */
  finish(): void {
    while (this.makeNext()) {}
  }

  private makeNext(): boolean {
    const next = this.source.next();
    if (!next.done) {
      this.made.push(next.value);
    }
    return !next.done;
  }
}
