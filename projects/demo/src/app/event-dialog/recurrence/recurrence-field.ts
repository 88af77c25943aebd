import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, combineLatest, from, of, switchMap } from 'rxjs';
import { describeRecurrence } from 'ngx-calendar-sync';
import { firstDayOfWeek } from '../../calendar-board/board-locale';
import { appLocale } from '../../language/app-locale';
import { pluralText } from '../../language/plural-text';
import { addDays, dateTimeOf } from '../zoned-time';
import {
  type DayOfMonth,
  daysOfMonth,
  isSameDay,
  NO_RECURRENCE,
  type RecurrenceChoice,
  type RecurrenceEnd,
  type RecurrenceFrequency,
  type RecurrenceRule,
  ruleOf,
  type SeriesStart,
  type Weekday,
  weekdayOf,
  WEEKDAYS,
  without,
  withWeekday,
} from './recurrence-choice';
import { MAX_RULE_NUMBER, recurrenceLines } from './recurrence-lines';

/** How long a series is at first where the user wants a last day, in days. */
const FIRST_LENGTH_DAYS = { DAILY: 30, WORKDAYS: 30, WEEKLY: 91, MONTHLY: 365, YEARLY: 1826 };
const FIRST_COUNT = 10;
/** A Monday, from which the names of the weekdays are counted. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** How each interval is written, with `…` in place of its number. */
const INTERVALS = {
  DAILY: $localize`:@@recurrence.everyDays:one {Every … day} other {Every … days}`,
  WEEKLY: $localize`:@@recurrence.everyWeeks:one {Every … week} other {Every … weeks}`,
  MONTHLY: $localize`:@@recurrence.everyMonths:one {Every … month} other {Every … months}`,
  YEARLY: $localize`:@@recurrence.everyYears:one {Every … year} other {Every … years}`,
};
const COUNTS = $localize`:@@recurrence.times:one {… time} other {… times}`;

