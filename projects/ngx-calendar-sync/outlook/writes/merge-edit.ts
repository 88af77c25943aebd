import type { AttendeeDraft, ConflictSide } from 'ngx-calendar-sync/core';
import {
  type ɵChoice as Choice,
  type ɵListKind as ListKind,
  type ɵMembers as Members,
  ɵmergedList as mergedList,
  ɵmergedMembers as mergedMembers,
  ɵsideOf as sideOf,
} from 'ngx-calendar-sync/core/outbox';
import {
  ɵaddressKey as addressKey,
  type OutlookCalendarEvent,
} from 'ngx-calendar-sync/outlook/runtime';
import { type Field, guestsOf, isSameField, valuesOf } from './event-fields';
import type { Changes } from './outlook-request';

/** What is left of an edit after a merge. */
export interface MergedEdit {
  /** What is still to be sent on top of what is at Outlook now. Of the fields in `fields` it holds nothing. */
  readonly changes: Changes;
  /** The properties that both have changed differently and that nobody has decided. */
  readonly fields: readonly string[];
}

interface MergedField {
  readonly changes: Changes;
  readonly isConflicting: boolean;
}

interface Versions {
  /** The event that the edit was made from. */
  readonly base: OutlookCalendarEvent;
  readonly mine: OutlookCalendarEvent;
  /** The event as it is now at Outlook. */
  readonly theirs: OutlookCalendarEvent;
}

const GUESTS: ListKind = {
  keyOf: ({ email }) => addressKey(String(email)),
  defaults: { optional: false, resource: false },
};

/**
 * Merges an edit with what somebody else has changed since, property by property. Guests, categories and the app's own
 * properties are merged inside; a choice decides only what both have changed differently there.
 * @param fields Those that the edit changes.
 */
export function mergeEdit(
  versions: Versions,
  fields: readonly Field[],
  choice: Choice,
): MergedEdit {
  const { base, mine, theirs } = versions;
  const undecided: string[] = [];
  let changes: Changes = {};
  for (const field of fields) {
    if (isSameField(field, mine, theirs)) {
      continue;
    }
    const side = sideOf(choice, field);
    // What a field would be without a choice does not matter: it is not sent then.
    const merged = isSameField(field, base, theirs)
      ? { changes: valuesOf(mine, [field]), isConflicting: false }
      : mergedField(field, versions, side ?? 'theirs');
    if (merged.isConflicting && !side) {
      undecided.push(field);
    } else {
      changes = { ...changes, ...merged.changes };
    }
  }
  return { changes, fields: undecided };
}

function mergedField(field: Field, versions: Versions, side: ConflictSide): MergedField {
  switch (field) {
    case 'attendees':
      return mergedGuests(versions, side);
    case 'color':
      return mergedCategories(versions);
    case 'extendedProperties':
      return mergedProperties(versions, side);
    default:
      return {
        changes: side === 'mine' ? valuesOf(versions.mine, [field]) : {},
        isConflicting: true,
      };
  }
}

function mergedGuests({ base, mine, theirs }: Versions, side: ConflictSide): MergedField {
  const { merged, isConflicting } = mergedList(
    { base: membersOf(base), mine: membersOf(mine), theirs: membersOf(theirs) },
    side,
    GUESTS,
  );
  const attendees = merged as unknown as readonly AttendeeDraft[];
  return { changes: { attendees: attendees.length > 0 ? attendees : null }, isConflicting };
}

function membersOf(event: OutlookCalendarEvent): readonly Members[] {
  return guestsOf(event).map((guest) => ({ ...guest }));
}

/** Each category that one side has added or removed is added or removed. The first one with a colour gives it. */
function mergedCategories({ base, mine, theirs }: Versions): MergedField {
  const [before = [], ours = [], now = []] = [base, mine, theirs].map(
    ({ categories }) => categories,
  );
  const added = ours.filter((name) => !before.includes(name) && !now.includes(name));
  const kept = now.filter((name) => ours.includes(name) || !before.includes(name));
  const categories = [...added, ...kept];
  return {
    changes: { categories: categories.length > 0 ? categories : null },
    isConflicting: false,
  };
}

function mergedProperties(versions: Versions, side: ConflictSide): MergedField {
  const [base = {}, mine = {}, theirs = {}] = [versions.base, versions.mine, versions.theirs].map(
    ({ extendedProperties }) => extendedProperties?.private,
  );
  const { merged, isConflicting } = mergedMembers({ base, mine, theirs }, side);
  return {
    changes: { extendedProperties: { private: merged as Readonly<Record<string, string>> } },
    isConflicting,
  };
}
