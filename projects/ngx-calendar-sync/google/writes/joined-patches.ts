import { type ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import { ɵownMember as ownMember } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { type ɵMembers as Members, ɵisObject as isObject } from 'ngx-calendar-sync/core/outbox';
import { patched } from './event-patch';
import { elementsOf, guestKey } from './merge-lists';
import { mergePatch } from './merge-patch';

/** What Google's objects of these fields consist of. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  end: ['date', 'dateTime', 'timeZone'],
  extendedProperties: ['private', 'shared'],
  reminders: ['overrides', 'useDefault'],
  source: ['title', 'url'],
  start: ['date', 'dateTime', 'timeZone'],
};

const GUEST_FIELDS = ['attendees', 'attendeesOmitted'];

/** Fields of which one changes what another does. */
const JOINED_SEPARATELY = [...GUEST_FIELDS, 'colorId', 'conferenceData', 'eventLabelId'];

/**
 * The merge patch that does what two do one after the other.
 * @param base The resource that the first was made from. Without it, what the first removes as a whole and the second writes
 * again may keep members of unknown names, such as extended properties: a merge patch has to name what it removes.
 */
export function joinedPatch(
  first: GoogleEventPatch,
  second: GoogleEventPatch,
  base: GoogleEvent = {},
): GoogleEventPatch {
  return {
    ...joinedMembers(
      without(first, JOINED_SEPARATELY),
      without(second, JOINED_SEPARATELY),
      base,
      MEMBERS,
    ),
    ...joinedConferences(first, second),
    ...joinedColors(first, second),
    ...joinedGuests(first, second),
  };
}

/**
 * The resource of a new event that Google does not have yet, with a later edit in it: no member is `null` there, since it is
 * inserted and not merged.
 */
export function resourceWith(resource: GoogleEvent, patch: GoogleEventPatch): GoogleEvent {
  const { conferenceData, ...after } = patched(resource, without(patch, GUEST_FIELDS));
  const before = resource.attendees ? { attendees: resource.attendees } : {};
  const guests = joinedGuests(before, patch).attendees;
  const withGuests = 'attendees' in patch ? mergePatch(after, { attendees: guests }) : after;
  return {
    ...(withGuests as GoogleEvent),
    ...(conferenceData && {
      conferenceData: mergePatch({}, conferenceData) as typeof conferenceData,
    }),
  };
}

function joinedMembers(
  first: object,
  second: object,
  base: unknown,
  membersOf: Readonly<Record<string, readonly string[]>> = {},
): Members {
  const joined = new Map<string, unknown>(Object.entries(first));
  for (const [name, value] of Object.entries(second)) {
    const before = joined.get(name);
    const original = isObject(base) ? ownMember(base, name) : undefined;
    if (!isObject(value) || before === undefined) {
      joined.set(name, value);
    } else if (isObject(before)) {
      joined.set(name, joinedMembers(before, value, original));
    } else {
      joined.set(name, replacing(original, value, ownMember(membersOf, name)));
    }
  }
  return Object.fromEntries(joined);
}

/** The patch after which an object has the members of `value` alone. */
function replacing(original: unknown, value: Members, names: unknown = []): Members {
  const originalMembers = isObject(original) ? original : {};
  const removed = [...(names as readonly string[]), ...Object.keys(originalMembers)];
  return Object.fromEntries([
    ...removed.map((name) => [name, null] as const),
    ...Object.entries(value).map(
      ([name, member]) =>
        [
          name,
          isObject(member) ? replacing(ownMember(originalMembers, name), member) : member,
        ] as const,
    ),
  ]);
}

/** What is written of a conference replaces it. */
function joinedConferences(first: GoogleEventPatch, second: GoogleEventPatch): GoogleEventPatch {
  const { conferenceData } = { ...first, ...second };
  return 'conferenceData' in first || 'conferenceData' in second ? { conferenceData } : {};
}

/** A new `colorId` removes the label, also where a later patch removes that colour again. */
function joinedColors(first: GoogleEventPatch, second: GoogleEventPatch): GoogleEventPatch {
  const { colorId, eventLabelId } = { ...first, ...second };
  const color = 'colorId' in first || 'colorId' in second ? { colorId } : {};
  if ('eventLabelId' in second) {
    return { ...color, eventLabelId };
  }
  if (second.colorId) {
    return color;
  }
  if ('eventLabelId' in first) {
    return { ...color, eventLabelId };
  }
  return first.colorId && !colorId ? { ...color, eventLabelId: '' } : color;
}

/** A list with `attendeesOmitted` changes the guests that it names. Any other list replaces all. */
function joinedGuests(first: GoogleEventPatch, second: GoogleEventPatch): GoogleEventPatch {
  if (!('attendees' in second)) {
    return guestsOf('attendees' in first ? first : { ...first, ...second });
  }
  if (!second.attendeesOmitted || !('attendees' in first)) {
    return guestsOf(second);
  }
  const later = elementsOf(second.attendees);
  const laterByKey = new Map(later.map((guest) => [guestKey(guest), guest]));
  const changed = elementsOf(first.attendees).map((guest) => ({
    ...guest,
    ...laterByKey.get(guestKey(guest)),
  }));
  if (!first.attendeesOmitted) {
    return { attendees: first.attendees === null ? null : changed };
  }
  const firstKeys = new Set(changed.map(guestKey));
  const added = later.filter((guest) => !firstKeys.has(guestKey(guest)));
  return { attendees: [...changed, ...added], attendeesOmitted: true };
}

function guestsOf(patch: GoogleEventPatch): GoogleEventPatch {
  const { attendees, attendeesOmitted } = patch;
  return {
    ...('attendees' in patch ? { attendees } : {}),
    ...('attendeesOmitted' in patch ? { attendeesOmitted } : {}),
  };
}

function without(patch: GoogleEventPatch, names: readonly string[]): GoogleEventPatch {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !names.includes(name)));
}
