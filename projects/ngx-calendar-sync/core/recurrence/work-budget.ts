import type { WallTime } from '../model/zone-clock';
import { DAY_MS } from './wall-time';

/** Enough for a rule with COUNT that has happened daily since the year 1. */
const MAX_WORK_UNITS = 1_000_000;
/** So much work takes well under a millisecond. */
const WORK_UNITS_PER_SLICE = 2_000;

const MIN_OCCURRENCES = 1_000;
/** About one every quarter of an hour. */
const OCCURRENCES_PER_DAY = 100;
const MAX_OCCURRENCES = 50_000;

/**
 * How much one series may cost in one range. Anybody may invite a user to an event with a rule of every second, which
 * must neither block the page nor fill it. Work is counted and not timed, so that a series shows the same on every
 * machine.
 */
export class WorkBudget {
  /** How many occurrences the series, and each of its rules, may have in the range. */
  readonly maxOccurrences: number;
  #spentUnits = 0;
  #sliceEnd = WORK_UNITS_PER_SLICE;

  constructor(from: WallTime, to: WallTime) {
    const usual = (OCCURRENCES_PER_DAY * (to - from)) / DAY_MS;
    this.maxOccurrences = Math.min(Math.max(MIN_OCCURRENCES, usual), MAX_OCCURRENCES);
  }

  /** Whether no rule may be searched any further. */
  get isSpent(): boolean {
    return this.#spentUnits > MAX_WORK_UNITS;
  }

  /**
   * Takes the cost of work that was done. A unit is one day that was checked, or one time of a day.
   * @returns True at the end of a slice, where the caller is to yield, and always once the budget is spent.
   */
  spend(units: number): boolean {
    this.#spentUnits += units;
    if (this.#spentUnits < this.#sliceEnd) {
      return false;
    }
    if (!this.isSpent) {
      this.#sliceEnd = this.#spentUnits + WORK_UNITS_PER_SLICE;
    }
    return true;
  }
}
