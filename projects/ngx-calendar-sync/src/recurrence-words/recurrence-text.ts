import {
  type ɵIcalTime as IcalTime,
  ɵloadRecurrenceReader as loadRecurrenceReader,
  type ɵRecurrenceRule as RecurrenceRule,
} from 'ngx-calendar-sync/core';
import { LocaleNames } from './locale-names';
import { isBelowDay, phraseOf } from './phrase-of-rule';
import type { RecurrenceWords } from './recurrence-words';
import type { RecurringEvent } from './recurring-event';
import { timeOfDay, timesOf } from './rule-parts';
import { SeriesDates } from './series-dates';

const DAY_MS = 86_400_000;
const RULE = /^RRULE\b/i;
const EXCEPTION_RULE = /^EXRULE\b/i;

/** The names of a locale or, where that is no language tag, those of its language. */
export function localeNames(locale: string, language: string): LocaleNames {
  try {
    return new LocaleNames(locale.replaceAll('_', '-'));
  } catch {
    return new LocaleNames(language);
  }
}

/** The recurrence of an event in the words of a language. */
export async function recurrenceText(
  event: RecurringEvent,
  names: LocaleNames,
  words: RecurrenceWords,
): Promise<string> {
  const reader = await loadRecurrenceReader();
  const lines = reader.linesOf(event.recurrence ?? []);
  const series = new SeriesDates(event, reader);
  // Without a rule that cannot be read, the others would tell less than there is.
  if (lines.unreadable.some((line) => RULE.test(line))) {
    return words.ownRule;
  }
  const rules = lines.rules.map((rule) => ruleText(rule) ?? words.ownRule + endOf(rule));
  const added = series.datesIn(lines.dates);
  const additional = [...added.starts].filter((start) => start !== series.firstStart).length;
  let text: string;
  if (rules.length > 0) {
    const together = [...new Set(rules)].join(words.separator);
    text = additional > 0 ? together + words.additionalDates(additional) : together;
  } else if (additional > 0) {
    // The first start is the one beside them.
    text = words.onDates(additional + 1);
  } else {
    return lines.unreadable.length > 0 || added.hasUnreadable ? words.ownRule : '';
  }
  const exceptions = lines.exceptionRules.map((rule) => {
    const exception = ruleText(rule);
    return exception === undefined ? words.exceptOwnRule : words.exceptRule(exception);
  });
  if (lines.unreadable.some((line) => EXCEPTION_RULE.test(line))) {
    exceptions.push(words.exceptOwnRule);
  }
  const excluded = series.datesIn(lines.exceptionDates).starts.size;
  if (excluded > 0) {
    exceptions.push(words.exceptDates(excluded));
  }
  return text + [...new Set(exceptions)].join('');

  function ruleText(rule: RecurrenceRule): string | undefined {
    const phrase = phraseOf(rule, series);
    return phrase && words.rule(phrase) + endOf(rule);
  }

  function endOf(rule: RecurrenceRule): string {
    const { until, count } = rule;
    return (until ? untilText(until, rule) : '') + (count === undefined ? '' : words.count(count));
  }

  function untilText(until: IcalTime, rule: RecurrenceRule): string {
    const { wallTime: start, allDay } = series;
    if (allDay || until.form === 'day') {
      return words.until(names.day(until.wallTime), undefined);
    }
    const wallTime = series.wallTimeOf(until);
    const time = names.time(wallTime);
    if (isBelowDay(rule)) {
      return words.until(names.day(wallTime), time);
    }
    const last = timeOfDay(wallTime);
    const [first = start === undefined ? 0 : timeOfDay(start), ...others] =
      timesOf(rule, series) ?? [];
    if (last < first) {
      // On this day the event would be later than UNTIL: the one before is the last.
      return words.until(names.day(wallTime - DAY_MS), undefined);
    }
    const isBeforeOthers = others.some((other) => last < other);
    return words.until(names.day(wallTime), isBeforeOthers ? time : undefined);
  }
}
