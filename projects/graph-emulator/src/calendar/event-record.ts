import type { Pattern } from './pattern.ts';

/** A wall time with its zone. */
export interface StoredTime {
  /** `2026-06-10T09:00:00`, to seven decimals if they were written. */
  readonly wall: string;
  /** IANA name. */
  readonly zone: string;
  /** The name by which the zone was written, most often that of Windows. */
  readonly zoneName: string;
}

export interface EmailAddress {
  readonly name?: string;
  readonly address: string;
}

export type ResponseType =
  'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded';

export interface ResponseStatus {
  readonly response: ResponseType;
  readonly time: string;
}

export interface Attendee {
  readonly type: 'required' | 'optional' | 'resource';
  readonly status: ResponseStatus;
  readonly emailAddress: EmailAddress;
  readonly proposedNewTime?: object;
}

export interface Body {
  readonly contentType: 'html' | 'text';
  readonly content: string;
}

/** The fields that are answered as they are stored. */
export interface PlainFields {
  readonly subject: string | null;
  readonly importance: string;
  readonly sensitivity: string;
  readonly showAs: string;
  readonly isReminderOn: boolean;
  readonly reminderMinutesBeforeStart: number;
  readonly categories: readonly string[];
  readonly hasAttachments: boolean;
  readonly responseRequested: boolean;
  readonly allowNewTimeProposals: boolean;
  readonly hideAttendees: boolean;
  readonly isCancelled: boolean;
  readonly isDraft: boolean;
  readonly isOnlineMeeting: boolean;
  readonly onlineMeetingProvider: string;
  readonly onlineMeeting: { readonly joinUrl: string } | null;
  readonly transactionId: string | null;
  readonly location: Location;
  readonly locations: readonly Location[];
  readonly responseStatus: ResponseStatus;
}

export interface Location extends Readonly<Record<string, unknown>> {
  readonly displayName: string;
}

/** An open extension: its name and its own fields. */
export type Extension = Readonly<Record<string, unknown>> & { readonly extensionName: string };

/** A single event, the master of a series, or an exception. It is never changed, but replaced. */
export interface EventRecord {
  readonly id: string;
  readonly changeKey: string;
  readonly iCalUId: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly modified: number;
  readonly start: StoredTime;
  readonly end: StoredTime;
  readonly isAllDay: boolean;
  /** Of masters alone. */
  readonly recurrence: Pattern | null;
  readonly body: Body;
  readonly attendees: readonly Attendee[];
  readonly organizer: EmailAddress;
  readonly isOrganizer: boolean;
  readonly plain: PlainFields;
  readonly extensions: readonly Extension[];
  readonly singleValueProperties: ReadonlyMap<string, string>;
}

/** A single event or a whole series at one time. It is never changed, but replaced. */
export interface ItemState {
  /** Number of the change that made this state, unique in the emulator. */
  readonly sequence: number;
  /** When that change was made, in milliseconds since the epoch. */
  readonly at: number;
  readonly isDeleted: boolean;
  readonly main: EventRecord;
  /** Changed occurrences, by the day on which the rule has them. */
  readonly exceptions: ReadonlyMap<string, EventRecord>;
  /** Days of the rule whose occurrences were deleted. */
  readonly cancelledDays: ReadonlySet<string>;
}

/** A time that Graph writes where there is none. */
export const NO_TIME = '0001-01-01T00:00:00Z';
