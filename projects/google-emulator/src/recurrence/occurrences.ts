import { RecurrenceSet } from './recurrence-set.ts';
import type { SeriesStart } from './series-start.ts';

/**
 * The starts of one series, found once and only as far as somebody asked: an endless series costs what is looked at.
 */
export class Occurrences {
  private readonly found: number[] = [];
  private readonly source: Iterator<number, void>;
  private exhausted = false;

  /** @throws RecurrenceError for a line that cannot be read. */
  constructor(lines: readonly string[], series: SeriesStart) {
    this.source = new RecurrenceSet(lines, series).walls();
  }

  /** Starts from `from` to before `to`, on the series' own clock. */
  *between(from: number, to: number): Generator<number, void> {
    for (let index = this.firstFrom(from); ; index++) {
      const wall = this.at(index);
      if (wall === undefined || wall >= to) {
        return;
      }
      yield wall;
    }
  }

  has(wall: number): boolean {
    return this.at(this.firstFrom(wall)) === wall;
  }

  private at(index: number): number | undefined {
    while (this.found.length <= index && this.advance());
    return this.found[index];
  }

  private advance(): boolean {
    if (this.exhausted) {
      return false;
    }
    const next = this.source.next();
    if (next.done) {
      this.exhausted = true;
      return false;
    }
    this.found.push(next.value);
    return true;
  }

  /** The index of the first start that is not before `wall`. */
  private firstFrom(wall: number): number {
    while ((this.found.at(-1) ?? -Infinity) < wall && this.advance());
    let low = 0;
    let high = this.found.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.found[middle] ?? Infinity) < wall) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
