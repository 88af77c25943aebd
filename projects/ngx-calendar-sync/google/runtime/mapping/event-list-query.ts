import type { CommandOptions, EventFilter } from 'ngx-calendar-sync/core';

/** Which events `listEvents` lists, and how many at a time. Without a start and an end it is all that there are. */
export interface GoogleEventListQuery extends EventFilter, CommandOptions {
  /** Events that end later. A day or a time without an offset is one of the configured time zone. */
  readonly start?: Date | string | undefined;
  /** Events that start earlier. */
  readonly end?: Date | string | undefined;
  /** How many events a page has at most: 1 to 2,500, by default 250. Google may send fewer, and none. */
  readonly maxResults?: number | undefined;
  /**
   * Whether a series is listed as its occurrences, in the order of their start: by default `true`. With `false` it is its
   * master and its changed occurrences, and the order is Google's.
   */
  readonly singleEvents?: boolean | undefined;
  /** Only the event with this UID, which it has in `googleEvent.iCalUID`; of a series its occurrences, too. */
  readonly iCalUID?: string | undefined;
}
