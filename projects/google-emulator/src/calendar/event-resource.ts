import type { calendar_v3 } from '@googleapis/calendar';

/** An event as the wire has it. Fields that the schema does not know are carried along. */
export type EventResource = calendar_v3.Schema$Event;
export type EventDateTime = calendar_v3.Schema$EventDateTime;

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
}

export function isCancelled(event: StoredEvent): boolean {
  return event.resource.status === 'cancelled';
}

export function isSeries(event: StoredEvent): boolean {
  return (event.resource.recurrence?.length ?? 0) > 0;
}
