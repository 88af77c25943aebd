import { Temporal } from 'temporal-polyfill';

/** The weekdays as RFC 5545 names them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From Monday to Friday. */
export const WORKDAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

/** When a series starts, on the clocks of its own time zone: a rule counts its days there. */
export interface SeriesStart {
  readonly date: string;
  /** As in `09:30`; `00:00` of an all-day event. */
  readonly time: string;
  readonly allDay: boolean;
  readonly timeZone: string;
}

export type RecurrenceEnd =
  | { readonly kind: 'never' }
  /** `date` is the last day on which the event may happen. */
  | { readonly kind: 'onDate'; readonly date: string }
  | { readonly kind: 'afterCount'; readonly count: number };

/** On which day of its months a rule falls. */
export type DayOfMonth =
  /** `day` is from 1 to 31, or -1 for the last day. */
  | { readonly kind: 'day'; readonly day: number }
  /** `nth` is from 1 to 5, or -1 for the last one. */
  | { readonly kind: 'weekday'; readonly nth: number; readonly weekday: Weekday };

interface RuleParts {
  readonly interval: number;
  readonly end: RecurrenceEnd;
  /** The lines beside the rule, RDATE and EXDATE, which are kept as they are. */
  readonly otherLines: readonly string[];
}

/** A rule that the form can edit. */
export type RecurrenceRule = RuleParts &
  (
    | { readonly frequency: 'DAILY' | 'YEARLY' }
    /** Every week from Monday to Friday. */
    | { readonly frequency: 'WORKDAYS' }
    | {
        readonly frequency: 'WEEKLY';
        readonly weekdays: readonly Weekday[];
        /** WKST: with which day a week begins, which matters where weeks are left out. */
        readonly weekStart: Weekday;
      }
    | { readonly frequency: 'MONTHLY'; readonly on: DayOfMonth }
  );

/** What the form says about the recurrence of an event. */
export type RecurrenceChoice =
  | { readonly frequency: 'NONE' }
  /** A rule that the form cannot edit, kept line by line. */
  | { readonly frequency: 'OWN'; readonly lines: readonly string[] }
  | RecurrenceRule;

export type RecurrenceFrequency = RecurrenceChoice['frequency'];

export const NO_RECURRENCE: RecurrenceChoice = { frequency: 'NONE' };

/** The rule of a choice, if it is one that the form can edit. */
export function ruleOf(choice: RecurrenceChoice): RecurrenceRule | undefined {
  return choice.frequency === 'NONE' || choice.frequency === 'OWN' ? undefined : choice;
}

export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'MO';
}

/** The days of a month by which a date can be called: by its number, as the third Thursday, as the last Thursday. */
export function daysOfMonth(date: string): readonly DayOfMonth[] {
  const { day, daysInMonth } = Temporal.PlainDate.from(date);
  const weekday = weekdayOf(date);
  const nth = Math.ceil(day / 7);
  return [
    { kind: 'day', day },
    ...(day === daysInMonth ? [{ kind: 'day', day: -1 } as const] : []),
    ...(nth < 5 ? [{ kind: 'weekday', nth, weekday } as const] : []),
    ...(day > daysInMonth - 7 ? [{ kind: 'weekday', nth: -1, weekday } as const] : []),
  ];
}

/** A choice whose first date was moved. What says the same as that date says the new one from then on. */
export function movedChoice(choice: RecurrenceChoice, from: string, to: string): RecurrenceChoice {
  if (choice.frequency === 'WEEKLY') {
    const [before, after] = [weekdayOf(from), weekdayOf(to)];
    const isKept = choice.weekdays.includes(after) || !choice.weekdays.includes(before);
    return isKept
      ? choice
      : { ...choice, weekdays: withWeekday(without(choice.weekdays, before), after) };
  }
  if (choice.frequency === 'MONTHLY') {
    const { on } = choice;
    const isOfStart = daysOfMonth(from).some((day) => isSameDay(day, on));
    return isOfStart ? { ...choice, on: likeBefore(on, daysOfMonth(to)) } : choice;
  }
  return choice;
}

export function withWeekday(weekdays: readonly Weekday[], added: Weekday): readonly Weekday[] {
  return WEEKDAYS.filter((weekday) => weekday === added || weekdays.includes(weekday));
}

export function without(weekdays: readonly Weekday[], removed: Weekday): readonly Weekday[] {
  return weekdays.filter((weekday) => weekday !== removed);
}

export function isSameDay(one: DayOfMonth, other: DayOfMonth): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The day that is called in the same way: the last one, or by its number, where it can be. */
function likeBefore(before: DayOfMonth, days: readonly DayOfMonth[]): DayOfMonth {
  const alike = days.filter(({ kind }) => kind === before.kind);
  return alike.find((day) => isLast(day) === isLast(before)) ?? alike[0] ?? before;
}

function isLast(day: DayOfMonth): boolean {
  return (day.kind === 'day' ? day.day : day.nth) < 0;
}
