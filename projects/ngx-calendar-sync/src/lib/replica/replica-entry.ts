import type { EventTime } from '../model/event-time';
import type { Span } from '../model/time-range';

/** Plain JSON in the words of one provider, stored as it is; only that provider reads it. */
export type ProviderRecord = object;

/** An event that stands for itself, with the span that it shows in, or an occurrence of a provider that tells series as their occurrences. */
export interface SingleEntry extends Span {
  readonly kind: 'event';
  readonly id: string;
  readonly record: ProviderRecord;
}

export interface SeriesEntry {
  readonly kind: 'series';
  readonly id: string;
  readonly record: ProviderRecord;
}

/** An occurrence that differs from what its series says. */
export interface ExceptionEntry extends Span {
  readonly kind: 'exception';
  readonly id: string;
  readonly seriesId: string;
  readonly originalStart: EventTime;
  readonly record: ProviderRecord;
}

/** An occurrence that was taken out of its series; often nothing more is known of it. */
export interface CancelledEntry {
  readonly kind: 'cancelled';
  readonly id: string;
  readonly seriesId: string;
  readonly originalStart: EventTime;
}

/** An event that is not there any more; of a series, its exceptions neither. */
export interface GoneEntry {
  readonly kind: 'gone';
  readonly id: string;
}

/** One thing that a calendar holds, or held. */
export type ReplicaEntry = SingleEntry | SeriesEntry | ExceptionEntry | CancelledEntry | GoneEntry;
