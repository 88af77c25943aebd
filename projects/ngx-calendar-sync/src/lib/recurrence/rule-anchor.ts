import { type RecurrenceRule, weekdays } from './recurrence-rule';

const dayMs = 86_400_000;

/** A rule and the start from which it is to be expanded. */
export interface AnchoredRule {
  /** RFC 5545, without DTSTART and UNTIL. */
  readonly text: string;
  /** A wall time, as the milliseconds that its digits have in UTC. */
  readonly start: number;
}

/**
 * The rule in full words, with its start moved forward in phase to the beginning of the last period before `from`: an old
 * series costs no more than a young one, and series that say the same say it in the same words. What comes before
 * `first` is to be left out. Where only the true start is right, it stays.
 */
export function anchored(rule: RecurrenceRule, first: number, from: number): AnchoredRule {
  if (!rule.isByDay) return { text: rule.text, start: first };
  const firstDay = first - modulo(first, dayMs);
  // The weeks of a year may lie in another one.
  if (rule.has('BYWEEKNO')) return { text: rule.text, start: firstDay };
  const start = rule.has('COUNT') ? firstDay : periodBefore(from, rule, firstDay);
  return { text: rule.text + impliedBy(rule, firstDay), start };
}

/** What a rule leaves to its start: a yearly rule without more means that day of that month (RFC 5545, 3.3.10). */
function impliedBy(rule: RecurrenceRule, firstDay: number): string {
  if (rule.has('BYDAY', 'BYMONTHDAY', 'BYYEARDAY')) return '';
  const date = new Date(firstDay);
  switch (rule.frequency) {
    case 'WEEKLY':
      return `;BYDAY=${weekdays[weekdayOf(firstDay)] ?? ''}`;
    case 'MONTHLY':
      return `;BYMONTHDAY=${date.getUTCDate()}`;
    case 'YEARLY':
      return (
        (rule.has('BYMONTH') ? '' : `;BYMONTH=${date.getUTCMonth() + 1}`) +
        `;BYMONTHDAY=${date.getUTCDate()}`
      );
    default:
      return '';
  }
}

/** The last beginning of a period that is the rule's and not after `from`, or that of its first one. */
function periodBefore(from: number, rule: RecurrenceRule, firstDay: number): number {
  const { frequency, interval } = rule;
  switch (frequency) {
    case 'DAILY':
      return stepBefore(from, firstDay, interval * dayMs);
    case 'WEEKLY': {
      const week = firstDay - modulo(weekdayOf(firstDay) - rule.weekStart, 7) * dayMs;
      return stepBefore(from, week, 7 * interval * dayMs);
    }
    default: {
      const [step, month] =
        frequency === 'YEARLY'
          ? [12 * interval, (new Date(firstDay).getUTCFullYear() - 1970) * 12]
          : [interval, monthOf(firstDay)];
      return Date.UTC(1970, stepBefore(monthOf(from), month, step));
    }
  }
}

function stepBefore(target: number, base: number, step: number): number {
  return base + Math.max(0, Math.floor((target - base) / step)) * step;
}

/** Months since January 1970. */
function monthOf(wall: number): number {
  const date = new Date(wall);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** From Monday, 0, to Sunday, 6; 1 January 1970 was a Thursday. */
function weekdayOf(wall: number): number {
  return modulo(Math.floor(wall / dayMs) + 3, 7);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
