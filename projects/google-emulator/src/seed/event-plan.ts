import type { WireEvent } from '../discovery/wire-types.generated.ts';

import type { Person } from './tables/people.ts';

/** Weekdays of a week that starts on Monday. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** A day relative to today: by week, where 0 is this week, or by the number of days. */
export type RelativeDay =
  { readonly week: number; readonly day: Weekday } | { readonly daysFromToday: number };

/** A time of day, `18:30`. */
export type ClockTime = `${number}:${number}`;

export type Response = 'accepted' | 'declined' | 'tentative' | 'needsAction';

export interface Guest {
  readonly person: Person;
  readonly response?: Response;
  readonly optional?: boolean;
  readonly resource?: boolean;
  readonly comment?: string;
}

/** Minutes from a time of day, a number of whole days, or a journey from one time zone into another. */
export type PlannedTime =
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

/** Fields that a table gives in the form of the event resource. */
export const COPIED_FIELDS = [
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

/** An event without its time. */
export interface EventContent extends Pick<WireEvent, (typeof COPIED_FIELDS)[number]> {
  readonly summary: string;
  readonly guests?: readonly Guest[];
  /** The organizer, if it is not the calendar itself. */
  readonly organizer?: Person;
}

/** One event of a table. */
export interface EventPlan extends EventContent {
  readonly on: RelativeDay;
  readonly time: PlannedTime;
}

/** An event that is scattered over many weeks, each time on one of the given weekdays and times. */
export interface PoolEntry extends EventContent {
  readonly days: readonly [Weekday, ...Weekday[]];
  readonly at: readonly [ClockTime, ...ClockTime[]];
  readonly minutes: number;
}

/** How one instance of a series differs from it. */
export type InstanceChange =
  | { readonly kind: 'cancelled' }
  | ({
      readonly kind: 'changed';
      /** Days by which it was moved. */
      readonly daysLater?: number;
      readonly at?: ClockTime;
      readonly minutes?: number;
    } & Partial<EventContent>);

/** One series of a table. It begins on the first day of its rule on or after `on`. */
export interface SeriesPlan extends EventContent {
  /** Unique within the seed: the event id is derived from it. */
  readonly key: string;
  readonly on:
    RelativeDay | { readonly month: number; readonly day: number; readonly yearsAgo: number };
  readonly time: PlannedTime;
  /** The value of RRULE, without UNTIL. */
  readonly rule: string;
  /** The last day of the series, from which UNTIL is made. */
  readonly endsOn?: RelativeDay;
  /** EXDATE excludes the first instance on or after each of these days. */
  readonly except?: readonly RelativeDay[];
  /** RDATE adds an instance on each of these days, at the time of the series. */
  readonly extra?: readonly RelativeDay[];
  /** Each change applies to the first instance on or after `on`. */
  readonly changes?: readonly { readonly on: RelativeDay; readonly change: InstanceChange }[];
  /** Whether instances on public holidays are cancelled. */
  readonly cancelledOnHolidays?: boolean;
}
