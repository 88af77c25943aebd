import type { WireEvent } from '../discovery/wire-types.generated.ts';

import type { Person } from './tables/people.ts';

/** Monday to Sunday, as an index into a week that starts on Monday. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** A day told from today: in which week (0 is this one), or how many days away. */
export type RelativeDay =
  { readonly week: number; readonly day: Weekday } | { readonly daysFromToday: number };

/** A time of day, `18:30`. */
export type ClockTime = `${number}:${number}`;

export type Response = 'normalizedEvent' | 'declined' | 'tentative' | 'needsAction';

export interface Guest {
  readonly person: Person;
  readonly response?: Response;
  readonly optional?: boolean;
  readonly resource?: boolean;
  readonly comment?: string;
}

/** When something happens: some minutes from a time of day, whole days, or from one zone into another. */
export type Span =
  | { readonly at: ClockTime; readonly minutes: number; readonly zone?: string }
  | { readonly days: number }
  | {
      readonly at: ClockTime;
      readonly zone: string;
      readonly arrives: {
        readonly daysLater: number;
        readonly at: ClockTime;
        readonly zone: string;
      };
    };

/** The fields of an event resource that a table states as they are. */
export const STATED_FIELDS = [
  'attachments',
  'birthdayProperties',
  'colorId',
  'conferenceData',
  'description',
  'eventLabelId',
  'eventType',
  'extendedProperties',
  'focusTimeProperties',
  'hangoutLink',
  'location',
  'outOfOfficeProperties',
  'reminders',
  'status',
  'summary',
  'transparency',
  'visibility',
  'workingLocationProperties',
] as const satisfies readonly (keyof WireEvent)[];

/** What happens, without when. */
export interface Occasion extends Pick<WireEvent, (typeof STATED_FIELDS)[number]> {
  readonly summary: string;
  readonly guests?: readonly Guest[];
  /** Whose invitation it is, where it is not the calendar's own. */
  readonly organizer?: Person;
}

/** One event of a table. */
export interface EventPlan extends Occasion {
  readonly on: RelativeDay;
  readonly span: Span;
}

/** One event of a table that may happen again and again, on one of the given days and times. */
export interface PoolEntry extends Occasion {
  readonly days: readonly [Weekday, ...Weekday[]];
  readonly at: readonly [ClockTime, ...ClockTime[]];
  readonly minutes: number;
}

/** What became of one instance of a series. */
export type InstanceChange =
  | { readonly kind: 'cancelled' }
  | ({
      readonly kind: 'changed';
      /** How far it moved; all-day series move by days alone. */
      readonly daysLater?: number;
      readonly at?: ClockTime;
      readonly minutes?: number;
    } & Partial<Occasion>);

/** A series of a table. Its first day is the first day of the rule on or after `on`. */
export interface SeriesPlan extends Occasion {
  /** Names the series among all of the seed; its id is made of it. */
  readonly key: string;
  readonly on:
    RelativeDay | { readonly month: number; readonly day: number; readonly yearsAgo: number };
  readonly span: Span;
  /** An RRULE's value, without UNTIL. */
  readonly rule: string;
  /** The last day an instance may fall on; it becomes UNTIL. */
  readonly endsOn?: RelativeDay;
  /** Instances left out by EXDATE: the first on or after each of these days. */
  readonly except?: readonly RelativeDay[];
  /** Extra instances by RDATE, at the series' own time. */
  readonly extra?: readonly RelativeDay[];
  /** The instance meant is the first on or after `on`. */
  readonly changes?: readonly { readonly on: RelativeDay; readonly change: InstanceChange }[];
  /** Whether its instances that fall on public holidays are cancelled. */
  readonly restsOnHolidays?: boolean;
}
