import type { Observable } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import type { CalendarSyncError } from '../model/calendar-sync-error';
import type { TimeRange } from '../model/time-range';
import type { Overlay, WriteTarget } from './event-write';

/**
 * Where the events of a session come from: the provider asked online, or the local copy.
 * `State` is what the backend tells about itself.
 */
export interface EventBackend<E extends CalendarEvent, State> {
  readonly state$: Observable<State>;

  /** What changes at the provider, as far as the backend hears of it. */
  readonly changes$: Observable<CalendarChanges<E>>;

  /** The events of a calendar in a range: now, and whenever they change, as far as the backend hears of it. */
  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>>;

  /**
   * Asks the provider what it has now, of one calendar or of all. Resolves when what is watched shows that, and rejects
   * where nothing could be read. Where some calendars can be read and others cannot, it resolves: the errors are in the
   * answers to {@link watch} and in {@link state$}.
   */
  refresh(calendarId?: string): Promise<void>;

  /**
   * To be called before a write is sent, since it notes what is held of the event by then.
   * @param event The event as it is shown; `undefined` where it is not in view.
   * @returns What to call when the provider has answered.
   */
  beforeWrite(target: WriteTarget, event: E | undefined): ConfirmWrite<E>;

  /** Lets go of what it holds; promises that wait for it resolve. */
  close?(): void;
}

/**
 * Tells of a write that the provider has answered.
 * @param isShown To be called once the backend shows the write, or something later, by itself.
 */
export type ConfirmWrite<E extends CalendarEvent> = (
  write: ConfirmedWrite<E>,
  isShown: () => void,
) => void;

export interface ConfirmedWrite<E extends CalendarEvent> {
  /** The write as the provider has answered it. */
  readonly overlay: Overlay<E>;
  /**
   * Whether what a backend holds is this write, or something later.
   * @param before What it held before the write.
   * @param now What it holds now.
   * @param askedAt When the provider was asked for that, in milliseconds since the epoch.
   */
  isShownBy(before: HeldEvent | undefined, now: HeldEvent | undefined, askedAt: number): boolean;
}

/** What a backend holds of one event. */
export interface HeldEvent {
  readonly deleted: boolean;
  readonly version: string | undefined;
  /** All that is held, to be compared with. */
  readonly value: unknown;
}

/** What is known of one calendar and one range. */
export interface EventAnswer<E extends CalendarEvent> {
  readonly events: readonly E[];
  /** More may come: what is missing may exist all the same. */
  readonly loading: boolean;
  /** Why it may not be all. */
  readonly error?: CalendarSyncError;
}

/** What has changed in one calendar. */
export interface CalendarChanges<E extends CalendarEvent> {
  readonly calendarId: string;
  /** The copy is a new one, or the calendar is gone: apps that keep events of their own read all of them again. */
  readonly everything: boolean;
  /** Masters of series, and of occurrences those that were changed or deleted. */
  readonly changes: readonly EventChange<E>[];
}

export interface EventChange<E extends CalendarEvent> {
  readonly kind: 'added' | 'updated' | 'removed';
  readonly id: string;
  /** Absent where it was removed. */
  readonly event?: E;
  /** Whether this tab of the app has done it. */
  readonly here: boolean;
}
