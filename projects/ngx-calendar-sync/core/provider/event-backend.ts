import type { Observable } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { type CalendarSyncError } from 'ngx-calendar-sync/base';
import type { TimeRange } from '../model/time-range';
import type { SeriesEventsOf } from './calendar-provider';
import type { Overlay, SeriesOverlay, WriteTarget } from './event-write';
import type { WriteLog } from './write-log';

/**
 * Where the events of a session come from: the provider asked online, or the local copy.
 * `State` describes the backend itself, such as how far the copy is.
 */
export interface EventBackend<E extends CalendarEvent, State> {
  readonly state$: Observable<State>;

  /** Changes at the provider, as far as the backend learns of them. */
  readonly changes$: Observable<CalendarChanges<E>>;

  /** The events of a calendar in a range: now, and whenever they change, as far as the backend learns of it. */
  watch(
    calendarId: string,
    range: TimeRange,
    inView$?: Observable<boolean>,
  ): Observable<EventAnswer<E>>;

  /**
   * Asks the provider for the current events of one calendar or of all. Resolves when all that is watched shows them,
   * and rejects where nothing could be read. Where some calendars can be read and others cannot, it resolves: the errors
   * are in the answers to {@link watch} and in {@link state$}.
   */
  refresh(calendarId?: string): Promise<void>;

  /** To be called when the app has changed the account's list of calendars. Missing where no list is stored. */
  calendarsChanged?(): void;

  /**
   * To be called before a write is sent: the backend remembers what it holds of the event until then.
   * @param event The event as it is shown; `undefined` where it is not in view.
   * @returns What to call when the provider has answered.
   */
  beforeWrite(target: WriteTarget, event: E | undefined): ConfirmWrite<E>;

  /** The writes of the account that the backend keeps; missing where it keeps none. */
  readonly writes?: WriteLog<E>;

  /** A series as the backend holds it; `undefined` where it does not. Missing where it holds no masters. */
  series?(calendarId: string, seriesId: string): Promise<SeriesEventsOf<E> | undefined>;

  /** What the backend holds under some ids, as events; missing where it holds nothing. */
  find?(calendarId: string, ids: readonly string[]): Promise<ReadonlyMap<string, E>>;

  /** The occurrences that a written series shows in a range; missing where series cannot be expanded. */
  occurrencesOf?(series: SeriesOverlay<E>, range: TimeRange): Promise<readonly E[]>;

  /** Ends all work and closes the storage. Promises that wait resolve. */
  close?(): void;
}

/**
 * Tells the backend of a write that the provider has answered.
 * @param onShown Called by the backend once its own events show the write, or something later.
 */
export type ConfirmWrite<E extends CalendarEvent> = (
  write: ConfirmedWrite<E>,
  onShown: () => void,
) => void;

export interface ConfirmedWrite<E extends CalendarEvent> {
  /** The write as the provider has answered it. */
  readonly overlay: Overlay<E>;
  /** Whether it was made in this tab, and not in another one or during an earlier visit. */
  readonly isMadeHere: boolean;
  /**
   * Whether what the backend holds shows this write, or something later.
   * @param before What the backend held before the write.
   * @param current What the backend holds now.
   * @param askedAt When the provider was asked for `current`, in milliseconds since the epoch.
   */
  isShownBy(
    before: HeldEvent | undefined,
    current: HeldEvent | undefined,
    askedAt: number,
  ): boolean;
}

/** What a backend holds of one event. */
export interface HeldEvent {
  readonly deleted: boolean;
  readonly version: string | undefined;
  /** Everything that is held of the event. Only compared for equality. */
  readonly value: unknown;
  /** Whether this is what is held of its series, which does not tell of the occurrence: that is held by itself where it was changed. */
  readonly isOfSeries?: boolean;
}

/** The events of one calendar in one range, as far as they are known. */
export interface EventAnswer<E extends CalendarEvent> {
  readonly events: readonly E[];
  /** Whether more may come: an event that is missing may exist all the same. */
  readonly loading: boolean;
  /** Why events may be missing. */
  readonly error?: CalendarSyncError;
}

/** What has changed in one calendar. */
export interface CalendarChanges<E extends CalendarEvent> {
  /** The calendar's id. */
  readonly calendarId: string;
  /**
   * Whether the copy is a new one or the calendar is gone: apps that keep a list of the events themselves read all of
   * them again.
   */
  readonly everything: boolean;
  /** Single events and masters of series; of occurrences only those that were changed or deleted. */
  readonly changes: readonly EventChange<E>[];
}

/** A change of one event. */
export interface EventChange<E extends CalendarEvent> {
  /** What has happened to the event. */
  readonly kind: 'added' | 'updated' | 'removed';
  /** The event's id, which is unique in its calendar. */
  readonly id: string;
  /** Absent where the event was removed. */
  readonly event?: E;
  /** Whether a write of this tab made the change. */
  readonly here: boolean;
}
