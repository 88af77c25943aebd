import type { WallTime } from '../model/zone-clock';
import type { RulePattern } from './rule-pattern';
import { periodAt, RulePeriods } from './rule-periods';
import type { Sliced } from './sliced';
import type { WorkBudget } from './work-budget';

/**
 * The period that a rule is followed from. A rule with COUNT has to be counted from its start; any other can begin
 * shortly before `from`, at a multiple of its interval.
 */
export function firstPeriod(pattern: RulePattern, from: WallTime): number {
  const { rule, start } = pattern;
  return periodAt(rule.count === undefined ? Math.max(from, start) : start, pattern);
}

/**
 * The wall times of a rule from `from` to `to`, both inclusive, in order. Without COUNT, wall times before the start of
 * the rule may be among them, which the caller drops. `undefined` if they are too many, or take too much work to find.
 */
export function* wallTimesOf(
  pattern: RulePattern,
  from: WallTime,
  to: WallTime,
  budget: WorkBudget,
): Sliced<readonly WallTime[] | undefined> {
  const { start, rule } = pattern;
  const periods = new RulePeriods(pattern);
  const wallTimes: WallTime[] = [];
  let countLeft = rule.count ?? Infinity;
  let period = firstPeriod(pattern, from);
  // The comparison is false, and the loop ends, also for NaN: a period that is later than all dates.
  while (periods.beginOf(period) <= to) {
    const { bases, offsets } = periods.wallTimesIn(period);
    if (!budget.spend(periods.daysPerPeriod)) {
      return undefined;
    }
    for (const base of bases) {
      if (!budget.spend(offsets.length)) {
        return undefined;
      }
      if (budget.shouldYield()) {
        yield;
      }
      for (const offset of offsets) {
        const wallTime = base + offset;
        if (wallTime < start && rule.count !== undefined) {
          continue;
        }
        if (wallTime > to || countLeft === 0) {
          return wallTimes;
        }
        countLeft -= 1;
        if (wallTime < from) {
          continue;
        }
        if (wallTimes.length >= budget.maxOccurrences) {
          return undefined;
        }
        wallTimes.push(wallTime);
      }
    }
    if (countLeft === 0) {
      return wallTimes;
    }
    if (budget.shouldYield()) {
      yield;
    }
    period = periods.after(period);
  }
  return wallTimes;
}
