import type { EventTime } from '../model/event-time';

/** Plain JSON as one provider sends it, stored unchanged; only that provider reads it. */
export type ProviderRecord = object;

/**
 * An event that is of no series. Where the provider sends a series as one record with its occurrences, this is also an
 * occurrence whose series is not in the calendar.
 */
export interface SingleEntry {
  readonly kind: 'event';
  readonly id: string;
  /** In milliseconds since the epoch. Of an all-day event, when its first day begins anywhere on Earth. */
  readonly start: number;
  /** Exclusive, in milliseconds since the epoch. Of an all-day event, when its last day has ended everywhere. */
  readonly end: number;
  readonly record: ProviderRecord;
}

/**
 * The master of a series, whose exceptions are entries of their own. Where the provider sends a series with its
 * occurrences, the record holds master, occurrences and exceptions together.
 */
export interface SeriesEntry {
  readonly kind: 'series';
  readonly id: string;
  readonly record: ProviderRecord;
}

/** A changed occurrence of a series. Its times are as in {@link SingleEntry}. */
export interface ExceptionEntry {
  readonly kind: 'exception';
  readonly id: string;
  /** In milliseconds since the epoch. */
  readonly start: number;
  /** Exclusive, in milliseconds since the epoch. */
  readonly end: number;
  readonly seriesId: string;
  readonly originalStart: EventTime;
  readonly record: ProviderRecord;
}

/** An occurrence that was deleted from its series. Providers may send nothing else of it, so there is no record. */
export interface CancelledEntry {
  readonly kind: 'cancelled';
  readonly id: string;
  readonly seriesId: string;
  readonly originalStart: EventTime;
  /** As that of a {@link GoneEntry}. */
  readonly version?: string;
}

/**
 * An event that was deleted, or that the scope no longer covers. If it was a series, its exceptions are gone with it.
 */
export interface GoneEntry {
  readonly kind: 'gone';
  readonly id: string;
  /** That of the deletion, where the provider tells it: an event that was brought back may have been deleted once more. */
  readonly version?: string;
}

/** What a replica stores under one id of a calendar. */
export type ReplicaEntry = SingleEntry | SeriesEntry | ExceptionEntry | CancelledEntry | GoneEntry;
