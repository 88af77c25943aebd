import type { StoredEvent } from './event-resource.ts';
import type { Occurrence } from './series.ts';

/** Google expands a series to this many instances if neither the request nor the rule has an end. */
export const MAX_INSTANCES_WITHOUT_END = 730;

/** An entry of a list. An occurrence is turned into a resource only when its page is served. */
export interface ListedEvent {
  readonly event: StoredEvent;
  readonly occurrence?: Occurrence;
}