/** When an event repeats: the parts of a rule, and below them the rule in words. */
@Component({
  selector: 'app-recurrence-field',
  templateUrl: './recurrence-field.html',
  styleUrl: './recurrence-field.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecurrenceField {
  readonly choice = model.required<RecurrenceChoice>();
  /** The rule that the event had before, which can be chosen again where the form has no fields for it. */
  readonly original = input<RecurrenceChoice>();
  readonly start = input.required<SeriesStart>();
  /** The zone of the other times in the form. */
  readonly timeZone = input.required<string>();
  readonly problem = input<string>();

  readonly locale = appLocale();
  readonly weekdays = weekdayNames(this.locale);
  readonly maxNumber = MAX_RULE_NUMBER;
  readonly rule = computed(() => ruleOf(this.choice()));
  readonly ownRule = computed(() => [this.choice(), this.original()].find(isOwn));
  readonly weekly = computed(() => {
    const choice = this.choice();
    return choice.frequency === 'WEEKLY' ? choice : undefined;
  });
  /** The text before the number of the interval, and the one behind it. */
  readonly interval = computed(() => {
    const rule = this.rule();
    return rule && rule.frequency !== 'WORKDAYS'
      ? aroundNumber(INTERVALS[rule.frequency], rule.interval)
      : undefined;
  });
  readonly count = computed(() => {
    const end = this.rule()?.end;
    return end?.kind === 'afterCount'
      ? { number: end.count, ...aroundNumber(COUNTS, end.count) }
      : undefined;
  });
  readonly until = computed(() => {
    const end = this.rule()?.end;
    return end?.kind === 'onDate' ? end : undefined;
  });
  readonly foreignZone = computed(() => {
    const { allDay, timeZone } = this.start();
    return this.rule() && !allDay && timeZone !== this.timeZone() ? timeZone : undefined;
  });
  readonly #monthDays = computed(() => {
    const choice = this.choice();
    if (choice.frequency !== 'MONTHLY') {
      return [];
    }
    const days = daysOfMonth(this.start().date);
    // A rule that was made elsewhere may fall on another day than its start.
    const all = days.some((day) => isSameDay(day, choice.on)) ? days : [...days, choice.on];
    return all.map((day) => ({ day, isChosen: isSameDay(day, choice.on) }));
  });
  /** The days of the month, as `describeRecurrence` says them. */
  readonly monthDays = toSignal(
    toObservable(this.#monthDays).pipe(
      switchMap((days) =>
        days.length === 0
          ? of([])
          : combineLatest(
              days.map(async ({ day, isChosen }) => ({
                day,
                isChosen,
                text: capitalized(await this.#describe(monthlyOn(day)), this.locale),
              })),
            ),
      ),
    ),
    { initialValue: [] },
  );
  /** The rule in words. */
  readonly words = toSignal(
    toObservable(computed(() => ({ choice: this.choice(), start: this.start() }))).pipe(
      switchMap(({ choice }) => from(this.#describe(choice)).pipe(catchError(() => of('')))),
    ),
    { initialValue: '' },
  );

  setFrequency(event: Event): void {
    this.choice.set(this.#choiceOf(valueOf(event) as RecurrenceFrequency));
  }

  setInterval(event: Event): void {
    const interval = enteredNumber(event);
    if (interval !== undefined) {
      this.#change({ interval });
    }
  }

  /** Shows the number of the rule again where none was entered that a rule may have. */
  restoreNumber(event: Event, number: number): void {
    (event.target as HTMLInputElement).valueAsNumber = enteredNumber(event) ?? number;
  }

  /** A weekly rule has at least one day: without any it falls on that of the start. */
  toggleWeekday(weekday: Weekday, event: Event): void {
    const weekly = this.weekly();
    const box = event.target as HTMLInputElement;
    if (!weekly) {
      return;
    }
    const weekdays = box.checked
      ? withWeekday(weekly.weekdays, weekday)
      : without(weekly.weekdays, weekday);
    const chosen = weekdays.length > 0 ? weekdays : [weekdayOf(this.start().date)];
    // Where the last day was the one of the start, nothing changes for Angular, and the box has to be set by hand.
    box.checked = chosen.includes(weekday);
    this.choice.set({ ...weekly, weekdays: chosen });
  }

  setMonthDay(event: Event): void {
    const choice = this.choice();
    const on = this.#monthDays()[Number(valueOf(event))]?.day;
    if (choice.frequency === 'MONTHLY' && on) {
      this.choice.set({ ...choice, on });
    }
  }

  setEnd(event: Event): void {
    const rule = this.rule();
    if (rule) {
      this.#change({ end: this.#endOf(valueOf(event) as RecurrenceEnd['kind'], rule) });
    }
  }

  setUntil(event: Event): void {
    this.#change({ end: { kind: 'onDate', date: valueOf(event) } });
  }

  setCount(event: Event): void {
    const count = enteredNumber(event);
    if (count !== undefined) {
      this.#change({ end: { kind: 'afterCount', count } });
    }
  }

  #change(parts: Partial<Pick<RecurrenceRule, 'interval' | 'end'>>): void {
    const rule = this.rule();
    if (rule) {
      this.choice.set({ ...rule, ...parts });
    }
  }

  /** Another frequency keeps the end. */
  #choiceOf(frequency: RecurrenceFrequency): RecurrenceChoice {
    const { end = { kind: 'never' }, otherLines = [] } = this.rule() ?? {};
    const parts = { interval: 1, end, otherLines };
    const { date } = this.start();
    switch (frequency) {
      case 'NONE':
        return NO_RECURRENCE;
      case 'OWN':
        return this.ownRule() ?? NO_RECURRENCE;
      case 'WEEKLY': {
        const weekStart = WEEKDAYS[(firstDayOfWeek(this.locale) + 6) % 7] ?? 'MO';
        return { frequency, weekdays: [weekdayOf(date)], weekStart, ...parts };
      }
      case 'MONTHLY':
        return { frequency, on: daysOfMonth(date)[0] ?? { kind: 'day', day: 1 }, ...parts };
      default:
        return { frequency, ...parts };
    }
  }

  #endOf(kind: RecurrenceEnd['kind'], { frequency }: RecurrenceRule): RecurrenceEnd {
    switch (kind) {
      case 'onDate':
        return { kind, date: addDays(this.start().date, FIRST_LENGTH_DAYS[frequency]) };
      case 'afterCount':
        return { kind, count: FIRST_COUNT };
      default:
        return { kind };
    }
  }

  async #describe(choice: RecurrenceChoice): Promise<string> {
    const start = this.start();
    const { date, time, allDay, timeZone } = start;
    const end = ruleOf(choice)?.end;
    if (end?.kind === 'onDate' && !end.date) {
      return '';
    }
    return describeRecurrence(
      {
        recurrence: recurrenceLines(choice, start),
        start: allDay ? date : dateTimeOf({ date, time }, timeZone),
        allDay,
        timeZone,
      },
      this.locale,
    );
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

function enteredNumber(event: Event): number | undefined {
  const entered = (event.target as HTMLInputElement).valueAsNumber;
  return Number.isInteger(entered) && entered >= 1 && entered <= MAX_RULE_NUMBER
    ? entered
    : undefined;
}

function isOwn(
  choice: RecurrenceChoice | undefined,
): choice is Extract<RecurrenceChoice, { readonly frequency: 'OWN' }> {
  return choice?.frequency === 'OWN';
}

function monthlyOn(on: DayOfMonth): RecurrenceRule {
  return { frequency: 'MONTHLY', on, interval: 1, end: { kind: 'never' }, otherLines: [] };
}

/** The texts on both sides of a number, in the form that belongs to it. */
function aroundNumber(forms: string, number: number): { before: string; after: string } {
  const [before = '', after = ''] = pluralText(forms, number).split('…');
  return { before: before.trim(), after: after.trim() };
}

function capitalized(text: string, locale: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join('');
}

/** The weekdays in the order of the locale's week. */
function weekdayNames(locale: string) {
  const names = (style: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
  const [short, long] = [names('short'), names('long')];
  const days = WEEKDAYS.map((weekday, index) => {
    const date = new Date(SOME_MONDAY + index * DAY_MS);
    return { weekday, short: short.format(date), long: long.format(date) };
  });
  const first = (firstDayOfWeek(locale) + 6) % 7;
  return [...days.slice(first), ...days.slice(0, first)];
}
