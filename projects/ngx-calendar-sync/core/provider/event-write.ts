import type { Observable } from 'rxjs';
import type {
  CalendarEvent,
  CalendarEventChanges,
  CalendarEventDraft,
} from '../model/calendar-event';

/** What an app wants to be written. */
export type EventWrite<T extends WrittenTypes = WrittenTypes> =
  | { readonly kind: 'insert'; readonly calendarId: string; readonly draft: T['draft'] }
  | {
      readonly kind: 'update';
      readonly calendarId: string;
      readonly changes: CalendarEventChanges<T['draft']>;
      /** The event as the user sees it; `undefined` where it is not in view. */
      readonly seen: T['event'] | undefined;
    }
  | {
      readonly kind: 'delete';
      readonly calendarId: string;
      readonly event: EventReference;
      readonly seen: T['event'] | undefined;
    }
  | { readonly kind: 'restore'; readonly event: T['event'] };

interface WrittenTypes {
  readonly event: CalendarEvent;
  readonly draft: CalendarEventDraft;
}

/** Which event to write, and in which version the app has seen it. */
export interface EventReference {
  /** The event's id. */
  readonly id: string;
  /** Where given, a write is refused with `conflict` if the event has been changed since. */
  readonly version?: string;
}

/** A write that is ready to be sent. */
export interface PreparedWrite<E extends CalendarEvent = CalendarEvent> {
  /** What the app shows until the provider has answered. */
  readonly shown: Overlay<E>;
  /** The event in the calendar that it is taken from, for a write that moves it to the calendar of {@link shown}. */
  readonly movedFrom?: WriteTarget;
  /** The version that the app saw when it made the write. Where it is missing, the version last read counts. */
  readonly version?: string | undefined;
  /** The write is done whatever the current version is: {@link PreparedWrite.send} is given none. */
  readonly anyVersion?: boolean;
  /**
   * Of a write that is done whatever the version is: whether nobody else has changed the event since {@link version}. Then
   * later writes that were made on that version are sent with the one of the answer, and are no conflict.
   */
  readonly holdsOwnChangesOnly?: (answer: E) => boolean;
  /**
   * Sends the request on each subscription; `undefined` is the answer to a deletion.
   * @param version The write fails with `conflict` where this is not the current version. It may be a later one than
   * {@link PreparedWrite.version}, which earlier writes of this app may have replaced in the meantime.
   */
  readonly send: (version: string | undefined) => Observable<E | undefined>;
}

/**
 * A write as it is shown before it is confirmed: the event as it will be, or a deletion. `none` shows nothing, since the
 * event is not known here.
 */
export type Overlay<E extends CalendarEvent = CalendarEvent> =
  | { readonly kind: 'put'; readonly event: E }
  | { readonly kind: 'delete' | 'none'; readonly target: WriteTarget };

/** Which event is written. */
export interface WriteTarget {
  readonly calendarId: string;
  readonly eventId: string;
  /** Of an occurrence, where it is known. */
  readonly seriesId?: string | undefined;
}

export function targetOf(overlay: Overlay): WriteTarget {
  if (overlay.kind !== 'put') {
    return overlay.target;
  }
  const { calendarId, id, seriesId } = overlay.event;
  return { calendarId, eventId: id, seriesId };
}
