import type { Observable } from 'rxjs';
import type {
  CalendarEvent,
  CalendarEventChanges,
  CalendarEventDraft,
} from '../model/calendar-event';
import type { SendUpdates, SeriesScope } from '../model/command-options';
import type { EventTime } from '../model/event-time';
import type { WriteKind } from '../model/pending-write';
import type { ProviderRecord } from '../replica/replica-entry';

/** What an app wants to be written. `seen` is the event as the user sees it; `undefined` where it is not in view. */
export type EventWrite<T extends WrittenTypes = WrittenTypes> =
  | { readonly kind: 'insert'; readonly calendarId: string; readonly draft: T['draft'] }
  | {
      readonly kind: 'update';
      readonly calendarId: string;
      readonly changes: CalendarEventChanges<T['draft']>;
      readonly seen: T['event'] | undefined;
      /** What this app's own writes have made of the version that the changes name. */
      readonly latestVersion?: string | undefined;
    }
  | {
      readonly kind: 'delete';
      readonly calendarId: string;
      readonly event: EventReference;
      readonly seen: T['event'] | undefined;
    }
  | { readonly kind: 'restore'; readonly event: T['event'] }
  | {
      readonly kind: 'move';
      readonly calendarId: string;
      readonly toCalendarId: string;
      readonly event: T['event'];
    }
  | {
      readonly kind: 'respond';
      readonly calendarId: string;
      readonly event: T['event'];
      /** Whether the event is in view. What is not is not shown before the answer: it may be a master. */
      readonly isSeen: boolean;
      readonly response: InvitationResponse;
      readonly comment?: string | undefined;
    };

/** A write that is made on one occurrence of a series and meant for several. */
export type SeriesWrite<T extends WrittenTypes = WrittenTypes> = Extract<
  EventWrite<T>,
  { readonly kind: 'update' | 'delete' | 'respond' }
> & { readonly series: SeriesPart<T['event']> };

/** The answer to an invitation. */
export type InvitationResponse = 'accepted' | 'tentative' | 'declined';

/** A series, of which a write changes more than one occurrence. */
export interface SeriesPart<E extends CalendarEvent = CalendarEvent> {
  readonly scope: 'following' | 'all';
  /** The master, without writes that are not confirmed yet. */
  readonly master: E;
  /** Its changed occurrences, as far as they are known. */
  readonly exceptions: readonly E[];
  /** The original starts of its deleted occurrences. */
  readonly cancelled: readonly EventTime[];
  /** The occurrence that the write was made on. */
  readonly occurrence: E;
}

interface WrittenTypes {
  readonly event: CalendarEvent;
  readonly draft: CalendarEventDraft;
}

/** Which event to write, and in which version the app has seen it. */
export interface EventReference {
  /** The event's id. */
  readonly id: string;
  /** Where given, a write is a `conflict` if the event has been changed since. */
  readonly version?: string;
}

/**
 * A write as the provider has planned it: plain data, which any tab can send, also after a restart. The core knows what is
 * shown of it; `request` is the provider's own.
 */
export interface PlannedWrite<E extends CalendarEvent = CalendarEvent> {
  readonly kind: WriteKind;
  readonly scope?: SeriesScope;
  /** Of a change, the properties that it is of, as far as they are known. */
  readonly fields?: readonly string[];
  /** What the app has said of the mails to guests. The request has it in the provider's own words. */
  readonly sendUpdates?: SendUpdates;
  /** What the app shows until the provider has answered. */
  readonly shown: Overlay<E>;
  /** The event in the calendar that it is taken from, for a write that moves it to the calendar of {@link shown}. */
  readonly movedFrom?: WriteTarget;
  /** The version that the app saw when it made the write. Where it is missing, that of {@link base} counts. */
  readonly version?: string | undefined;
  /** The write is done whatever the current version is. */
  readonly anyVersion?: boolean;
  /** The event that the write was made from, as far as it is known. */
  readonly base?: E | undefined;
  /** Ids of further events and series: the write is sent in order with the writes of those, too. */
  readonly ordersWith?: readonly string[];
  /** Takes another write back: what somebody else has changed since is not to be lost by that. */
  readonly isUndo?: boolean;
  readonly request: ProviderRecord;
}

