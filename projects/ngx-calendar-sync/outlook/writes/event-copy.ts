import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent, OutlookLocation } from 'ngx-calendar-sync/outlook/start';
import { htmlWithoutMeeting, textWithoutMeeting } from './body/description-body';
import type { OutlookEventBody } from './body/event-body';
import { FIELDS, valuesOf } from './event-fields';
import type { Changes, Draft, StoredEvent } from './outlook-request';

/**
 * The draft of a copy of an event. A meeting is made anew: the address of the old one is left out of the description, since the
 * copy gets one of its own.
 */
export function draftOf(event: OutlookCalendarEvent): Draft {
  const { extendedProperties, ...values } = valuesOf(event, FIELDS);
  const { conference, description } = event;
  return {
    ...values,
    start: event.start,
    ...(conference && description !== undefined
      ? { description: textWithoutMeeting(description, conference.uri) }
      : {}),
    ...(Object.keys(extendedProperties?.private ?? {}).length > 0 && extendedProperties
      ? { extendedProperties }
      : {}),
  };
}

/**
 * The body of a write with what Graph holds of an event that it copies.
 * @param values As in {@link copiedFields}.
 */
export function withCopied(
  body: OutlookEventBody,
  source: StoredEvent | undefined,
  values: Changes,
): OutlookEventBody {
  const copied = source ? copiedFields(source, values) : {};
  // Of the place and the places of an event, Outlook is told one.
  const own = Object.entries(body).filter(([name]) => name !== 'location' || !copied.locations);
  return { ...Object.fromEntries(own), ...copied };
}

/**
 * What Graph holds of an event and the model does not, for the body of a copy. A field goes along where the copy has what the event
 * shows of it: an HTML description for its text, places with their addresses for their names.
 * @param values What is written of the model: only what it names is copied.
 */
function copiedFields(source: StoredEvent, values: Changes): OutlookEventBody {
  const original = draftOf(source);
  const isCopied = (name: keyof Draft) =>
    name in values && sameJson(values[name] ?? null, original[name] ?? null);
  const { outlookEvent, descriptionHtml, conference } = source;
  const { sensitivity, reminderMinutesBeforeStart } = outlookEvent;
  const html =
    conference && descriptionHtml !== undefined
      ? htmlWithoutMeeting(descriptionHtml, conference.uri)
      : descriptionHtml;
  return {
    ...(isCopied('description') && html !== undefined
      ? { body: { contentType: 'html', content: html } as const }
      : {}),
    ...(isCopied('location') ? placesOf(outlookEvent) : {}),
    ...(isCopied('visibility') && sensitivity ? { sensitivity } : {}),
    ...(isCopied('reminders') && typeof reminderMinutesBeforeStart === 'number'
      ? { reminderMinutesBeforeStart }
      : {}),
  };
}

/** What Graph holds of a whole event and no field of the model is about. */
export function settingsOf({ outlookEvent }: StoredEvent): OutlookEventBody {
  const { responseRequested, allowNewTimeProposals, hideAttendees } = outlookEvent;
  return withoutNothing({ responseRequested, allowNewTimeProposals, hideAttendees });
}

function placesOf({ location, locations = [] }: OutlookEvent): OutlookEventBody {
  if (locations.length > 0) {
    return { locations: locations.map(placeOf) };
  }
  return location?.displayName ? { location: placeOf(location) } : {};
}

/** Without the ids that Outlook gives places for itself. */
function placeOf({
  displayName,
  locationType,
  address,
  coordinates,
  locationEmailAddress,
  locationUri,
}: OutlookLocation): OutlookLocation {
  return withoutNothing({
    displayName,
    locationType,
    address,
    coordinates,
    locationEmailAddress,
    locationUri,
  });
}

function withoutNothing<T extends object>(
  values: T,
): {
  readonly [Name in keyof T]?: NonNullable<T[Name]>;
} {
  const known = Object.entries(values).filter(([, value]) => (value ?? null) !== null);
  return Object.fromEntries(known) as { readonly [Name in keyof T]?: NonNullable<T[Name]> };
}

/** @throws CalendarSyncError `invalid-request` for an event that cannot be moved to another calendar */
export function checkMovable({
  seriesId,
  attendees,
  conference,
  outlookEvent,
}: OutlookCalendarEvent): void {
  if (seriesId !== undefined) {
    throw refused('An occurrence cannot be moved by itself: move its series, by seriesId.');
  }
  if (attendees?.length || conference || outlookEvent.isOrganizer === false) {
    throw refused(
      'Outlook moves no meeting to another calendar: its guests would be told of one that is called off and of a new one.',
    );
  }
  if (outlookEvent.hasAttachments) {
    throw refused('Outlook moves no event with attachments to another calendar.');
  }
}

function refused(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', ngDevMode && message);
}
