import type { WallTime } from '../model/zone-clock';
import { type RecurrenceLines, readRecurrenceLines } from './recurrence-lines';
import type { RulePattern } from './rule-pattern';
import { firstPeriod, wallTimesOf } from './rule-wall-times';
import type { Sliced } from './sliced';
import type { WorkBudget } from './work-budget';

/** Shares results among the series of one query, since many of them have the same few rules. */
export class ExpansionCache {
  readonly #lines = new Map<string, RecurrenceLines>();
  readonly #wallTimes = new Map<string, readonly WallTime[] | undefined>();

  *linesOf(recurrence: readonly string[]): Sliced<RecurrenceLines> {
    const text = recurrence.join('\n');
    let lines = this.#lines.get(text);
    if (!lines) {
      lines = yield* readRecurrenceLines(text);
      this.#lines.set(text, lines);
    }
    return lines;
  }

  /** What the function {@link wallTimesOf} returns, computed once for equal rules. */
  *wallTimesOf(
    pattern: RulePattern,
    from: WallTime,
    to: WallTime,
    budget: WorkBudget,
  ): Sliced<readonly WallTime[] | undefined> {
    const { rule, key, start } = pattern;
    const countStart = rule.count === undefined ? '' : `#${start}`;
    const cacheKey = `${key}@${firstPeriod(pattern, from)}${countStart}/${from}/${to}`;
    if (this.#wallTimes.has(cacheKey)) {
      return this.#wallTimes.get(cacheKey);
    }
    const hadWholeBudget = budget.isUnspent;
    const wallTimes = yield* wallTimesOf(pattern, from, to, budget);
    // A rule that was given up only because other rules of its series had used up the budget is not cached: the budget
    // of another series may be enough for it.
    if (wallTimes || hadWholeBudget) {
      this.#wallTimes.set(cacheKey, wallTimes);
    }
    return wallTimes;
  }
}
