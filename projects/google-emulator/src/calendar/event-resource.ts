import type { WireEvent, WireEventDateTime } from '../discovery/wire-types.generated.ts';

/** An event resource of Calendar v3. Unknown fields are kept. */
export type EventResource = WireEvent;
export type EventDateTime = WireEventDateTime;

/**
 * A stored event. It is replaced and never mutated, so pages, snapshots and serialized resources may share it.
 */
export interface StoredEvent {
  readonly id: string;
  /** The resource with all fields, with times in the calendar's zone. */
  readonly resource: EventResource;
  /** Number of the calendar's change that stored it. */
  readonly change: number;
  /** Milliseconds since the epoch; for a series the start of its first occurrence. */
  readonly start: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly end: number;
  readonly updated: number;
  /** This and the next two fields repeat what `resource` says, because long lists read them for every event. */
  readonly cancelled: boolean;
  readonly series: boolean;
  /** Id of the series that it is an instance of. */
  readonly seriesId: string | undefined;
}

export function isCancelled(event: StoredEvent): boolean {
  return event.cancelled;
}

export function isSeries(event: StoredEvent): boolean {
  return event.series;
}

/** A copy of the event with the status `cancelled`. */
export function cancelledCopy(event: StoredEvent): StoredEvent {
  return { ...event, cancelled: true, resource: { ...event.resource, status: 'cancelled' } };
}
