import type { RulePhrase } from './rule-phrase';

/**
 * What a language says of a recurrence, in small letters. What follows a rule begins with the space or the comma that parts
 * it from the rule.
 */
export interface RecurrenceWords {
  rule(phrase: RulePhrase): string;
  /** For every rule that {@link rule} has no words for. */
  readonly ownRule: string;
  /** The last day, and the last time of it where the rule has times of its own. */
  until(day: string, time: string | undefined): string;
  /** COUNT. */
  count(times: number): string;
  /** A recurrence that has no rule. */
  onDates(count: number): string;
  /** RDATE beside a rule. */
  additionalDates(count: number): string;
  /** EXDATE. */
  exceptDates(count: number): string;
  /** EXRULE, in the words of {@link rule}. */
  exceptRule(rule: string): string;
  /** An EXRULE that {@link rule} has no words for. */
  readonly exceptOwnRule: string;
  /** Between two rules. */
  readonly separator: string;
}
