import type {
  CalendarEventChanges,
  ɵMergedWrite as MergedWrite,
  ɵPlannedWrite as PlannedWrite,
  SendUpdates,
} from 'ngx-calendar-sync/core';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  ɵGoogleEventPatch as GoogleEventPatch,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

export type Changes = CalendarEventChanges<GoogleCalendarEventDraft>;

/** How a write is sent to Google: plain data, which is stored until Google has confirmed it. */
export type GoogleRequest = {
  /** Which guests are told; by default what the configuration says. */
  readonly sendUpdates?: SendUpdates | undefined;
} & (
  | { readonly kind: 'insert'; readonly resource: GoogleEvent }
  | {
      readonly kind: 'patch';
      readonly eventId: string;
      readonly patch: GoogleEventPatch;
      /** The resource that the patch was made from, as far as it is known. */
      readonly before?: GoogleEvent | undefined;
      /** Of a series: its exceptions, which are patched after it. */
      readonly exceptions?: readonly ExceptionPatch[];
      /**
       * Of a series that is moved: the exceptions that `exceptions` was planned with, deleted occurrences too. Whatever else there is
       * at Google is moved along as it is there.
       */
      readonly seen?: readonly GoogleEvent[];
      /** What others have changed of single occurrences before the series was moved: Google forgets that by the move. */
      readonly unseen?: readonly ExceptionPatch[];
      /** An earlier request has patched the series: of its exceptions only those are patched that it has not reached. */
      readonly isRepeated?: true;
    }
  /** Changes that mean nothing without the event, which is asked for first. */
  | {
      readonly kind: 'edit';
      readonly eventId: string;
      readonly changes: Changes;
      readonly conferenceRequestId: string;
    }
  | {
      readonly kind: 'delete';
      readonly eventId: string;
      /** Nobody knows whether the event was ever added: it is as well where it was not. */
      readonly mayBeMissing?: true;
      readonly before?: GoogleEvent | undefined;
    }
  /** Brings an event back with a patch, or as a copy under another id. */
  | {
      readonly kind: 'restore';
      readonly eventId: string;
      readonly patch: GoogleEventPatch;
      readonly copy: GoogleEvent;
    }
  | {
      readonly kind: 'move';
      readonly eventId: string;
      readonly from: string;
      readonly before: GoogleEvent;
      /** An earlier request may have moved it, since its answer may be lost: somebody else may have moved it back since. */
      readonly isMoving?: true;
    }
  | SplitRequest
  /** Takes a {@link SplitRequest} back. */
  | {
      readonly kind: 'rejoin';
      readonly eventId: string;
      /** The recurrence of the whole series. */
      readonly recurrence: readonly string[];
      /** The recurrence that the division has left. */
      readonly left: readonly string[];
      readonly exceptions: readonly ExceptionPatch[];
      /** The series that had been added, as Google has answered it. */
      readonly removed?: AddedSeries;
      /** Somebody else has changed one of the two series since, and the user wants it all the same. */
      readonly isForced?: true;
    }
);

/** Ends a series before one of its occurrences, and adds another series from there on. */
export interface SplitRequest {
  readonly kind: 'split';
  readonly eventId: string;
  readonly before: GoogleEvent;
  /** The recurrence that is left of the series. */
  readonly recurrence: readonly string[];
  /** The series that takes the place of the occurrences from there on; absent where they are deleted. */
  readonly added?: AddedSeries;
  /** Somebody else has deleted the series, so that there is nothing to end. */
  readonly isGone?: true;
  /**
   * An earlier request has asked Google to end the series, and its answer may be lost: only then a series that has ended as wanted
   * was ended by this write, and not by somebody else who has divided it at the same occurrence.
   */
  readonly isEnding?: true;
  /** The new series as an earlier request may have added it, where it is to be another one by now. */
  readonly addedAs?: GoogleEvent;
  /** What others had changed of single occurrences when an earlier request made exceptions of the new series. */
  readonly unseen?: readonly ExceptionPatch[];
  /** The exceptions of the series before, which taking this back needs: Google may forget those that are cut off. */
  readonly whole: {
    readonly exceptions: readonly GoogleEvent[];
    readonly patches: readonly ExceptionPatch[];
  };
}

export interface AddedSeries {
  readonly resource: GoogleEvent;
  readonly exceptions: readonly ExceptionPatch[];
}

/** What makes an exception of an occurrence. */
export interface ExceptionPatch {
  /** The id of the occurrence. */
  readonly id: string;
  /** Empty where the occurrence is to be as its series makes it. */
  readonly patch: GoogleEventPatch;
  /** What the patch was made from, where that is not the occurrence as its series makes it. */
  readonly before?: GoogleEvent;
  /** Of what others have changed meanwhile: all that earlier requests may have made of the occurrence. */
  readonly replaced?: readonly GoogleEventPatch[];
  /** Its series as it was then, where somebody else has changed that since: Google may know the occurrence by another id now. */
  readonly series?: GoogleEvent;
}

/** Stores with a write what it has found of others before it takes that back, or what it is about to do. */
export type Keep = (
  found:
    | { readonly unseen: readonly ExceptionPatch[] }
    | Required<Pick<SplitRequest, 'isEnding'>>
    | Required<Pick<SplitRequest, 'addedAs'>>
    | { readonly isMoving: true },
) => Promise<void>;

export type GoogleWrite = PlannedWrite<GoogleCalendarEvent>;
export type MergedGoogleWrite = MergedWrite<GoogleCalendarEvent>;

/** The request of a write. Only this entry plans writes, so that it is of this type. */
export function requestOf({ request }: GoogleWrite): GoogleRequest {
  return request as GoogleRequest;
}
