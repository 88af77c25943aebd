import { type ConflictChoice, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import { patched } from '../event-patch';
import { mergeEdit } from '../merge-edit';
import { isTakenField, takenFields } from './new-series';

/** A new series on top of what somebody else has changed of the old one. */
export interface RebasedSeries {
  readonly resource: GoogleEvent;
  /** The properties that both have changed differently and that nobody has decided. */
  readonly fields: readonly string[];
}

/**
 * Somebody else has changed the series that is divided, and not when it takes place: what they have changed is taken over by the
 * new series too, since its occurrences were those that they have seen.
 * @param added The resource of the new series.
 * @param before The old series, as it was when the new one was planned.
 * @param current The old series as it is now.
 */
export function rebasedSeries(
  added: GoogleEvent,
  before: GoogleEvent,
  current: GoogleEvent,
  choice: ConflictChoice | 'ask',
): RebasedSeries {
  const { patch, fields } = mergeEdit(before, editOf(before, added), current, choice);
  const { conferenceData } = added;
  const own = Object.entries(added).filter(([name]) => !isTakenField(name));
  return {
    resource: {
      ...takenFields(patched(current, patch), added.id ?? ''),
      ...Object.fromEntries(own),
      ...(conferenceData ? { conferenceData } : {}),
    },
    fields,
  };
}

/** What the new series has other than the old one, but for its times. */
function editOf(before: GoogleEvent, added: GoogleEvent): GoogleEventPatch {
  const [earlier, later] = [new Map(Object.entries(before)), new Map(Object.entries(added))];
  const names = new Set([...earlier.keys(), ...later.keys()].filter(isTakenField));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const after: unknown = later.get(name);
      return sameJson(after, earlier.get(name)) ? [] : [[name, after ?? null]];
    }),
  );
}
