import { type ConflictChoice, type ConflictSide } from 'ngx-calendar-sync/core';
import { ɵsideOf as sideOf } from 'ngx-calendar-sync/core/outbox';
import { type ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  type ChangedByBoth,
  mergedAttachments,
  mergedGuests,
  type MergedPatch,
  mergedProperties,
  mergedReminders,
} from './merge-lists';
import { mergedTimes } from './merge-times';
import {
  isAlreadyTheirs,
  isUnchangedByThem,
  mergedColor,
  mergedConference,
  mergedSequence,
  mergedValue,
} from './merge-values';

/** What is left of an edit after a merge. */
export interface MergedEdit {
  /** What is still to be sent on top of what is at Google now. Of the fields in `fields` it holds nothing. */
  readonly patch: GoogleEventPatch;
  /** The properties, under the names of the model, that both have changed differently and that nobody has decided. */
  readonly fields: readonly string[];
}

/** The names that an app knows, where they are not Google's. Google's fields under one name are one value to the user. */
const MODEL_NAMES: ReadonlyMap<string, string> = new Map([
  ['attendeesOmitted', 'attendees'],
  ['colorId', 'color'],
  ['conferenceData', 'conference'],
  ['end', 'times'],
  ['eventLabelId', 'color'],
  ['start', 'times'],
  ['summary', 'title'],
]);

/** The properties that a patch changes, under the names that an app knows. */
export function fieldsOf(patch: GoogleEventPatch): readonly string[] {
  return [...new Set(Object.keys(patch).map((name) => MODEL_NAMES.get(name) ?? name))];
}

type Merge = (change: ChangedByBoth, side: ConflictSide) => MergedPatch;

/** What Google itself changes, or keeps in several fields, so that it is more than a comparison of them. */
const MERGES: ReadonlyMap<string, Merge> = new Map([
  ['color', mergedColor],
  ['conference', mergedConference],
  ['sequence', mergedSequence],
  ['times', mergedTimes],
]);

/** What is merged inside where both have changed it. */
const INNER_MERGES: ReadonlyMap<string, Merge> = new Map([
  ['attachments', mergedAttachments],
  ['attendees', mergedGuests],
  ['extendedProperties', mergedProperties],
  ['reminders', mergedReminders],
]);

/**
 * Merges an edit with what somebody else has changed since, property by property. Guests, reminders, attachments and
 * extended properties are merged inside; a choice decides only what both have changed differently there, so that neither
 * choice takes more from the other side than it has to.
 * @param base The resource that the edit was made from.
 * @param patch The edit, as the merge patch that was made from `base`.
 * @param theirs The resource as it is now at Google.
 */
export function mergeEdit(
  base: GoogleEvent,
  patch: GoogleEventPatch,
  theirs: GoogleEvent,
  choice: ConflictChoice | 'ask',
): MergedEdit {
  const patches = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(patch)) {
    const field = MODEL_NAMES.get(name) ?? name;
    patches.set(field, { ...patches.get(field), [name]: value });
  }
  const toSend: Record<string, unknown> = {};
  const fields: string[] = [];
  for (const [field, part] of patches) {
    const side = sideOf(choice, field);
    const change = { base, patch: part, theirs };
    // What a field would be without a choice does not matter: it is not sent then.
    const { merged, isConflicting } = mergedField(field, change, side ?? 'theirs');
    if (isConflicting && !side) {
      fields.push(field);
    } else {
      Object.assign(toSend, merged);
    }
  }
  return { patch: toSend, fields };
}

function mergedField(field: string, change: ChangedByBoth, side: ConflictSide): MergedPatch {
  const merge = MERGES.get(field);
  if (merge) {
    return merge(change, side);
  }
  if (isUnchangedByThem(change)) {
    return { merged: change.patch, isConflicting: false };
  }
  if (isAlreadyTheirs(change)) {
    return { merged: {}, isConflicting: false };
  }
  return (INNER_MERGES.get(field) ?? mergedValue)(change, side);
}
