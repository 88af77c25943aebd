import type { CalendarEvent, ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import type { WriteGroup } from './write-order';
import { withoutError } from './write-results';

/** What is marked and sent now. */
export interface UnderWay<E extends CalendarEvent> {
  readonly group: WriteGroup<E>;
  readonly abort: AbortController;
  isAnswered: boolean;
  /** Whether the log was asked to store what has become of it. */
  isBeingStored: boolean;
}

/**
 * A write that is marked as sent before its request leaves.
 * @param sentWith The id of the first of the writes that are sent with it.
 */
export function sending<E extends CalendarEvent>(
  write: StoredWrite<E>,
  sentWith: string,
): StoredWrite<E> {
  return { ...withoutError(write), state: 'sending', sentWith };
}
