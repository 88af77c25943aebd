import type { GoogleEvent } from './wire-types.generated';

/** What the local copy contains, and how long it is kept. */
export interface OfflineReplicaOptions {
  /**
   * The ids of the calendars to copy, in addition to those of the view. By default those that the user has selected in
   * Google Calendar.
   */
  readonly calendars?: readonly string[];
  /**
   * Events that ended before the month of this date, in UTC, are not stored, and are requested from Google when they are
   * in the view. Series are stored with all of their exceptions. The first sync reads older events too, once, since an
   * occurrence of a stored series may have been moved there.
   */
  readonly since?: Date;
  /** Fields of Google's event that are not stored, such as `description` and `attendees`, for shared computers. */
  readonly omit?: readonly (keyof GoogleEvent)[];
  /**
   * Where the copy is stored. `indexeddb`, the default, survives a reload, works offline and is shared by all tabs.
   * `memory` ends with the page, and each tab has its own.
   */
  readonly storage?: 'indexeddb' | 'memory';
  /** Whether to keep the copy at sign-out, for the next sign-in with the same account. By default it is deleted. */
  readonly keepAtSignOut?: boolean;
}
