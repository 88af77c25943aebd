import type { OutlookEvent } from './wire-types.generated';

/** What the local copy contains, and how long it is kept. */
export interface OutlookReplicaOptions {
  /** The ids of the calendars to copy, in addition to those of the view. By default all of the account's. */
  readonly calendars?: readonly string[];
  /**
   * How many months the copy goes back from the one of today, in UTC; by default 1. Outlook tells changes of a range of time
   * alone: what is in the view and outside of the range is requested from Outlook. In a new month the range moves on, and a copy of the
   * new one is made while the one of the old is shown.
   */
  readonly monthsBack?: number;
  /** How many months after the one of today the copy has; by default 12. Outlook allows less than five years in all. */
  readonly monthsAhead?: number;
  /**
   * Fields of Graph's event that are not stored, such as `body` and `attendees`, for shared computers. A write that is under way
   * stores what taking it back needs, until it is confirmed.
   */
  readonly omit?: readonly (keyof OutlookEvent)[];
  /**
   * Where the copy is stored. `indexeddb`, the default, survives a reload, works offline and is shared by all tabs.
   * `memory` ends with the page, and each tab has its own.
   */
  readonly storage?: 'indexeddb' | 'memory';
  /** Whether to keep the copy at sign-out, for the next sign-in with the same account. By default it is deleted. */
  readonly keepAtSignOut?: boolean;
}
