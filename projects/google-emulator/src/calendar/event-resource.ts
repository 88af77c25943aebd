import type { WireEvent, WireEventDateTime } from '../discovery/wire-types.generated.ts';

/** An event as the wire has it. Fields that the schema does not know are carried along. */
export type EventResource = WireEvent;
export type EventDateTime = WireEventDateTime;

/**
 * An event in the store. It is never changed, only replaced, so that a page, a snapshot and a cached answer may all
 * hold on to it.
 */
export interface StoredEvent {
  readonly id: string;
  /** As it is served to somebody with full rights, times in the calendar's zone. */
  readonly resource: EventResource;
  /** Place in the calendar's history: the number of the last change. */
  readonly change: number;
  /** Milliseconds since the epoch. Of a series: of its first occurrence. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly updated: number;
  /** These three are of the resource too; long lists ask for them of every event. */
  readonly cancelled: boolean;
  readonly series: boolean;
  /** The series that it is an instance of. */
  readonly seriesId: string | undefined;
}

export function isCancelled(event: StoredEvent): boolean {
  return event.cancelled;
}

export function isSeries(event: StoredEvent): boolean {
  return event.series;
}

/** The event as it is when something else takes it away. */
export function cancelledCopy(event: StoredEvent): StoredEvent {
  return { ...event, cancelled: true, resource: { ...event.resource, status: 'cancelled' } };
}
