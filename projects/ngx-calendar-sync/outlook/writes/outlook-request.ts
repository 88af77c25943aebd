import type {
  EventTime,
  ɵInvitationResponse as InvitationResponse,
  ɵMergedWrite as MergedWrite,
  ɵPlannedWrite as PlannedWrite,
} from 'ngx-calendar-sync/core';
import type {
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
} from 'ngx-calendar-sync/outlook/runtime';

export type Draft = OutlookCalendarEventDraft;
export type Changes = Partial<Draft>;

/** How a write is sent to Outlook: plain data, which is stored until Outlook has confirmed it. */
export type OutlookRequest =
  | InsertRequest
  /** Changes of an event that is known. */
  | PatchRequest
  /** Changes of an event that is not known, which is asked for first. */
  | {
      readonly kind: 'edit';
      readonly eventId: string;
      readonly changes: Changes;
      /** IANA name of the zone in which the edit was made: that of its times where neither it nor the event names one. */
      readonly draftZone?: string;
    }
  | {
      readonly kind: 'delete';
      readonly eventId: string;
      readonly before?: OutlookCalendarEvent | undefined;
      /** The event as Outlook had it: taking the write back needs it. Stored before the event is deleted. */
      readonly stored?: StoredEvent;
      /** Of a series that is deleted, what taking that back needs, too. */
      readonly exceptions?: Exceptions;
      /** What an earlier request may have added, whose id nobody knows here: that is deleted, where it is there. */
      readonly added?: { readonly transactionId: string; readonly start: Date | EventTime };
    }
  | {
      readonly kind: 'respond';
      readonly eventId: string;
      readonly response: InvitationResponse;
      readonly comment?: string | undefined;
      /** Whether the organizer is told. */
      readonly isTold: boolean;
      /** Whether the answer and its comment were sent before, and may have arrived. */
      readonly isSent?: boolean;
    }
  | MoveRequest
  | SplitRequest
  | RejoinRequest;

/** Adds an event, or a deleted one anew: Outlook restores none. */
export interface InsertRequest {
  readonly kind: 'insert';
  readonly draft: Draft;
  /** Graph makes one event of all requests with this id. */
  readonly transactionId: string;
  /** The event that is added anew: what Outlook had of it beyond the draft is written, too. */
  readonly source?: StoredEvent;
  /** Of a series that is added anew. */
  readonly exceptions?: Exceptions;
}

export interface PatchRequest {
  readonly kind: 'patch';
  readonly eventId: string;
  readonly changes: Changes;
  /** The event that the changes were made from. */
  readonly before: OutlookCalendarEvent;
  /**
   * The event as Outlook had it, where `before` lacks some of what is changed, as it lacks the HTML of a description: taking the
   * write back needs it. Stored before the first request.
   */
  readonly stored?: StoredEvent;
  /** Where a write is taken back, the event as it was before that: what Graph had of it beyond the model is back, too. */
  readonly source?: StoredEvent;
  /** Of an edit of a whole series that was made on one of its changed occurrences: what changes of that one. */
  readonly edited?: { readonly exception: OutlookCalendarEvent; readonly changes: Changes };
  /**
   * The changed and deleted occurrences of a series when its times or its rule were to be changed: Outlook gives them up by that.
   * Stored before the request that does so.
   */
  readonly found?: Exceptions;
}

/** Outlook moves no event between calendars: it is copied, and then deleted. */
export interface MoveRequest {
  readonly kind: 'move';
  readonly eventId: string;
  readonly from: string;
  readonly transactionId: string;
  /** What the copy is made from, stored before it is made. */
  readonly source?: StoredEvent;
  readonly found?: Exceptions;
  /** The copy, stored before the event is deleted. */
  readonly copyId?: string;
}

/** Ends a series before one of its occurrences, and adds another series from there on. */
export interface SplitRequest {
  readonly kind: 'split';
  readonly eventId: string;
  readonly before: OutlookCalendarEvent;
  /** The original start of the first occurrence that the series loses. */
  readonly from: EventTime;
  /** The rule that is left of the series. */
  readonly recurrence: readonly string[];
  /** The series that takes the place of the occurrences from there on; absent where they are deleted. */
  readonly added?: AddedSeries;
  /** The exceptions of the whole series, stored before the first request. */
  readonly found?: Exceptions;
  /** How many occurrences the added series has, where {@link AddedSeries.endlessRule} asks for it. Stored with `found`. */
  readonly count?: number;
  /** The series that is divided, from which the added one has what the draft does not say. Stored with `found`. */
  readonly source?: StoredEvent | undefined;
  /**
   * An earlier request may have ended the series, without an answer. Stored before that request, and taken back where it was refused:
   * any other series that has ended in the same way was divided by somebody else.
   */
  readonly isEnding?: boolean;
  /** Somebody else has deleted the series, so that there is nothing to end. */
  readonly isGone?: true;
  /** What somebody else has changed since was taken over: a series that was added before is changed too. */
  readonly isRebased?: true;
}

export interface AddedSeries {
  readonly draft: Draft;
  readonly transactionId: string;
  /** The edit was made on times: an exception at `from` gives up its own. */
  readonly areTimesEdited: boolean;
  /** The properties that were edited, which hold for an exception at `from` too. */
  readonly fields: readonly string[];
  /**
   * The rule without its COUNT, where Outlook has to be asked how many occurrences are left to the series: it may count others than
   * we do.
   */
  readonly endlessRule?: readonly string[];
}

/** Takes a {@link SplitRequest} back. */
export interface RejoinRequest {
  readonly kind: 'rejoin';
  readonly eventId: string;
  /** The rule of the whole series. */
  readonly recurrence: readonly string[];
  /** The rule that the division has left. */
  readonly left: readonly string[];
  /** The exceptions from the division on. */
  readonly exceptions: Exceptions;
  /** The series that was added, as Outlook has answered it. */
  readonly removed?: OutlookCalendarEvent;
  /** Those before the division, stored before the first request. */
  readonly found?: Exceptions;
  /** Somebody else has changed one of the two series since, and the user wants it all the same. */
  readonly isForced?: true;
}

/** An event with what Outlook stores of it, its own properties included. */
export interface StoredEvent extends OutlookCalendarEvent {
  /** The description as it is stored; absent where there is none, or where it was not asked for. */
  readonly descriptionHtml?: string;
}

/** The changed occurrences of a series, and the original starts of the deleted ones. */
export interface Exceptions {
  readonly changed: readonly StoredEvent[];
  readonly cancelled: readonly EventTime[];
}

export type OutlookWrite = PlannedWrite<OutlookCalendarEvent>;
export type Merged = MergedWrite<OutlookCalendarEvent>;

/** Stores members of the request of a write, which it needs when it is sent again. */
export type Keep = ((found: Partial<OutlookRequest>) => Promise<void>) | undefined;

/** The request of a write. Only this entry plans writes, so that it is of this type. */
export function requestOf({ request }: OutlookWrite): OutlookRequest {
  return request as OutlookRequest;
}
