import type { ConflictSide } from 'ngx-calendar-sync/core';
import {
  type ɵGoogleEventPatch as GoogleEventPatch,
  ɵMAX_REMINDERS as MAX_REMINDERS,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  type ɵListKind as ListKind,
  type ɵMembers as Members,
  type ɵMerged as Merged,
  ɵisObject as isObject,
  ɵisSameValue as isSameValue,
  ɵmergedList as mergedList,
  ɵmergedMembers as mergedMembers,
} from 'ngx-calendar-sync/core/outbox';
import { mergePatch, mergePatchBetween } from './merge-patch';

/** An edit, and the resource as somebody else has changed it meanwhile. */
export interface ChangedByBoth {
  /** The resource that the edit was made from. */
  readonly base: GoogleEvent;
  readonly patch: GoogleEventPatch;
  /** The resource as it is now at Google. */
  readonly theirs: GoogleEvent;
}

/** What is to be sent of an edit. */
export type MergedPatch = Merged<GoogleEventPatch>;

const GUESTS: ListKind = {
  keyOf: (guest) => guestKey(guest),
  defaults: {
    additionalGuests: 0,
    comment: '',
    optional: false,
    resource: false,
    responseStatus: 'needsAction',
  },
};

const ATTACHMENTS: ListKind = {
  keyOf: ({ fileUrl, ...others }) =>
    typeof fileUrl === 'string' ? fileUrl : JSON.stringify(others),
  defaults: {},
};

const REMINDERS: ListKind = {
  keyOf: ({ method, minutes }) => `${String(method)} ${String(minutes)}`,
  defaults: {},
};

/** Guests are the same where their addresses are, in whatever case. A guest whose address Google hides has an id. */
export function guestKey({ email, id }: Members): string {
  return typeof email === 'string' ? email.toLowerCase() : `id:${String(id)}`;
}

/** Merges guests, one by one and member by member, so that an answer stays unless the user has changed that very answer. */
export function mergedGuests(change: ChangedByBoth, side: ConflictSide): MergedPatch {
  const { base, patch, theirs } = change;
  if (!('attendees' in patch)) {
    return { merged: patch, isConflicting: false };
  }
  const mine = elementsOf(patch.attendees);
  const before = elementsOf(base.attendees);
  const now = elementsOf(theirs.attendees);
  if (patch.attendeesOmitted ?? base.attendeesOmitted) {
    return mergedPartOfGuests(mine, before, theirs, side);
  }
  if (theirs.attendeesOmitted) {
    // A part of the guests is not known: they may be answered for, but a list of them would remove the others.
    const isSameList = sortedKeys(mine).join('\n') === sortedKeys(before).join('\n');
    return isSameList
      ? mergedPartOfGuests(mine, before, theirs, side)
      : { merged: side === 'mine' ? { attendees: patch.attendees } : {}, isConflicting: true };
  }
  const { merged, isConflicting } = mergedList({ base: before, mine, theirs: now }, side, GUESTS);
  return { merged: listPatch('attendees', now, merged), isConflicting };
}

/** Of a partial list only the guests that it names are merged, and only those that have changed are sent. */
function mergedPartOfGuests(
  mine: readonly Members[],
  before: readonly Members[],
  theirs: GoogleEvent,
  side: ConflictSide,
): MergedPatch {
  const named = new Set(mine.map(guestKey));
  const isNamed = (guest: Members) => named.has(guestKey(guest));
  const known = elementsOf(theirs.attendees).filter(isNamed);
  const knownKeys = new Set(known.map(guestKey));
  const base = before.filter(isNamed);
  // A guest that is missing in a part of the guests is not removed: he is as he was, as far as anybody knows.
  const unknown = theirs.attendeesOmitted
    ? base.filter((guest) => !knownKeys.has(guestKey(guest)))
    : [];
  const now = [...known, ...unknown];
  const { merged, isConflicting } = mergedList({ base, mine, theirs: now }, side, GUESTS);
  const changed = merged.filter(
    (guest) => !now.some((other) => isSameValue('attendees', guest, other)),
  );
  if (changed.length === 0) {
    return { merged: {}, isConflicting };
  }
  const isPresent = (guest: Members) => now.some((other) => guestKey(other) === guestKey(guest));
  const returning = changed.filter(
    (guest) => !isPresent(guest) && base.some((other) => guestKey(other) === guestKey(guest)),
  );
  if (returning.length === 0) {
    return { merged: { attendees: changed, attendeesOmitted: true }, isConflicting };
  }
  // A part of the list changes guests and adds none, so whoever comes back is written in the whole list.
  const others = elementsOf(theirs.attendees).filter((guest) => !isNamed(guest));
  return { merged: { attendees: [...others, ...merged] }, isConflicting };
}

