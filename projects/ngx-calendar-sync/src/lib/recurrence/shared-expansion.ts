import { type RecurrenceLines, readRecurrenceLines } from './recurrence-lines';
import type { RulePattern } from './rule-pattern';
import { firstPeriod, type Sliced, wallsOf } from './rule-walls';
import type { WorkBudget } from './work-budget';

/** What the series of one query have in common is found once: most rules are the same few, at other times of the day. */
export class SharedExpansion {
  readonly #lines = new Map<string, RecurrenceLines>();
  readonly #walls = new Map<string, readonly number[] | undefined>();

  *linesOf(recurrence: readonly string[]): Sliced<RecurrenceLines> {
    const text = recurrence.join('\n');
    let lines = this.#lines.get(text);
    if (!lines) {
      lines = yield* readRecurrenceLines(text);
      this.#lines.set(text, lines);
    }
    return lines;
  }

  /** As {@link wallsOf} finds them. */
  *wallsOf(
    pattern: RulePattern,
    from: number,
    to: number,
    budget: WorkBudget,
  ): Sliced<readonly number[] | undefined> {
    const { rule, key, start } = pattern;
    const counted = rule.count === undefined ? '' : `#${start}`;
    const whole = `${key}@${firstPeriod(pattern, from)}${counted}/${from}/${to}`;
    if (this.#walls.has(whole)) {
      return this.#walls.get(whole);
    }
    const isFirst = budget.isUntouched;
    const walls = yield* wallsOf(pattern, from, to, budget);
    // What was given up because other rules had used up the budget of their series may do in another one.
    if (walls || isFirst) {
      this.#walls.set(whole, walls);
    }
    return walls;
  }
}
