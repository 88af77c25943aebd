import type { FullCalendarEvent } from './full-calendar-event';

// The parts of FullCalendar that are used here, as its versions 6 and 7 both have them: an app decides which one it installs.

/** FullCalendar itself, as its handlers get it. */
export interface FullCalendarApi {
  /** The source of this id. */
  getEventSourceById(id: string): {
    /** Asks the source for its events again. */
    refetch(): void;
  } | null;
  /** Takes the preview of the selected time away. */
  unselect(): void;
}

/** What is on screen, as a source of events is told in FullCalendar. */
export interface FullCalendarRange {
  /** The first moment on screen, in ISO 8601; without an offset where FullCalendar cannot compute it. */
  readonly startStr: string;
  /** The first moment after those on screen, in the same form. */
  readonly endStr: string;
  /** `local`, `UTC`, or an IANA name. */
  readonly timeZone: string;
}

/** What FullCalendar's `datesSet` is told. */
export interface FullCalendarDates extends FullCalendarRange {
  /** The view that shows them. */
  readonly view: {
    /** The calendar of the view. */
    readonly calendar: FullCalendarApi;
  };
}

/** A time in FullCalendar, of an event or of a selection. */
export interface FullCalendarTimes {
  /** A day where it is all-day, else a time in ISO 8601, whose offset may be missing. */
  readonly startStr: string;
  /** The same of the end, which is exclusive; empty where an event has FullCalendar's default length. */
  readonly endStr: string;
  /** Whether start and end are days. */
  readonly allDay: boolean;
}

/** What FullCalendar's `select` is told. */
export interface FullCalendarSelection extends FullCalendarTimes {
  /** The view in which the time was selected. */
  readonly view: FullCalendarDates['view'];
}

/** What FullCalendar's `eventDrop` and `eventResize` are told. */
export interface FullCalendarChange {
  /** The event with its new times. */
  readonly event: FullCalendarTimes & {
    /** What the event was given beside FullCalendar's own properties. */
    readonly extendedProps: Readonly<Record<string, unknown>>;
  };
}

/** The options that bind FullCalendar 6 or 7 to the service: spread them among those of the app. */
export interface FullCalendarOptions {
  /** The events of the service. An app may have sources of its own under FullCalendar's option `events`. */
  readonly eventSources: {
    /** The name of the source, for FullCalendar's `getEventSourceById`. */
    id: string;
    /** Gives FullCalendar the events of the view as they are now. */
    events(fetched: FullCalendarRange, show: (events: FullCalendarEvent[]) => void): void;
  }[];
  /** Whether times can be selected. */
  readonly selectable: boolean;
  /** Whether there is a calendar that a new event could be added to. */
  readonly selectAllow: () => boolean;
  /** Makes what is on screen the view of the service. */
  readonly datesSet: (dates: FullCalendarDates) => void;
  /** Adds an event, as `onSelect` of the binding says. */
  readonly select: (selection: FullCalendarSelection) => void;
  /** Writes the new times of an event that was dragged. */
  readonly eventDrop: (change: FullCalendarChange) => void;
  /** Writes the new times of an event whose length was changed. */
  readonly eventResize: (change: FullCalendarChange) => void;
}
