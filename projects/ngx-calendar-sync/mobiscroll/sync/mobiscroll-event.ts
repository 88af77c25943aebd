import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { GoogleEvent } from 'ngx-calendar-sync/google';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook';

/** A time as Mobiscroll has it; an object is one of a time zone library, such as Luxon's or Moment's. */
export type MobiscrollTime = Date | string | object;

/** An event as Mobiscroll's Eventcalendar gives it to its handlers, and as an app writes it. */
export interface MobiscrollEvent {
  /** Of an event that was read its id at the provider. A new event gets one from there, whatever it has here. */
  id?: string | number;
  /** What the event is called. */
  title?: string;
  /** A day or a time. Of an all-day event, a `Date` stands for its day in the browser's time zone. */
  start?: MobiscrollTime;
  /** Exclusive: set `exclusiveEndDates` of the Eventcalendar. */
  end?: MobiscrollTime;
  /** Whether start and end are days. */
  allDay?: boolean;
  /** A CSS colour: the provider's nearest one is stored. The colour of the calendar is no colour of the event's own. */
  color?: string;
  /** Whether Mobiscroll lets the user change it. */
  editable?: boolean;
  /** IANA name of the time zone, as Mobiscroll writes it. */
  timezone?: string;
  /** The calendar of Google that the event was read from. */
  googleCalendarId?: string;
  /** Google's event resource: what was edited in it is written, too. */
  googleEvent?: GoogleEvent;
  /** The calendar of Outlook that the event was read from. */
  outlookCalendarId?: string;
  /** Graph's event: what was edited in it is written, too. */
  outlookEvent?: OutlookEvent;
  /**
   * Any other property is the app's own. Google stores it with the event in its private `extendedProperties`, and events that are
   * read have those that `ownProperties` of the configuration names; Outlook does not store it.
   */
  [property: string]: unknown;
}

/** What an event has that was read, with any provider. */
export interface MobiscrollReadEvent extends MobiscrollEvent {
  id: string;
  title: string;
  start: string;
  end: string;
  allDay: boolean;
  editable: boolean;
}

/** The times, the title and the colour of an event as Mobiscroll has them. */
export function shownFields(event: {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly editable: boolean;
  readonly color?: string;
  readonly timeZone?: string;
}): MobiscrollReadEvent {
  const { id, title, start, end, allDay, color, editable, timeZone } = event;
  return {
    id,
    title,
    start,
    end,
    allDay,
    editable,
    ...(color === undefined ? {} : { color }),
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
  };
}

/** What the library calls otherwise than Mobiscroll. */
export function writtenTimes({ timezone, start, end }: MobiscrollEvent): {
  readonly start?: Date | string;
  readonly end?: Date | string;
  readonly timeZone?: string;
} {
  return {
    ...(start === undefined ? {} : { start: timeOf(start) }),
    ...(end === undefined ? {} : { end: timeOf(end) }),
    ...(timezone === undefined ? {} : { timeZone: timezone }),
  };
}

/** The times of Luxon, Moment and Day.js have milliseconds since the epoch as their value. */
function timeOf(time: MobiscrollTime): Date | string {
  return typeof time === 'string' || time instanceof Date ? time : new Date(Number(time));
}

/** @throws CalendarSyncError `invalid-request` for an event without an id */
export function idOf({ id }: MobiscrollEvent): string {
  if (id === undefined || id === '') {
    throw new CalendarSyncError('invalid-request', ngDevMode ? 'The event has no id.' : 'id');
  }
  return String(id);
}
