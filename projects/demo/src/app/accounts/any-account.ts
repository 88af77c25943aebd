import type { Signal } from '@angular/core';
import type {
  Calendar,
  CalendarEvent,
  CalendarEventChanges,
  PendingWrite,
  WriteConflict,
  WriteOptions,
} from 'ngx-calendar-sync';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleCalendarService,
  ResponseOptions,
} from 'ngx-calendar-sync/google';

/** A calendar of any account: what only Google's have is optional. */
export interface AnyCalendar extends Calendar, Partial<Omit<GoogleCalendar, keyof Calendar>> {}

/** An event of any account: what only those of one provider have is optional. */
export interface AnyEvent
  extends CalendarEvent, Partial<Omit<GoogleCalendarEvent, keyof CalendarEvent>> {
  /** Only Outlook's: its page there. */
  readonly webLink?: string;
}

/** What can be done in a calendar. */
interface AnyCapabilities {
  readonly write: boolean;
  readonly missingScopes: readonly string[];
  /** Only Outlook's: whether an event can get an online meeting. */
  readonly onlineMeetings?: boolean;
}

type AnyDraft = GoogleCalendarEventDraft;

/** What is the same in the services of both providers, as far as the screens need it. */
export interface AnyCalendarService extends Pick<
  GoogleCalendarService,
  | 'authState'
  | 'ready'
  | 'initialize'
  | 'signIn'
  | 'renew'
  | 'requestScopes'
  | 'signOut'
  | 'disconnect'
  | 'syncState'
  | 'setView'
  | 'sync'
  | 'refresh'
  | 'undoableWrites'
  | 'undoLastWrite'
  | 'retryWrite'
  | 'discardWrite'
  | 'resolveConflict'
  | 'deleteEvent'
> {
  readonly calendars: Signal<readonly AnyCalendar[]>;
  readonly capabilities: Signal<ReadonlyMap<string, AnyCapabilities>>;
  readonly events: Signal<readonly AnyEvent[]>;
  readonly pendingWrites: Signal<readonly PendingWrite<AnyEvent>[]>;
  readonly conflicts: Signal<readonly WriteConflict<AnyEvent>[]>;
  search(...given: Parameters<GoogleCalendarService['search']>): Promise<readonly AnyEvent[]>;
  getMaster(occurrence: AnyEvent): Promise<AnyEvent>;
  addEvent(calendarId: string, draft: AnyDraft, options?: WriteOptions): Promise<AnyEvent>;
  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<AnyDraft>,
    options?: WriteOptions,
  ): Promise<AnyEvent>;
  moveEvent(event: AnyEvent, toCalendarId: string, options?: WriteOptions): Promise<AnyEvent>;
  respond(
    event: AnyEvent,
    response: 'accepted' | 'tentative' | 'declined',
    options?: ResponseOptions,
  ): Promise<AnyEvent>;
  /** What a bug report needs. */
  diagnostics(): object;
}
