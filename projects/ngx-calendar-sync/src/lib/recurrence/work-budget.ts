/**
 * What one series may cost in one range. Whoever may invite a person may send a rule of every second: it must neither
 * hold up the page nor flood it. Counted and not timed, so that the same series shows the same on every machine.
 */
export class WorkBudget {
  #work = MAX_WORK;
  #sinceSlice = 0;

  /** False once it is used up. A unit is a day that is looked at, or a time of it: some ten nanoseconds. */
  spend(units: number): boolean {
    this.#work -= units;
    this.#sinceSlice += units;
    return this.#work >= 0;
  }

  /** Whether it is time to let others ask how long this has taken; asking begins anew. */
  get sliceIsOver(): boolean {
    if (this.#sinceSlice < UNITS_PER_SLICE) return false;
    this.#sinceSlice = 0;
    return true;
  }

  get isUntouched(): boolean {
    return this.#work === MAX_WORK;
  }
}

/** All days from the year 1 to the year 9999. */
export const MAX_WORK = 3_700_000;
/** Well under a millisecond. */
export const UNITS_PER_SLICE = 2_000;

const DAY_MS = 86_400_000;

/**
 * How many occurrences a rule may have from one wall time to another: one in a quarter of an hour on average, and no
 * more than a page can hold.
 */
export function mostOccurrences(from: number, to: number): number {
  return Math.min(Math.max(1_000, (100 * (to - from)) / DAY_MS), 50_000);
}
