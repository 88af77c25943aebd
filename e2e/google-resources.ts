/** The fields of Google's event resource that the tests read. */
export interface GoogleEvent {
  readonly id: string;
  readonly status?: string;
  /** RFC 3339. */
  readonly updated?: string;
  readonly summary?: string;
  readonly location?: string;
  readonly description?: string;
  readonly start?: GoogleTime;
  readonly end?: GoogleTime;
  /** Of the master of a series. */
  readonly recurrence?: readonly string[];
  /** Of an occurrence: the id of its series, and the start that the series gives it. */
  readonly recurringEventId?: string;
  readonly originalStartTime?: GoogleTime;
  readonly organizer?: { readonly email?: string };
  readonly attendees?: readonly GoogleAttendee[];
  readonly reminders?: { readonly useDefault?: boolean; readonly overrides?: readonly object[] };
  readonly colorId?: string;
  readonly eventLabelId?: string;
  readonly visibility?: string;
  readonly transparency?: string;
  readonly extendedProperties?: object;
  readonly conferenceData?: object;
  readonly hangoutLink?: string;
}

interface GoogleAttendee {
  readonly email?: string;
  readonly responseStatus?: string;
  readonly comment?: string;
}

interface GoogleTime {
  readonly date?: string;
  readonly dateTime?: string;
}

export interface GoogleCalendar {
  readonly id: string;
  readonly summary: string;
  readonly summaryOverride?: string;
  readonly backgroundColor: string;
  readonly selected?: boolean;
  readonly hidden?: boolean;
  readonly accessRole: string;
  readonly description?: string;
  readonly location?: string;
  readonly timeZone?: string;
  readonly defaultReminders?: readonly object[];
}

export interface FaultRule {
  readonly method?: string;
  readonly path: string;
  readonly times?: number;
  readonly status?: number;
  readonly reason?: string;
  readonly delayMs?: number;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The page that sent it, if it was one. */
  readonly origin?: string;
  readonly authorization: string;
  readonly status: number;
}

/** A request to Calendar v3. */
export interface PageRequest {
  /** The method and the path, such as `GET /users/me/calendarList`. */
  readonly line: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface ConferenceBehaviour {
  readonly pendingMilliseconds?: number;
  readonly outcome?: 'success' | 'failure';
}

export interface Mail {
  readonly kind: string;
  readonly to: string;
}

export interface ActingRequest {
  readonly method?: string;
  /** After `/calendar/v3/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}
