import { type Attendee, type CalendarEventStatus, type Conference } from 'ngx-calendar-sync/core';
import { ɵtimeOf as timeOf, ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';
import type {
  GoogleConferenceData,
  GoogleEvent,
  GoogleEventAttendee,
} from 'ngx-calendar-sync/google/start';
import type { OwnProperties } from '../config/own-properties';
import { type ColorContext, shownColors } from './event-color';
import { KNOWN_VALUES, RESPONSES, SHOWN_FIELDS } from './shown-fields';
import type { GoogleCalendar, GoogleCalendarEvent } from './google-calendar-event';
import { shownOwnProperties } from './own-property-values';

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
  const { start, end, allDay } = times;
  const event = {
    id: resource.id,
    calendarId: context.calendarId,
    title: resource.summary ?? '',
    status: toStatus(resource.status),
    editable: isEditable(resource, context.calendar),
    start,
    end,
    allDay,
    googleEvent: resource,
  };
  return addDetails(event, resource, context);
}

type Details = Omit<
  GoogleCalendarEvent,
  'id' | 'calendarId' | 'start' | 'end' | 'allDay' | 'googleEvent'
>;

/** The properties of an event other than its times. The resource may be a part of one, with fields missing. */
export function detailsOf(resource: GoogleEvent, context: EventContext): Details {
  const details = {
    title: resource.summary ?? '',
    status: toStatus(resource.status),
    editable: isEditable(resource, context.calendar),
  };
  return addDetails(details, resource, context);
}

/**
 * Adds the properties that not every event has, each only where it has a value. A view has thousands of events: objects
 * for parts of them, and spreads of these, would take most of the time.
 */
function addDetails<T extends object>(
  event: T,
  resource: GoogleEvent,
  context: EventContext,
): T & Details {
  const { timeZone, calendar, ownProperties } = context;
  const details: Partial<Record<string, unknown>> = Object.assign(
    event,
    shownColors(resource, context),
  );
  for (const name of SHOWN_FIELDS) {
    const value = resource[name];
    if (value !== undefined && (KNOWN_VALUES[name]?.includes(value) ?? true)) {
      details[name] = value;
    }
  }
  if (resource.start?.timeZone !== undefined) {
    details['timeZone'] = resource.start.timeZone;
  }
  if (resource.recurringEventId !== undefined) {
    details['seriesId'] = resource.recurringEventId;
  }
  const originalStart = timeOf(resource.originalStartTime, timeZone, calendar?.timeZone);
  if (originalStart !== undefined) {
    details['originalStart'] = originalStart;
  }
  if (resource.etag !== undefined) {
    details['version'] = resource.etag;
  }
  if (resource.attendees) {
    details['attendees'] = toAttendees(resource.attendees);
  }
  if (resource.conferenceData) {
    details['conference'] = toConference(resource.conferenceData);
  }
  const shown = details as T & Details;
  return ownProperties ? { ...shown, ...shownOwnProperties(resource, ownProperties) } : shown;
}

/** An answer that Google may add later is read as one that is still to come. */
function toAttendees(guests: readonly GoogleEventAttendee[]): readonly Attendee[] {
  const isKnown = ({ responseStatus }: GoogleEventAttendee) =>
    RESPONSES.some((response) => response === responseStatus);
  const known = guests.every(isKnown)
    ? guests
    : guests.map((guest) => (isKnown(guest) ? guest : { ...guest, responseStatus: RESPONSES[0] }));
  return known as readonly Attendee[];
}

/** A conference that was asked for has a status from Google's first answer on; until then it is pending. */
function toConference({
  createRequest,
  entryPoints,
  conferenceSolution,
}: GoogleConferenceData): Conference {
  const code = createRequest ? createRequest.status?.statusCode : 'success';
  const uri = entryPoints?.find(({ entryPointType }) => entryPointType === 'video')?.uri;
  const name = conferenceSolution?.name;
  return {
    status: code === 'success' || code === 'failure' ? code : 'pending',
    ...(uri === undefined ? {} : { uri }),
    ...(name === undefined ? {} : { name }),
  };
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
