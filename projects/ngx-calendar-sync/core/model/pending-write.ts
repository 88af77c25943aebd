import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { CalendarEvent, CalendarEventDraft } from './calendar-event';
import type { SendUpdates, SeriesScope } from './command-options';
import type { EventTime } from './event-time';

/** What a write does to its event. */
export type WriteKind = 'insert' | 'update' | 'delete' | 'restore' | 'move' | 'respond';

/** A write that the provider has not confirmed yet, or has refused. It is a plain object but for its error. */
export interface PendingWrite<E extends CalendarEvent = CalendarEvent> {
  /** Names the write in `retryWrite` and `discardWrite`. */
  readonly id: string;
  /** What it does. */
  readonly kind: WriteKind;
  /** The id of the calendar; of a write that moves the event, of the one it is moved to. */
  readonly calendarId: string;
  /** The id of the event; of a whole series that of its master. */
  readonly eventId: string;
  /** The title of the event with the write on it, as far as it is known. */
  readonly title: string;
  /**
   * The start of the event with the write on it, as far as it is known; where a series loses an occurrence and those that follow,
   * the start that the series gives that occurrence.
   */
  readonly start?: EventTime;
  /** Which occurrences it is for, where it was made on a series. */
  readonly scope?: SeriesScope;
  /**
   * Of a change, the properties that it is of, under the names that a conflict has for them: `times` where the event is moved.
   * `undefined` where they are not known.
   */
  readonly fields?: readonly string[];
  /**
   * The event with the write on it, as far as it is known; of a series its master, and `undefined` of a deletion. What was
   * refused shows nowhere else, so that this is what an app lets its user mend.
   */
  readonly event?: E;
  /** Which guests are told by e-mail, where the write says so. */
  readonly sendUpdates?: SendUpdates;
  /** When it was made. */
  readonly madeAt: Date;
  /**
   * `waiting` for the network, a sign-in or an earlier write; `sending`; `failed`, refused for good: it shows no more and is
   * kept until it is retried or discarded; `conflict`: somebody else has changed the same, see `conflicts$`.
   */
  readonly state: 'waiting' | 'sending' | 'failed' | 'conflict';
  /** Why it has failed, or why it waits after it was tried. */
  readonly error?: CalendarSyncError;
}

/** A write that was made in this tab and can be taken back. */
export type UndoableWrite = Pick<
  PendingWrite,
  'id' | 'kind' | 'calendarId' | 'eventId' | 'title' | 'start' | 'scope' | 'fields' | 'madeAt'
>;

/** Somebody else has changed what a write changes, and the user is to say which of the two is to stay. */
export interface WriteConflict<
  E extends CalendarEvent = CalendarEvent,
  Field extends string = string,
> {
  /** The id of the pending write. */
  readonly id: string;
  /** The event as it was when the write was made; `undefined` where it is not known. */
  readonly base: E | undefined;
  /** The event as the user wants it; `undefined` where it is to be deleted. */
  readonly mine: E | undefined;
  /** The event as it is now at the provider; `undefined` where it was deleted there. */
  readonly theirs: E | undefined;
  /** The properties that both have changed differently; none where one of the two has deleted the event. */
  readonly fields: readonly Field[];
}

/**
 * The names that a conflict has for what both have changed: those of a draft, and `times` in place of its start, end and time zone
 * where the event was in view when it was changed.
 * @example type Choice = ConflictChoice<ConflictField<GoogleCalendarEventDraft>>;
 */
export type ConflictField<Draft extends object = CalendarEventDraft> =
  'times' | Extract<keyof Draft, string>;

/** Whose change is to stay: of everything, or of each property by its name. */
export type ConflictChoice<Field extends string = string> =
  ConflictSide | Readonly<Partial<Record<Field, ConflictSide>>>;

/** The user's own change, or that of somebody else. */
export type ConflictSide = 'mine' | 'theirs';

/** What becomes of properties that both have changed differently: the user is asked, or one side always wins. */
export type ConflictPolicy = 'ask' | ConflictSide;
