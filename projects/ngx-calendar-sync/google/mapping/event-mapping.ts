import {
  type CalendarEventStatus,
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵisEventTime as isEventTime,
} from 'ngx-calendar-sync';
import type { GoogleEvent, GoogleEventDateTime } from '../api/wire-types.generated';
import { type ColorContext, shownColors } from './event-color';
import type { GoogleCalendar, GoogleCalendarEvent } from './google-calendar-event';
import { hasOffset, readableZone } from '../config/google-time-zone';

/** What an event's resource does not say of itself. */
export interface EventContext extends ColorContext {
  readonly calendarId: string;
  /** Unknown for a public calendar that is not in the account's list. */
  readonly calendar: GoogleCalendar | undefined;
  /** IANA name of the zone that times are told in; by default as Google tells them. */
  readonly timeZone: string | undefined;
}

/** Google's resource as an event; `undefined` for one whose start cannot be read, or that has none, as cancelled ones may. */
export function toEvent(
  resource: GoogleEvent,
  context: EventContext,
): GoogleCalendarEvent | undefined {
  const times = timesOf(resource, context.timeZone, context.calendar?.timeZone);
  if (!resource.id || !times) {
    return undefined;
  }
  return {
    id: resource.id,
    calendarId: context.calendarId,
    ...detailsOf(resource, context),
    ...times,
    googleEvent: resource,
  };
}

type Details = Omit<
  GoogleCalendarEvent,
  'id' | 'calendarId' | 'start' | 'end' | 'allDay' | 'googleEvent'
>;

/** What a resource says beside its times; a part of a resource may say less. */
export function detailsOf(resource: GoogleEvent, context: EventContext): Details {
  const { timeZone, calendar } = context;
  return {
    title: resource.summary ?? '',
    status: toStatus(resource.status),
    editable: isEditable(resource, calendar),
    ...shownColors(resource, context),
    ...given({
      timeZone: resource.start?.timeZone,
      description: resource.description,
      location: resource.location,
      recurrence: resource.recurrence,
      seriesId: resource.recurringEventId,
      originalStart: toTime(resource.originalStartTime, timeZone, calendar?.timeZone),
      extendedProperties: resource.extendedProperties,
      version: resource.etag,
    }),
  };
}

/**
 * When an event is; `undefined` for one that does not say.
 * @param timeZone IANA name of the zone that times are told in; by default as Google tells them.
 * @param ofCalendar IANA name of the zone of times that have neither an offset nor a zone.
 */
export function timesOf(
  resource: GoogleEvent,
  timeZone?: string,
  ofCalendar?: string,
): Pick<GoogleCalendarEvent, 'start' | 'end' | 'allDay'> | undefined {
  const start = toTime(resource.start, timeZone, ofCalendar);
  if (!start) {
    return undefined;
  }
  const allDay = start.length === 10;
  const end = toTime(resource.end, timeZone, ofCalendar);
  return { start, end: toEnd(start, allDay, end), allDay };
}

/** The properties that have a value. */
function given<T extends object>(properties: T): Given<T> {
  const there: Partial<Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined) {
      there[name] = value;
    }
  }
  return there as Given<T>;
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function toTime(
  time: GoogleEventDateTime | undefined,
  timeZone: string | undefined,
  ofCalendar: string | undefined,
): EventTime | undefined {
  const told = time?.date ?? time?.dateTime;
  if (!told || !isEventTime(told)) {
    return undefined;
  }
  if (time?.date) {
    return told;
  }
  // RFC 3339 wants an offset; Google takes a time without one as the clock of its zone has it.
  const exact = hasOffset(told) ? told : dateTimeOf(told, readableZone(time?.timeZone, ofCalendar));
  return timeZone ? dateTimeOf(exact, timeZone) : exact;
}

/** The end is as exact as the start; where there is none, Google shows no length or a day. */
function toEnd(start: EventTime, allDay: boolean, told: EventTime | undefined): EventTime {
  if (!allDay) {
    return told ?? start;
  }
  const day = told && dayOf(told);
  return day && day > start ? day : addDays(start, 1);
}

function toStatus(status: string | undefined): CalendarEventStatus {
  return status === 'tentative' || status === 'cancelled' ? status : 'confirmed';
}

/** Guests may not change what the organizer has not left to them. */
function isEditable(resource: GoogleEvent, calendar: GoogleCalendar | undefined): boolean {
  if (!calendar?.writable || resource.locked) {
    return false;
  }
  // Nobody may change what they may not see: Google hides its details, and refuses a change.
  const isHidden = resource.visibility === 'private' || resource.visibility === 'confidential';
  const { accessRole } = calendar.googleCalendar;
  if (isHidden && accessRole === 'writerWithoutPrivateAccess') {
    return false;
  }
  if (resource.eventType === 'birthday' || resource.eventType === 'fromGmail') {
    return false;
  }
  const { organizer } = resource;
  return (
    !organizer ||
    organizer.self === true ||
    organizer.email === calendar.id ||
    resource.guestsCanModify === true
  );
}
