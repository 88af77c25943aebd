import type { EventTime } from '../model/event-time';

/** Plain JSON as one provider sends it, stored unchanged; only that provider reads it. */
export type ProviderRecord = object;

/**
 * An event that is of no series, with the time that it shows in; or an occurrence, where the provider sends series as
 * their occurrences.
 */
export interface SingleEntry {
  readonly kind: 'event';
  readonly id: string;
  /** In milliseconds since the epoch. */
  readonly start: number;
  /** Exclusive, in milliseconds since the epoch. */
  readonly end: number;
  readonly record: ProviderRecord;
}

/** The master of a series. Its exceptions are entries of their own. */
export interface SeriesEntry {
  readonly kind: 'series';
  readonly id: string;
  readonly record: ProviderRecord;
}

/** A changed occurrence of a series. */
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
}

/** An event that was deleted, or that the scope does not cover any more. Of a series, its exceptions are gone too. */
export interface GoneEntry {
  readonly kind: 'gone';
  readonly id: string;
}

/** What a replica stores under one id of a calendar. */
export type ReplicaEntry = SingleEntry | SeriesEntry | ExceptionEntry | CancelledEntry | GoneEntry;
