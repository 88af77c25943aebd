import { RRuleTemporal } from 'rrule-temporal';
import { type RecurrenceLines, readRecurrenceLines } from './recurrence-lines';
import type { AnchoredRule } from './rule-anchor';

/** More than a hundred years of days: a rule that never matches comes to an end. */
const mostPeriods = 50_000;

/** What the series of one query have in common is found once: most rules are the same few, at other times of the day. */
export class SharedExpansion {
  readonly #lines = new Map<string, RecurrenceLines>();
  readonly #walls = new Map<string, readonly number[] | undefined>();

  linesOf(recurrence: readonly string[]): RecurrenceLines {
    const text = recurrence.join('\n');
    let lines = this.#lines.get(text);
    if (!lines) {
      lines = readRecurrenceLines(text);
      this.#lines.set(text, lines);
    }
    return lines;
  }

  /** The starts from `from` to `to`, in wall time, which has no zone; `undefined` where the package gives up. */
  wallsOf(rule: AnchoredRule, from: number, to: number): readonly number[] | undefined {
    const key = `${rule.text}@${rule.start}/${from}/${to}`;
    if (!this.#walls.has(key)) this.#walls.set(key, expand(rule, from, to));
    return this.#walls.get(key);
  }
}

function expand({ text, start }: AnchoredRule, from: number, to: number) {
  const dtstart = new Date(start).toISOString().replace(/[-:]|\.\d+/g, '');
  try {
    return new RRuleTemporal({
      rruleString: `DTSTART:${dtstart}\nRRULE:${text}`,
      maxIterations: mostPeriods,
    })
      .between(new Date(from), new Date(to), true)
      .map((time) => time.epochMilliseconds);
  } catch {
    return undefined;
  }
}
