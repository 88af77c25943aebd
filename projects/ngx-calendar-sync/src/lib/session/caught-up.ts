import type { CalendarEvent } from '../model/calendar-event';
import { sameValue } from '../queries/same-value';
import type { PendingWrite } from '../replica/pending-write';

/**
 * A service may answer a write and go on listing the state before it for a while. What is listed this long after the
 * write was confirmed is believed, whatever it says.
 */
export const LISTING_LAG_LIMIT_MS = 5 * 60_000;

/** What a source of events says of one event; `undefined` where it has not heard of it. */
export interface HeldEvent {
  readonly deleted: boolean;
  readonly version: string | undefined;
  /** All of it, to tell whether it has changed. */
  readonly value: unknown;
}

/**
 * Whether a source shows a confirmed write, or something later, by itself.
 * @param before What the source held when the write was sent.
 * @param isReplaced Whether a version is one that a write of ours has replaced.
 */
export function hasCaughtUp(
  write: PendingWrite<CalendarEvent>,
  before: HeldEvent | undefined,
  now: HeldEvent | undefined,
  isReplaced: (version: string) => boolean,
): boolean {
  if (write.kind === 'delete' && now?.deleted) {
    return true;
  }
  if (now?.version !== undefined) {
    if (write.kind === 'put' && now.version === write.event.version) {
      return true;
    }
    if (isReplaced(now.version)) {
      return false;
    }
  }
  return !sameValue(before, now);
}
