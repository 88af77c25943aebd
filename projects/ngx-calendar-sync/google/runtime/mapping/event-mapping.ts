import {
  type Attendee,
  type CalendarEventStatus,
  type Conference,
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵisEventTime as isEventTime,
} from 'ngx-calendar-sync/core';
import type {
  GoogleConferenceData,
  GoogleEvent,
  GoogleEventAttendee,
  GoogleEventDateTime,
} from 'ngx-calendar-sync/google/start';
import type { OwnProperties } from '../config/own-properties';
import { type ColorContext, shownColors } from './event-color';
import { KNOWN_VALUES, RESPONSES, SHOWN_FIELDS } from './shown-fields';
import type { GoogleCalendar, GoogleCalendarEvent } from './google-calendar-event';
import { shownOwnProperties } from './own-property-values';
import { hasOffset, readableZone } from '../config/google-time-zone';

/** What is needed beside an event's resource to show it. */
export interface EventContext extends ColorContext {
  readonly calendarId: string;
  /** `undefined` for a public calendar that is not in the account's calendar list. */
  readonly calendar: GoogleCalendar | undefined;
  /** IANA name of the time zone to show times in. If `undefined`, they keep the offset that Google sent. */
  readonly timeZone: string | undefined;
  /** The app's own properties that events show. */
  readonly ownProperties?: OwnProperties | undefined;
}

/** An event from Google's resource. `undefined` without a readable start, which for instance cancelled events may lack. */
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

/** The properties of an event other than its times. The resource may be a part of one, with fields missing. */
export function detailsOf(resource: GoogleEvent, context: EventContext): Details {
  const { timeZone, calendar, ownProperties } = context;
  return {
    title: resource.summary ?? '',
    status: toStatus(resource.status),
    editable: isEditable(resource, calendar),
    ...shownColors(resource, context),
    ...shownFields(resource),
    ...withoutUndefined({
      timeZone: resource.start?.timeZone,
      seriesId: resource.recurringEventId,
      originalStart: toTime(resource.originalStartTime, timeZone, calendar?.timeZone),
      version: resource.etag,
      attendees: toAttendees(resource.attendees),
      conference: toConference(resource.conferenceData),
    }),
    ...shownOwnProperties(resource, ownProperties),
  };
}

type ShownFields = Pick<GoogleCalendarEvent, (typeof SHOWN_FIELDS)[number]>;

/** The values are Google's own objects: a view has thousands of events, and copies would cost time and memory. */
function shownFields(resource: GoogleEvent): ShownFields {
  const shown: Partial<Record<string, unknown>> = {};
  for (const name of SHOWN_FIELDS) {
    const value = resource[name];
    if (value !== undefined && (KNOWN_VALUES[name]?.includes(value) ?? true)) {
      shown[name] = value;
    }
  }
  return shown;
}

/** An answer that Google may add later is read as one that is still to come. */
function toAttendees(guests: GoogleEvent['attendees']): readonly Attendee[] | undefined {
  const isKnown = ({ responseStatus }: GoogleEventAttendee) =>
    RESPONSES.some((response) => response === responseStatus);
  const known = guests?.every(isKnown)
    ? guests
    : guests?.map((guest) => (isKnown(guest) ? guest : { ...guest, responseStatus: RESPONSES[0] }));
  return known as readonly Attendee[] | undefined;
}

/** A conference that was asked for has a status from Google's first answer on; until then it is pending. */
function toConference(data: GoogleConferenceData | undefined): Conference | undefined {
  if (!data) {
    return undefined;
  }
  const { createRequest, entryPoints, conferenceSolution } = data;
  const code = createRequest ? createRequest.status?.statusCode : 'success';
  return {
    status: code === 'success' || code === 'failure' ? code : 'pending',
    ...withoutUndefined({
      uri: entryPoints?.find(({ entryPointType }) => entryPointType === 'video')?.uri,
      name: conferenceSolution?.name,
    }),
  };
}

/**
 * The times of an event, `undefined` if its start is missing or cannot be read.
 * @param timeZone IANA name of the time zone to show times in. If `undefined`, they keep the offset that Google sent.
 * @param calendarTimeZone IANA name of the time zone for times that have neither an offset nor a time zone.
 */
export function timesOf(
  resource: GoogleEvent,
  timeZone?: string,
  calendarTimeZone?: string,
): Pick<GoogleCalendarEvent, 'start' | 'end' | 'allDay'> | undefined {
  const start = toTime(resource.start, timeZone, calendarTimeZone);
  if (!start) {
    return undefined;
  }
  const allDay = start.length === 10;
  const end = toTime(resource.end, timeZone, calendarTimeZone);
  return { start, end: toEnd(start, allDay, end), allDay };
}

/** With `exactOptionalPropertyTypes` an optional property must be left out instead of being `undefined`. */
function withoutUndefined<T extends object>(properties: T): WithoutUndefined<T> {
  const defined: Partial<Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined) {
      defined[name] = value;
    }
  }
  return defined as WithoutUndefined<T>;
}

type WithoutUndefined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function toTime(
  time: GoogleEventDateTime | undefined,
  timeZone: string | undefined,
  calendarTimeZone: string | undefined,
): EventTime | undefined {
  const text = time?.date ?? time?.dateTime;
  if (!text || !isEventTime(text)) {
    return undefined;
  }
  if (time?.date) {
    return text;
  }
  // RFC 3339 requires an offset, but Google accepts times without one and reads them as local times of their time zone.
  const withOffset = hasOffset(text)
    ? text
    : dateTimeOf(text, readableZone(time?.timeZone, calendarTimeZone));
  return timeZone ? dateTimeOf(withOffset, timeZone) : withOffset;
}

/** Google shows an event without an end as a moment, or as one day if it is an all-day event. */
function toEnd(start: EventTime, allDay: boolean, end: EventTime | undefined): EventTime {
  if (!allDay) {
    return end ?? start;
  }
  const day = end && dayOf(end);
  return day && day > start ? day : addDays(start, 1);
}

function toStatus(status: string | undefined): CalendarEventStatus {
  return status === 'tentative' || status === 'cancelled' ? status : 'confirmed';
}

/** Guests can change an event only if its organizer allows it with `guestsCanModify`. */
function isEditable(resource: GoogleEvent, calendar: GoogleCalendar | undefined): boolean {
  if (!calendar?.writable || resource.locked) {
    return false;
  }
  // Google hides the details of private events from this role, and refuses its changes of them.
  const isPrivate = resource.visibility === 'private' || resource.visibility === 'confidential';
  const { accessRole } = calendar.googleCalendar;
  if (isPrivate && accessRole === 'writerWithoutPrivateAccess') {
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
