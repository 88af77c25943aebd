import { DAY_MS } from './wall-time';

/** Enough for a rule that has counted days since the year 1. */
const MAX_WORK = 2_000_000;
/** Done well within a millisecond. */
const WORK_PER_SLICE = 2_000;

const MIN_OCCURRENCES = 1_000;
/** One in a quarter of an hour. */
const OCCURRENCES_PER_DAY = 100;
const MAX_OCCURRENCES = 50_000;

/**
 * What one series may cost in one range. Whoever may invite a person may send a rule of every second: it must neither
 * hold up the page nor flood it. Counted and not timed, so that the same series shows the same on every machine.
 */
export class WorkBudget {
  /** How many occurrences one rule may have from the one wall time to the other. */
  readonly occurrences: number;
  #occurrencesLeft: number;
  #workLeft = MAX_WORK;
  #sinceSlice = 0;

  constructor(from: number, to: number) {
    const usual = (OCCURRENCES_PER_DAY * (to - from)) / DAY_MS;
    this.occurrences = Math.min(Math.max(MIN_OCCURRENCES, usual), MAX_OCCURRENCES);
    this.#occurrencesLeft = this.occurrences;
  }

  /** A unit is a day that is looked at, or a time of it. False once there are none left. */
  spend(units: number): boolean {
    this.#workLeft -= units;
    this.#sinceSlice += units;
    return this.#workLeft >= 0;
  }

  /** False where these and those before are too many for one series. */
  take(occurrences: number): boolean {
    if (occurrences > this.#occurrencesLeft) {
      return false;
    }
    this.#occurrencesLeft -= occurrences;
    return true;
  }

  /** Whether enough has been done since this was last true. */
  get sliceIsOver(): boolean {
    if (this.#sinceSlice < WORK_PER_SLICE) {
      return false;
    }
    this.#sinceSlice = 0;
    return true;
  }

  get isUntouched(): boolean {
    return this.#workLeft === MAX_WORK;
  }
}
