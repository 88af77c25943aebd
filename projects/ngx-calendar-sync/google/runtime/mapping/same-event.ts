import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** Google sets these with every write. */
const SET_BY_GOOGLE: readonly (keyof GoogleEvent)[] = ['etag', 'sequence', 'updated'];

/**
 * Whether two versions of an event differ in nothing but these fields, and in what Google sets with every write. Then the
 * later one holds no change of somebody else, and a write that was made on the earlier one may be sent with it.
 */
export function isSameBut(
  before: GoogleEvent,
  after: GoogleEvent,
  fields: readonly (keyof GoogleEvent)[] = [],
): boolean {
  const ignored = [...SET_BY_GOOGLE, ...fields];
  return sameJson(without(before, ignored), without(after, ignored));
}

/** Whether nothing of an event differs but its conference, as after Google has finished it. */
export function isSameButConference(before: GoogleEvent, after: GoogleEvent): boolean {
  return isSameBut(before, after, ['conferenceData', 'hangoutLink']);
}

/** A copy without some of its properties. */
export function without<T extends object>(
  value: T,
  names: readonly (keyof T & string)[],
): Partial<T> {
  const kept = Object.entries(value).filter(([name]) => !names.some((other) => other === name));
  return Object.fromEntries(kept) as Partial<T>;
}
