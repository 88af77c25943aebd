import type { Observable } from 'rxjs';
import type { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  CommandOptions,
  ɵInvitationResponse as InvitationResponse,
  WriteOptions,
} from 'ngx-calendar-sync/core';
import type { ɵSignIn as SignIn } from 'ngx-calendar-sync/account';
import type {
  ɵAccountSessions as AccountSessions,
  ɵAccountTypes as AccountTypes,
  ɵEventOf as EventOf,
  ɵOpenSession as OpenSession,
} from 'ngx-calendar-sync/sessions';
import type { Pages } from './lazy-pages';

/** The types of one provider's service. */
export interface ServiceTypes extends AccountTypes {
  /** What can be done in one of its calendars. */
  readonly capabilities: unknown;
  /** What its commands take, and what the user has set. */
  readonly commands: {
    readonly eventListQuery: CommandOptions;
    readonly calendarDraft: object;
    readonly calendarChanges: object;
    readonly settings: object;
  };
}

export type CalendarOf<A extends ServiceTypes> = A['types']['calendar'];

/** What is behind a service, and is loaded while the app starts. */
export interface CalendarRuntime<A extends ServiceTypes> {
  readonly auth: Pick<
    SignIn<A['identity']>,
    | 'getAccessToken'
    | 'initialize'
    | 'ready$'
    | 'renew'
    | 'requestScopes'
    | 'signIn'
    | 'signOut'
    | 'state$'
  >;
  readonly sessions: AccountSessions<A>;
  /** By calendar id, what is possible there with the account's role and what it has granted. */
  readonly capabilities$: Observable<ReadonlyMap<string, A['capabilities']>>;
  /** The code of writing. */
  readonly writes: LazyService<unknown>;
  /** What few apps call is loaded when it is called. */
  readonly eventCommands: LazyService<EventCommands<A>>;
  /** {@link eventCommands}, loaded together with {@link writes}. */
  readonly writingCommands: LazyService<EventCommands<A>>;
  /** What few apps call of calendars is loaded when it is called. */
  readonly calendarCommands: LazyService<CalendarCommands<A>>;
}

/** An event by its ids, or as it was read. */
export type EventInCalendar = Pick<CalendarEvent, 'calendarId' | 'id' | 'seriesId'>;

/** The commands of events that few apps need, and that each provider carries out in its own way. */
export interface EventCommands<A extends ServiceTypes> {
  listEvents(
    open: OpenSession<A>,
    calendarId: string,
    query?: A['commands']['eventListQuery'],
  ): Pages<readonly EventOf<A>[]>;
  getEvent(
    open: OpenSession<A>,
    calendarId: string,
    eventId: string,
    options?: CommandOptions,
  ): Promise<EventOf<A>>;
  getMaster(
    open: OpenSession<A>,
    occurrence: EventInCalendar,
    options?: CommandOptions,
  ): Promise<EventOf<A>>;
  getOccurrences(
    open: OpenSession<A>,
    series: EventInCalendar,
    start: Date | string,
    end: Date | string,
    options?: CommandOptions,
  ): Promise<EventOf<A>[]>;
  respond(
    open: OpenSession<A>,
    invited: EventInCalendar,
    response: InvitationResponse,
    options?: WriteOptions & { readonly comment?: string | undefined },
  ): Promise<EventOf<A>>;
  moveEvent(
    open: OpenSession<A>,
    event: EventInCalendar,
    toCalendarId: string,
    options?: WriteOptions,
  ): Promise<EventOf<A>>;
  /** Waits for the conference of an event that has just been written, which the provider makes after it has answered. */
  followConference(
    open: OpenSession<A>,
    event: EventOf<A>,
    signal?: AbortSignal,
  ): Promise<EventOf<A>>;
}

/** The commands of calendars that few apps need, and the user's settings. */
export interface CalendarCommands<A extends ServiceTypes> {
  readonly calendars: {
    createCalendar(
      open: OpenSession<A>,
      draft: A['commands']['calendarDraft'],
      options?: CommandOptions,
    ): Promise<CalendarOf<A>>;
    updateCalendar(
      open: OpenSession<A>,
      calendarId: string,
      changes: A['commands']['calendarChanges'],
      options?: CommandOptions,
    ): Promise<CalendarOf<A>>;
    deleteCalendar(
      open: OpenSession<A>,
      calendarId: string,
      options?: CommandOptions,
    ): Promise<void>;
  };
  readonly settings: {
    settings$(open: OpenSession<A>): Observable<A['commands']['settings'] | undefined>;
  };
}
