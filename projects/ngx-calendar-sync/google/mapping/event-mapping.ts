import {
  type CalendarEventStatus,
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
} from 'ngx-calendar-sync';
import type { GoogleColors, GoogleEvent, GoogleEventDateTime } from '../api/wire-types.generated';
import type { GoogleCalendar, GoogleCalendarEvent } from './google-calendar-event';

/** What an event's resource does not say of itself. */
export interface EventContext {
  readonly calendarId: string;
  /** Unknown for a public calendar that is not in the account's list. */
  readonly calendar: GoogleCalendar | undefined;
  /** By `colorId`. */
  readonly palette: NonNullable<GoogleColors['event']>;
  /** IANA name of the zone that times are told in; by default as Google tells them. */
  readonly timeZone: string | undefined;
}

/** Google's resource as an event; `undefined` for one that has no time, as cancelled ones may. */
export function toEvent(
  resource: GoogleEvent,
  context: EventContext,
): GoogleCalendarEvent | undefined {
  const times = timesOf(resource, context.timeZone);
  if (!resource.id || !times) return undefined;
  const { calendar, calendarId } = context;
  const own = context.palette[resource.colorId ?? ''];
  return {
    id: resource.id,
    calendarId,
    title: resource.summary ?? '',
    ...times,
    status: toStatus(resource.status),
    editable: isEditable(resource, calendar),
    googleEvent: resource,
    ...given({
      timeZone: resource.start?.timeZone,
      description: resource.description,
      location: resource.location,
      color: own?.background ?? calendar?.color,
      textColor: own?.foreground ?? calendar?.textColor,
      recurrence: resource.recurrence,
      seriesId: resource.recurringEventId,
      originalStart: toTime(resource.originalStartTime, context.timeZone),
      extendedProperties: resource.extendedProperties,
      version: resource.etag,
    }),
  };
}

/** When an event is; `undefined` for one that does not say. */
export function timesOf(
  resource: GoogleEvent,
  timeZone?: string,
): Pick<GoogleCalendarEvent, 'start' | 'end' | 'allDay'> | undefined {
  const start = toTime(resource.start, timeZone);
  if (!start) return undefined;
  const allDay = start.length === 10;
  return { start, end: toEnd(start, allDay, resource.end, timeZone), allDay };
}

/** The properties that have a value. */
function given<T extends object>(properties: T): Given<T> {
  const there: Partial<Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined) there[name] = value;
  }
  return there as Given<T>;
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function toTime(
  time: GoogleEventDateTime | undefined,
  timeZone: string | undefined,
): EventTime | undefined {
  if (time?.date) return time.date;
  if (!time?.dateTime) return undefined;
  return timeZone ? dateTimeOf(time.dateTime, timeZone) : time.dateTime;
}

/** The end is as exact as the start; where there is none, Google shows an hour or a day. */
function toEnd(
  start: EventTime,
  allDay: boolean,
  end: GoogleEventDateTime | undefined,
  timeZone: string | undefined,
): EventTime {
  const told = toTime(end, timeZone);
  if (!allDay) return told ?? start;
  const day = told && dayOf(told);
  return day && day > start ? day : addDays(start, 1);
}

function toStatus(status: string | undefined): CalendarEventStatus {
  return status === 'tentative' || status === 'cancelled' ? status : 'confirmed';
}

/** Guests may not change what the organizer has not left to them. */
function isEditable(resource: GoogleEvent, calendar: GoogleCalendar | undefined): boolean {
  if (!calendar?.writable || resource.locked) return false;
  if (resource.eventType === 'birthday' || resource.eventType === 'fromGmail') return false;
  const { organizer } = resource;
  return (
    !organizer ||
    organizer.self === true ||
    organizer.email === calendar.id ||
    resource.guestsCanModify === true
  );
}
