import type { WallTime } from '../model/zone-clock';
import { DAY_MS } from './wall-time';

/** Enough for a rule with COUNT that has happened daily since the year 1. */
const MAX_WORK_UNITS = 2_000_000;
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
  /** How many occurrences one rule may have in the range. */
  readonly maxOccurrences: number;
  #occurrencesLeft: number;
  #unitsLeft = MAX_WORK_UNITS;
  #unitsInSlice = 0;

  constructor(from: WallTime, to: WallTime) {
    const usual = (OCCURRENCES_PER_DAY * (to - from)) / DAY_MS;
    this.maxOccurrences = Math.min(Math.max(MIN_OCCURRENCES, usual), MAX_OCCURRENCES);
    this.#occurrencesLeft = this.maxOccurrences;
  }

  /** A unit is one day that is checked, or one time of that day. False once more units were spent than are allowed. */
  spend(units: number): boolean {
    this.#unitsLeft -= units;
    this.#unitsInSlice += units;
    return this.#unitsLeft >= 0;
  }

  /** False, without taking any, if fewer occurrences are left for the series. */
  takeOccurrences(count: number): boolean {
    if (count > this.#occurrencesLeft) {
      return false;
    }
    this.#occurrencesLeft -= count;
    return true;
  }

  /** True once in each slice, after its work has been spent: the caller is to yield then. */
  shouldYield(): boolean {
    if (this.#unitsInSlice < WORK_UNITS_PER_SLICE) {
      return false;
    }
    this.#unitsInSlice = 0;
    return true;
  }

  /** Whether nothing has been spent yet. */
  get isUnspent(): boolean {
    return this.#unitsLeft === MAX_WORK_UNITS;
  }
}
