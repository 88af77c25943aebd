import type { EventTime } from './event-time';

/**
 * An event as calendar components take it: FullCalendar's and Mobiscroll's event inputs are this shape.
 * A plain object; a series arrives as its occurrences.
 */
export interface CalendarEvent {
  /** Unique within its calendar. */
  readonly id: string;
  readonly calendarId: string;
  readonly title: string;
  readonly start: EventTime;
  /** Exclusive (RFC 5545, 3.6.1): an all-day event of one day ends on the next day. */
  readonly end: EventTime;
  readonly allDay: boolean;
  /** IANA name of the zone that the event was made in. */
  readonly timeZone?: string;
  readonly description?: string;
  readonly location?: string;
  /** CSS colours: the event's own, else its calendar's, and a colour of text that is readable on it. */
  readonly color?: string;
  readonly textColor?: string;
  /** The same as `textColor`, under the name that FullCalendar 7 reads. */
  readonly contrastColor?: string;
  readonly status: CalendarEventStatus;
  /** Whether this account may change it. */
  readonly editable: boolean;
  /** RRULE, EXRULE, RDATE and EXDATE lines (RFC 5545, 3.8.5); on a series itself only, not on its occurrences. */
  readonly recurrence?: readonly string[];
  /** Of an occurrence: the id of its series, and when that series would have it start. */
  readonly seriesId?: string;
  readonly originalStart?: EventTime;
  /** The app's own properties, stored with the event. */
  readonly extendedProperties?: ExtendedProperties;
  /** The provider's mark of this state of the event (etag, changeKey); opaque, may be absent. */
  readonly version?: string;
}

export type CalendarEventStatus = 'confirmed' | 'tentative' | 'cancelled';

/** Text by name: `private` to the calendar, or `shared` with the copies of everybody invited. */
export interface ExtendedProperties {
  readonly private?: Readonly<Record<string, string>>;
  readonly shared?: Readonly<Record<string, string>>;
}

/** What an app writes. Dates may be `Date`s, as calendar components hand them out. */
export interface CalendarEventDraft {
  readonly title?: string;
  /** Of an all-day event a `Date` counts as its day in the browser's time zone. */
  readonly start: Date | EventTime;
  /**
   * Exclusive. By default an hour after the start, or the next day; `null` and `''`, as calendar components tell the end
   * of an event that was dragged from all-day to a time or back, mean the same in a change.
   */
  readonly end?: Date | EventTime | null;
  /** By default true where `start` is a day such as `2026-11-22`. */
  readonly allDay?: boolean;
  /** IANA name; by default the configured one, else the browser's. A time without an offset is wall time there. */
  readonly timeZone?: string;
  readonly description?: string | null;
  readonly location?: string | null;
  /** A CSS colour; the nearest one that the provider has is stored. `null`, or its calendar's, for none of its own. */
  readonly color?: string | null;
  readonly status?: CalendarEventStatus;
  readonly recurrence?: readonly string[] | null;
  readonly extendedProperties?: ExtendedProperties;
}

/** A change of an event: its id and what is different, or the whole event as it was read with what is different. */
export type CalendarEventChanges<Draft extends CalendarEventDraft = CalendarEventDraft> =
  Partial<Draft> & {
    readonly id: string;
    /** Where given, the change is refused with `conflict` if the event has been changed since. */
    readonly version?: string;
  };
