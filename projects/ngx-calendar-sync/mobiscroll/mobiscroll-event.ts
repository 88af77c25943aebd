import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleEvent,
} from 'ngx-calendar-sync/google';

/** What a draft of the library has under another name, or not at all. */
const NOT_IN_DRAFT: ReadonlySet<string> = new Set([
  'id',
  'googleCalendarId',
  'timezone',
  'start',
  'end',
]);

/** A time as Mobiscroll has it; an object is one of a time zone library, such as Luxon's or Moment's. */
export type MobiscrollTime = Date | string | object;

/** An event as Mobiscroll's Eventcalendar gives it to its handlers, and as an app writes it. */
export interface MobiscrollEvent {
  /** Of an event from Google its id there. A new event gets one from Google, whatever it has here. */
  id?: string | number;
  /** What the event is called. */
  title?: string;
  /** A day or a time. Of an all-day event, a `Date` stands for its day in the browser's time zone. */
  start?: MobiscrollTime;
  /** Exclusive: set `exclusiveEndDates` of the Eventcalendar. */
  end?: MobiscrollTime;
  /** Whether start and end are days. */
  allDay?: boolean;
  /** A CSS colour: Google's nearest one is stored. The colour of the calendar is no colour of the event's own. */
  color?: string;
  /** Whether Mobiscroll lets the user change it. */
  editable?: boolean;
  /** IANA name of the time zone, as Mobiscroll writes it. */
  timezone?: string;
  /** The calendar that the event was read from. */
  googleCalendarId?: string;
  /** Google's event resource: what was edited in it is written, too. */
  googleEvent?: GoogleEvent;
  /**
   * Any other property is the app's own, and is stored with the event in its private `extendedProperties`. Events that are read
   * have those that `ownProperties` of the configuration names.
   */
  [property: string]: unknown;
}

/** An event as it was read from Google. */
export interface MobiscrollGoogleEvent extends MobiscrollEvent {
  id: string;
  title: string;
  start: string;
  end: string;
  allDay: boolean;
  editable: boolean;
  googleCalendarId: string;
  googleEvent: GoogleEvent;
}

export function mobiscrollEvent(event: GoogleCalendarEvent): MobiscrollGoogleEvent {
  const { id, title, start, end, allDay, color, editable, timeZone, calendarId } = event;
  return {
    ...ownPropertiesOf(event),
    id,
    title,
    start,
    end,
    allDay,
    editable,
    ...(color === undefined ? {} : { color }),
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
    googleCalendarId: calendarId,
    googleEvent: event.googleEvent,
  };
}

/**
 * The app's own properties, as far as `ownProperties` of the configuration names them: then the event has them, under the names
 * by which they are stored.
 */
function ownPropertiesOf(event: GoogleCalendarEvent): Readonly<Record<string, unknown>> {
  const stored = event.googleEvent.extendedProperties?.private ?? {};
  return Object.fromEntries(
    Object.entries(event).filter(
      // Another program may store a `version` of its own. The event's would make each write conditional.
      ([name]) => Object.hasOwn(stored, name) && name !== 'version',
    ),
  );
}

/** What the event says, without its id and its calendar's: a new event has an id of Mobiscroll's, which says nothing. */
export function draftOf(event: MobiscrollEvent): Partial<GoogleCalendarEventDraft> {
  const { timezone, start, end } = event;
  return {
    ...Object.fromEntries(Object.entries(event).filter(([name]) => !NOT_IN_DRAFT.has(name))),
    ...(start === undefined ? {} : { start: timeOf(start) }),
    ...(end === undefined ? {} : { end: timeOf(end) }),
    ...(timezone === undefined ? {} : { timeZone: timezone }),
  };
}

/** The times of Luxon, Moment and Day.js have milliseconds since the epoch as their value. */
function timeOf(time: MobiscrollTime): Date | string {
  return typeof time === 'string' || time instanceof Date ? time : new Date(Number(time));
}
