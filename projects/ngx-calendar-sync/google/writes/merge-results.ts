import type { ConflictChoice, ɵMergedWrite as MergedWrite } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleWrite } from './google-request';

export type Merged = MergedWrite<GoogleCalendarEvent>;
export type Choice = ConflictChoice | 'ask';

export const DONE: Merged = { kind: 'done' };
/** One of the two has deleted the event. */
export const DELETED: Merged = { kind: 'conflict', fields: [] };

/** A write that is sent with the version of what is there now. */
export function onTopOf(write: GoogleWrite, theirs: GoogleCalendarEvent): Merged {
  return { kind: 'send', write: { ...write, version: theirs.version, base: theirs } };
}