/** A write that was made on a version which is not the current one, on top of what is there now. */
export type MergedWrite<E extends CalendarEvent = CalendarEvent> =
  /** To be sent with the version of its `base`, which is what is there now. */
  | { readonly kind: 'send'; readonly write: PlannedWrite<E> }
  /** Nothing is left to be sent: what is there now holds all of it, or is to stay. */
  | { readonly kind: 'done' }
  /** Properties that both have changed differently; none where one of the two has deleted the event. */
  | { readonly kind: 'conflict'; readonly fields: readonly string[] };

/** A write that only the tab can send in which it was made. */
export interface DirectWrite<E extends CalendarEvent = CalendarEvent> extends Pick<
  PlannedWrite<E>,
  'shown' | 'version' | 'anyVersion'
> {
  /**
   * Of a write that is done whatever the version is: whether nobody else has changed the event since {@link version}. Then
   * later writes that were made on that version are sent with the one of the answer, and are no conflict.
   */
  readonly holdsOwnChangesOnly?: (answer: E) => boolean;
  /** Sends the request on each subscription. */
  readonly send: () => Observable<E | undefined>;
}

/**
 * A write as it is shown before it is confirmed: the event as it will be, a deletion, or what becomes of a series. `none`
 * shows nothing, since the event is not known here.
 */
export type Overlay<E extends CalendarEvent = CalendarEvent> =
  | { readonly kind: 'put'; readonly event: E }
  | { readonly kind: 'delete' | 'none'; readonly target: WriteTarget }
  | SeriesOverlay<E>;

/** Takes the place of the occurrences of a series, or of those from one on. */
export interface SeriesOverlay<E extends CalendarEvent = CalendarEvent> {
  readonly kind: 'series';
  /** The series whose occurrences are replaced; a new one, or a single event that becomes one, too. */
  readonly target: WriteTarget;
  /** The original start of the first occurrence that is replaced; by default all of them are. */
  readonly from?: EventTime;
  /** The master whose occurrences are shown in their place; `undefined` where they are deleted. */
  readonly master: E | undefined;
  /** Its changed occurrences. */
  readonly exceptions: readonly E[];
  /** The original starts of its deleted occurrences. */
  readonly cancelled: readonly EventTime[];
  /** Of a series that ends before {@link from} now: its master after the write. */
  readonly rest?: E;
}

/** Which event is written. */
export interface WriteTarget {
  readonly calendarId: string;
  readonly eventId: string;
  /** Of an occurrence, where it is known. */
  readonly seriesId?: string | undefined;
  /** Of an occurrence, where it is known. */
  readonly originalStart?: EventTime | undefined;
}

export function targetOf(overlay: Overlay): WriteTarget {
  if (overlay.kind !== 'put') {
    return overlay.target;
  }
  const { calendarId, id, seriesId, originalStart } = overlay.event;
  return { calendarId, eventId: id, seriesId, originalStart };
}

/**
 * The event by which a confirmed write is looked for in what is read. Of a series that was divided it is the old one, which changes
 * last; where that was gone before, as one that somebody else has moved to another calendar, it is the new one.
 */
export function confirmedTarget(
  overlay: Overlay,
  before: { readonly deleted: boolean } | undefined,
): WriteTarget {
  const target = targetOf(overlay);
  const added =
    overlay.kind === 'series' && overlay.from !== undefined ? overlay.master : undefined;
  return added && (before?.deleted ?? true)
    ? { calendarId: target.calendarId, eventId: added.id }
    : target;
}

/** The event that an overlay shows; of a series its master. */
export function shownEvent<E extends CalendarEvent>(overlay: Overlay<E>): E | undefined {
  switch (overlay.kind) {
    case 'put':
      return overlay.event;
    case 'series':
      return overlay.master;
    default:
      return undefined;
  }
}
