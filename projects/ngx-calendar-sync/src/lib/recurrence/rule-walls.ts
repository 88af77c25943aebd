import type { RulePattern } from './rule-pattern';
import { periodAt, RulePeriods } from './rule-periods';
import type { WorkBudget } from './work-budget';

/** Work that at every `yield` leaves it to its caller whether it goes on now or later. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** Where a rule is taken up: one that counts at its start, any other in phase and shortly before it is needed. */
export function firstPeriod(pattern: RulePattern, from: number): number {
  const { rule, start } = pattern;
  return periodAt(rule.count === undefined ? Math.max(from, start) : start, pattern);
}

/**
 * The wall times of a rule from `from` to `to`, in order. Of a rule that does not count, those before its start may be
 * among them. `undefined` where they are too many, or take too long to find.
 */
export function* wallsOf(
  pattern: RulePattern,
  from: number,
  to: number,
  budget: WorkBudget,
): Sliced<readonly number[] | undefined> {
  const { start, rule } = pattern;
  const periods = new RulePeriods(pattern);
  const walls: number[] = [];
  let left = rule.count ?? Infinity;
  let period = firstPeriod(pattern, from);
  // Written so that it also ends where a period lies beyond all dates.
  while (periods.beginOf(period) <= to) {
    const { begins, times } = periods.setOf(period);
    if (!budget.spend(periods.days)) {
      return undefined;
    }
    for (const begin of begins) {
      if (!budget.spend(times.length)) {
        return undefined;
      }
      if (budget.sliceIsOver) {
        yield;
      }
      for (const time of times) {
        const wall = begin + time;
        if (wall < start && rule.count !== undefined) {
          continue;
        }
        if (wall > to || left === 0) {
          return walls;
        }
        left -= 1;
        if (wall < from) {
          continue;
        }
        if (walls.length >= budget.occurrences) {
          return undefined;
        }
        walls.push(wall);
      }
    }
    if (left === 0) {
      return walls;
    }
    if (budget.sliceIsOver) {
      yield;
    }
    period = periods.after(period);
  }
  return walls;
}
