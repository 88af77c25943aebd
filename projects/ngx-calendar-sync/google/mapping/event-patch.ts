import { CalendarSyncError } from 'ngx-calendar-sync';
import type { GoogleEventPatch } from '../api/google-calendar-api';
import type { GoogleEvent } from '../api/wire-types.generated';
import { colorPatch } from './event-color';
import { GOOGLE_NAMED_FIELDS, WRITABLE_FIELDS } from './event-fields';
import { detailsOf, type EventContext, timesOf } from './event-mapping';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';
import { mergePatch, sameJson } from './merge-patch';
import { propertiesPatch } from './properties-patch';
import { isSameTime, type TimesEdit, timesPatch, withGoogleTimes } from './times-patch';

/** A draft, or what is different of an event. */
export type Edit = Partial<GoogleCalendarEventDraft>;

/** Google's names of the model's properties that are written as they are. */
const SAME_IN_GOOGLE = [
  ['title', 'summary'],
  ['description', 'description'],
  ['location', 'location'],
  ['status', 'status'],
  ['recurrence', 'recurrence'],
] as const;

/** They have a way of their own into the patch. */
const MAPPED_APART = new Set<string>(['start', 'end', 'extendedProperties']);

/**
 * The merge patch that an edit means. What is the same as in the resource that the edit was made from is not sent, so
 * that nobody else's change is undone. Where a field is edited twice, the model's property comes before Google's name
 * for it, and that before the same name within `googleEvent`.
 * @param base The resource that the edit was made from; without it, all that the edit names is sent.
 * @throws CalendarSyncError `invalid-event`
 */
export function toPatch(edit: Edit, context: EventContext, base?: GoogleEvent): GoogleEventPatch {
  const seen = base && seenOf(base, context);
  // An edit that is not made of a whole event names what it wants, be it as it was or not.
  const before = edit.googleEvent ? base : undefined;
  const seenBefore = edit.googleEvent ? seen : undefined;
  const patch: Record<string, unknown> = {};
  const set = (name: string, value: unknown) => {
    if (value !== undefined && !(before && sameJson(value, own(before, name)))) {
      patch[name] = value;
    }
  };
  for (const name of WRITABLE_FIELDS) {
    if (!MAPPED_APART.has(name)) {
      set(name, edit.googleEvent?.[name]);
    }
  }
  for (const name of GOOGLE_NAMED_FIELDS) {
    set(name, edit[name]);
  }
  for (const [name, field] of SAME_IN_GOOGLE) {
    if (isEdited(edit, seenBefore, name)) {
      patch[field] = edit[name];
    }
  }
  const { color } = edit;
  if (color !== undefined && isEdited(edit, seenBefore, 'color')) {
    Object.assign(patch, colorPatch(color, base, context));
  }
  Object.assign(patch, timesPatch(withGoogleTimes(edit, base, seen), seen, context));
  const properties = propertiesPatch(edit, before);
  if (properties) {
    patch['extendedProperties'] = properties;
  }
  // A list that was read in part must not replace the whole.
  const isPartOfGuests = patch['attendeesOmitted'] ?? base?.attendeesOmitted;
  if (patch['attendees'] && isPartOfGuests) {
    patch['attendeesOmitted'] = true;
  }
  return patch;
}

/** What an app has seen of a resource, which may be a part of one. */
function seenOf(resource: GoogleEvent, context: EventContext): Partial<GoogleCalendarEvent> {
  return {
    ...detailsOf(resource, context),
    ...timesOf(resource, context.timeZone, context.calendar?.timeZone),
    googleEvent: resource,
  };
}

/** Whether the times of an edit mean something only beside those that the event has. */
export function needsTimesOfEvent({ start, end, allDay, timeZone, googleEvent }: Edit): boolean {
  const isKindTold = allDay !== undefined || timeZone !== undefined || typeof start === 'string';
  const isTimeOfGoogleEdited = Boolean(googleEvent?.start ?? googleEvent?.end);
  return isTimeOfGoogleEdited || (isKindTold && (start === undefined || end === undefined));
}

/**
 * The resource that a draft makes; of the resource that it was made from it takes what can be copied.
 * @throws CalendarSyncError `invalid-event`
 */
export function toResource(draft: GoogleCalendarEventDraft, context: EventContext): GoogleEvent {
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
  throw new CalendarSyncError('invalid-event', 'An event needs a start.');
}

/** A draft that says no end has that of its `googleEvent`, unless this is one of another start; else it is of the usual length. */
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
 * An event as Google has it after a patch: guests that a part of the list does not name stay, and a colour of the
 * palette takes the place of a label.
 */
export function patched(event: GoogleEvent, patch: GoogleEventPatch): GoogleEvent {
  const { attendeesOmitted, ...others } = patch;
  const { eventLabelId, ...after } = mergePatch(event, others) as GoogleEvent;
  const isLabelled = eventLabelId && !(patch.colorId && !('eventLabelId' in patch));
  return {
    ...after,
    ...(isLabelled ? { eventLabelId } : {}),
    ...(attendeesOmitted && event.attendees && after.attendees
      ? { attendees: withPartOf(event.attendees, after.attendees) }
      : {}),
  };
}

type Guests = NonNullable<GoogleEvent['attendees']>;

function withPartOf(all: Guests, part: Guests): Guests {
  const changed = new Map(part.map((guest) => [guest.email, guest]));
  return all.map((guest) => changed.get(guest.email) ?? guest);
}

/** `null` and absent are the same: nothing is there. */
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

/** What a copy does not take along as it is: it has a history of its own, and its times are written anew. */
const NOT_COPIED = new Set<string>([
  'attendeesOmitted',
  'conferenceData',
  'end',
  'sequence',
  'start',
]);

function copyOf(resource: GoogleEvent): GoogleEvent {
  const copy = Object.fromEntries(
    WRITABLE_FIELDS.filter((name) => !NOT_COPIED.has(name) && resource[name] !== undefined).map(
      (name) => [name, resource[name]],
    ),
  ) as GoogleEvent;
  // Events must not share a conference. A request that Google has not answered yet asks for one of its own.
  const request = resource.conferenceData?.createRequest;
  const { status, ...others } = copy;
  return {
    ...others,
    ...(status && status !== 'cancelled' ? { status } : {}),
    ...(request && !request.status ? { conferenceData: { createRequest: request } } : {}),
  };
}
