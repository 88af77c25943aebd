import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import { ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';
import {
  ɵdetailsOf as detailsOf,
  type ɵEventContext as EventContext,
  ɵGOOGLE_NAMED_FIELDS as GOOGLE_NAMED_FIELDS,
  type GoogleCalendarEvent,
  type GoogleCalendarEventDraft,
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵWRITABLE_FIELDS as WRITABLE_FIELDS,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { colorPatch } from './color-patch';
import { mergePatch } from './merge-patch';
import { propertiesPatch } from './properties-patch';
import { isSameTime, type TimesEdit, timesPatch, withGoogleTimes } from './times-patch';

/** A draft of a new event, or the changes of an existing one. */
export type Edit = Partial<GoogleCalendarEventDraft>;

/** The properties of the model whose values Google has under these names in the same form. */
const GOOGLE_NAMES = [
  ['title', 'summary'],
  ['description', 'description'],
  ['location', 'location'],
  ['status', 'status'],
  ['recurrence', 'recurrence'],
  ['attendees', 'attendees'],
  ['visibility', 'visibility'],
  ['transparency', 'transparency'],
] as const;

/** These fields need more than a comparison, and are added to the patch by functions of their own. */
const SEPARATELY_MAPPED_FIELDS = new Set<string>(['start', 'end', 'extendedProperties']);

/** What writing an event needs beside what showing it needs. */
export interface WriteContext extends EventContext {
  /** Names the request for a conference: Google ignores a second one of the same id, so that a write can be sent again. */
  readonly conferenceRequestId: string;
}

/**
 * The merge patch of an edit. It leaves out what is the same as in the resource that the edit was made from, so that it
 * does not undo what somebody else changes meanwhile. If a field is edited in several ways, the property of the model is
 * sent, else the field under Google's name, else the field in `googleEvent`.
 * @param base The resource that the edit was made from. Without it, everything in the edit is sent.
 * @throws CalendarSyncError `invalid-event` for what cannot be written, such as a time that does not exist.
 */
export function toPatch(edit: Edit, context: WriteContext, base?: GoogleEvent): GoogleEventPatch {
  const seen = base && seenOf(base, context);
  // An edit without `googleEvent` is no copy of an event that was read: everything in it is sent, changed or not.
  const before = edit.googleEvent ? base : undefined;
  const seenBefore = edit.googleEvent ? seen : undefined;
  const patch: Record<string, unknown> = {};
  const set = (name: string, value: unknown) => {
    if (value !== undefined && !(before && sameJson(value, own(before, name)))) {
      patch[name] = value;
    }
  };
  for (const name of WRITABLE_FIELDS) {
    if (!SEPARATELY_MAPPED_FIELDS.has(name)) {
      set(name, edit.googleEvent?.[name]);
    }
  }
  for (const name of GOOGLE_NAMED_FIELDS) {
    set(name, edit[name]);
  }
  for (const [name, field] of GOOGLE_NAMES) {
    if (isEdited(edit, seenBefore, name)) {
      patch[field] = edit[name];
    }
  }
  const { color, conference, reminders } = edit;
  if (reminders !== undefined && isEdited(edit, seenBefore, 'reminders')) {
    // Google would keep the overrides that are left out.
    patch['reminders'] = reminders && { overrides: null, ...reminders };
  }
  if (conference === null) {
    set('conferenceData', null);
  } else if (typeof conference === 'string') {
    patch['conferenceData'] = {
      createRequest: {
        requestId: context.conferenceRequestId,
        conferenceSolutionKey: { type: 'hangoutsMeet' },
      },
    };
  }
  if (color !== undefined && isEdited(edit, seenBefore, 'color')) {
    Object.assign(patch, colorPatch(color, base, context));
  }
  Object.assign(patch, timesPatch(withGoogleTimes(edit, base, seen), seen, context));
  const properties = propertiesPatch(edit, before, context.ownProperties);
  if (properties) {
    patch['extendedProperties'] = properties;
  }
  // Google may have sent only some of the guests. Without this flag they would replace all guests.
  const isPartOfGuests = patch['attendeesOmitted'] ?? base?.attendeesOmitted;
  if (patch['attendees'] && isPartOfGuests) {
    patch['attendeesOmitted'] = true;
  }
  return patch;
}

/** The properties of the model that an app has seen of a resource. The resource may be a part of one. */
function seenOf(resource: GoogleEvent, context: EventContext): Partial<GoogleCalendarEvent> {
  return {
    ...detailsOf(resource, context),
    ...timesOf(resource, context.timeZone, context.calendar?.timeZone),
    googleEvent: resource,
  };
}

/** Whether the times of an edit cannot be written without knowing those of the event. */
export function needsTimesOfEvent({ start, end, allDay, timeZone, googleEvent }: Edit): boolean {
  const isKindGiven = allDay !== undefined || timeZone !== undefined || typeof start === 'string';
  const isGoogleTimeEdited = Boolean(googleEvent?.start ?? googleEvent?.end);
  return isGoogleTimeEdited || (isKindGiven && (start === undefined || end === undefined));
}

/**
 * The resource of a new event. From `googleEvent` of the draft it copies the fields that an app can write.
 * @throws CalendarSyncError `invalid-event` for a draft without a start, or with a value that cannot be written.
 */
export function toResource(draft: GoogleCalendarEventDraft, context: WriteContext): GoogleEvent {
  const { googleEvent } = draft;
  const seen = googleEvent && seenOf(googleEvent, context);
  const whole = { ...draft, ...endOfDraft(draft, seen) };
  const resource = mergePatch(googleEvent ? copyOf(googleEvent) : {}, {
    ...toPatch(whole, context, googleEvent),
    ...timesPatch(whole, seen, context, true),
  }) as GoogleEvent;
  if (resource.start) {
    return resource;
  }
  throw new CalendarSyncError('invalid-event', 'An event needs a start: set `start`.');
}

/**
 * The end of a draft. Without one of its own it has that of `googleEvent`, provided that the start is the same there, and
 * else the default duration (`null`).
 */
function endOfDraft(
  draft: GoogleCalendarEventDraft,
  seen: Partial<GoogleCalendarEvent> | undefined,
): Pick<TimesEdit, 'end'> {
  const { start, end, googleEvent } = draft;
  if (end !== undefined) {
    return { end };
  }
  if (!googleEvent?.end) {
    return { end: null };
  }
  if (seen?.start === undefined) {
    return { end: withGoogleTimes(draft, undefined, undefined).end ?? null };
  }
  return !start || isSameTime(start, seen.start) ? {} : { end: null };
}

/**
 * The event as Google will return it after a patch. This differs from a plain merge patch in three fields: with
 * `attendeesOmitted` the guests that the patch does not name are kept, a new `colorId` removes the label, and what is
 * written of a conference replaces it, so that a new one that is asked for does not show the address of the old one.
 */
export function patched(event: GoogleEvent, patch: GoogleEventPatch): GoogleEvent {
  const { attendeesOmitted, ...others } = patch;
  const { eventLabelId, ...after } = mergePatch(event, others) as GoogleEvent;
  const keepsLabel = eventLabelId && !(patch.colorId && !('eventLabelId' in patch));
  return {
    ...after,
    ...(patch.conferenceData ? { conferenceData: patch.conferenceData } : {}),
    ...(keepsLabel ? { eventLabelId } : {}),
    ...(attendeesOmitted && event.attendees && after.attendees
      ? { attendees: replaceGuests(event.attendees, after.attendees) }
      : {}),
  };
}

type Guests = NonNullable<GoogleEvent['attendees']>;

function replaceGuests(all: Guests, changed: Guests): Guests {
  const changedByEmail = new Map(changed.map((guest) => [guest.email, guest]));
  return all.map((guest) => changedByEmail.get(guest.email) ?? guest);
}

/** A property that the event does not have and that the edit sets to `null` is not edited. */
function isEdited(
  edit: Edit,
  seen: Partial<GoogleCalendarEvent> | undefined,
  name: keyof Edit & keyof GoogleCalendarEvent,
): boolean {
  return edit[name] !== undefined && !(seen && sameJson(edit[name], seen[name] ?? null));
}

function own(resource: GoogleEvent, name: string): unknown {
  return resource[name as keyof GoogleEvent] ?? null;
}

/** Fields that are not copied into a new event, or, like its times and conference, not as they are. */
const NOT_COPIED_FIELDS = new Set<string>([
  'attendeesOmitted',
  'conferenceData',
  'end',
  'sequence',
  'start',
]);

function copyOf(resource: GoogleEvent): GoogleEvent {
  const copy = Object.fromEntries(
    WRITABLE_FIELDS.filter(
      (name) => !NOT_COPIED_FIELDS.has(name) && resource[name] !== undefined,
    ).map((name) => [name, resource[name]]),
  ) as GoogleEvent;
  // Two events must not share a conference. A request without a status has not created one yet, so it is meant for this
  // event.
  const request = resource.conferenceData?.createRequest;
  const { status, ...others } = copy;
  return {
    ...others,
    ...(status && status !== 'cancelled' ? { status } : {}),
    ...(request && !request.status ? { conferenceData: { createRequest: request } } : {}),
  };
}