/** Merges the files of an event by their addresses. */
export function mergedAttachments(change: ChangedByBoth, side: ConflictSide): MergedPatch {
  const base = elementsOf(change.base.attachments);
  const mine = elementsOf(change.patch.attachments);
  const theirs = elementsOf(change.theirs.attachments);
  const { merged, isConflicting } = mergedList({ base, mine, theirs }, side, ATTACHMENTS);
  return { merged: listPatch('attachments', theirs, merged), isConflicting };
}

/**
 * Merges reminders: each that one side has added or removed is added or removed. What Google would refuse, more than five
 * reminders or some beside the default ones, is a conflict.
 */
export function mergedReminders(
  { base, patch, theirs }: ChangedByBoth,
  side: ConflictSide,
): MergedPatch {
  const before = remindersOf(base.reminders);
  const mine = remindersOf(mergePatch(base.reminders, patch.reminders));
  const now = remindersOf(theirs.reminders);
  const useDefault = mine.useDefault === before.useDefault ? now.useDefault : mine.useDefault;
  const lists = { base: before.overrides, mine: mine.overrides, theirs: now.overrides };
  const overrides = mergedList(lists, side, REMINDERS).merged;
  const isConflicting = overrides.length > MAX_REMINDERS || (useDefault && overrides.length > 0);
  const decided = side === 'mine' ? mine : now;
  const after = isConflicting ? decided : { useDefault, overrides };
  if (isSameValue('reminders', after, now)) {
    return { merged: {}, isConflicting };
  }
  // Google would keep the overrides that are left out.
  const list = after.overrides.length > 0 ? after.overrides : null;
  return {
    merged: { reminders: { overrides: list, useDefault: after.useDefault } },
    isConflicting,
  };
}

function remindersOf(reminders: unknown) {
  const { overrides, useDefault } = isObject(reminders) ? reminders : {};
  return { overrides: elementsOf(overrides), useDefault: useDefault === true };
}

/** Merges the extended properties of an event, each by its name. */
export function mergedProperties(
  { base, patch, theirs }: ChangedByBoth,
  side: ConflictSide,
): MergedPatch {
  const before = propertiesOf(base.extendedProperties);
  const mine = propertiesOf(mergePatch(base.extendedProperties, patch.extendedProperties));
  const now = propertiesOf(theirs.extendedProperties);
  const [privates, shared] = (['private', 'shared'] as const).map((name) =>
    mergedMembers({ base: before[name], mine: mine[name], theirs: now[name] }, side),
  );
  const extendedProperties = mergePatchBetween(now, {
    private: privates?.merged,
    shared: shared?.merged,
  });
  return {
    merged: Object.keys(extendedProperties).length > 0 ? { extendedProperties } : {},
    isConflicting: Boolean(privates?.isConflicting) || Boolean(shared?.isConflicting),
  };
}

function propertiesOf(properties: unknown) {
  const { private: privates, shared } = isObject(properties) ? properties : {};
  return { private: isObject(privates) ? privates : {}, shared: isObject(shared) ? shared : {} };
}

function listPatch(
  name: 'attendees' | 'attachments',
  now: readonly Members[],
  merged: readonly Members[],
): GoogleEventPatch {
  return isSameValue(name, now, merged) ? {} : { [name]: merged };
}

export function elementsOf(list: unknown): readonly Members[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function sortedKeys(guests: readonly Members[]): readonly string[] {
  return guests.map(guestKey).sort();
}
