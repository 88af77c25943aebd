import {
  catchError,
  combineLatest,
  concatMap,
  defer,
  from,
  map,
  type Observable,
  of,
  scan,
  shareReplay,
  switchMap,
  tap,
  toArray,
} from 'rxjs';
import {
  type CalendarEventChanges,
  type CalendarRecords,
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type EventQuery,
  type EventReference,
  type FreeBusy,
  type Occurrence,
  type PageRequest,
  type ProviderRecord,
  type PulledCalendars,
  type PulledPage,
  type PullRequest,
  type TimeRange,
} from 'ngx-calendar-sync';
import type { GoogleCalendarApi } from './api/google-calendar-api';
import type {
  GoogleCalendarListEntry,
  GoogleColors,
  GoogleEvent,
} from './api/wire-types.generated';
import type { GoogleIdentity } from './auth/google-identity';
import { is, raise, rethrow } from './errors';
import type { ConfigRef } from './config-ref';
import { GoogleAccess } from './google-access';
import type { GoogleProvider } from './google-provider';
import {
  calendarsParams,
  eventsParams,
  orCursorLost,
  toPulledCalendars,
  toPulledPage,
} from './google-pull';
import { toCalendar } from './mapping/calendar-mapping';
import { type EventContext, toEvent } from './mapping/event-mapping';
import { toPatch, toResource } from './mapping/event-patch';
import { toFreeBusy } from './mapping/free-busy-mapping';
import { toOccurrence } from './mapping/occurrence-mapping';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from './mapping/google-calendar-event';
import { alreadyApplied, mergePatch } from './mapping/merge-patch';
import type { ResolvedConfig } from './resolved-config';

type Changes = CalendarEventChanges<GoogleCalendarEventDraft>;

/** Google takes at most fifty calendars in a free/busy query. */
const calendarsPerQuery = 50;

/** Google Calendar for the core: what to ask for, and what the answers mean. */
export class GoogleCalendarProvider implements GoogleProvider {
  readonly series = 'masters';
  readonly #api: GoogleCalendarApi;
  readonly #config: ConfigRef;
  #identity: GoogleIdentity | undefined;
  /** By id. */
  #calendars: ReadonlyMap<string, GoogleCalendar>;
  /** Google's colours of events. */
  #palette: GoogleColors = {};
  readonly #access: GoogleAccess;

  /** Without an identity only public calendars can be read. */
  constructor(api: GoogleCalendarApi, config: ConfigRef, identity: GoogleIdentity | undefined) {
    this.#api = api;
    this.#config = config;
    this.#identity = identity;
    this.#calendars = this.#toCalendars(identity?.calendarList ?? []);
    this.#access = new GoogleAccess(
      identity !== undefined,
      (id) => this.#calendar(id) !== undefined,
    );
  }

  get calendars(): readonly GoogleCalendar[] {
    return [...this.#calendars.values()];
  }

  update(identity: GoogleIdentity): void {
    this.#identity = identity;
    this.#calendars = this.#toCalendars(identity.calendarList);
  }

  pull(calendarId: string, request: PullRequest): Observable<PulledPage> {
    return this.#configured((config) =>
      this.#access.best(calendarId, config, (access) =>
        this.#api.eventsPage(calendarId, eventsParams(request), access),
      ),
    ).pipe(map(toPulledPage), orCursorLost());
  }

  pullCalendars(request: PageRequest): Observable<PulledCalendars> {
    const page = this.#api.calendarListPage(calendarsParams(request), 'token');
    return combineLatest([page, this.#configured((config) => this.#palette$(config))]).pipe(
      map(([answer]) => toPulledCalendars(answer, this.#palette)),
      orCursorLost(),
    );
  }

  /** Google takes `primary` for the account's own calendar, whose id is the account's address. */
  idOf(calendarId: string): string {
    if (calendarId !== 'primary') {
      return calendarId;
    }
    return (
      this.calendars.find(({ primary }) => primary)?.id ?? this.#identity?.account ?? calendarId
    );
  }

  recall({ calendars, account }: CalendarRecords): readonly GoogleCalendar[] {
    this.#calendars = this.#toCalendars(Object.values(calendars));
    if (account) this.#palette = account;
    return this.calendars;
  }

  toEvent(calendarId: string, record: ProviderRecord): GoogleCalendarEvent | undefined {
    return toEvent(record, this.#context(calendarId));
  }

  occurrenceOf(master: GoogleCalendarEvent, occurrence: Occurrence): GoogleCalendarEvent {
    return toOccurrence(master, occurrence, this.#config.current?.timeZone);
  }

  timeZoneOf(calendarId: string): string | undefined {
    return this.#calendar(calendarId)?.timeZone;
  }

  listCalendars(): Observable<readonly GoogleCalendar[]> {
    return this.#api.calendarList('token').pipe(
      map((entries) => {
        this.#calendars = this.#toCalendars(entries);
        return this.calendars;
      }),
    );
  }

  listEvents(
    calendarId: string,
    { range, text }: EventQuery,
  ): Observable<readonly GoogleCalendarEvent[]> {
    return this.#configured((config) => {
      const params = {
        timeMin: range.start.toISOString(),
        timeMax: range.end.toISOString(),
        singleEvents: true,
        orderBy: 'startTime',
        maxResults: 2500,
        ...(text === undefined ? {} : { q: text }),
        ...(config.timeZone === undefined ? {} : { timeZone: config.timeZone }),
      };
      const pages = this.#access.best(calendarId, config, (access) =>
        this.#api.events(calendarId, params, access),
      );
      return combineLatest([pages.pipe(map((page) => page.items ?? [])), this.#palette$(config)]);
    }).pipe(
      map(([items]) => this.#toEvents(calendarId, items)),
      scan((all, page) => [...all, ...page]),
    );
  }

  draftEvent(
    calendarId: string,
    eventId: string,
    draft: GoogleCalendarEventDraft,
  ): GoogleCalendarEvent {
    const context = this.#context(calendarId);
    const resource = toResource(draft, context);
    return known(toEvent({ ...resource, id: eventId, organizer: { self: true } }, context));
  }

  changeEvent(event: GoogleCalendarEvent, changes: Changes): GoogleCalendarEvent {
    const context = this.#context(event.calendarId);
    const changed = mergePatch(event.googleEvent, toPatch(changes, context)) as GoogleEvent;
    return known(toEvent(changed, context));
  }

  insertEvent(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    idempotencyKey: string,
  ): Observable<GoogleCalendarEvent> {
    return this.#answer(calendarId, (context) => {
      const resource = { ...toResource(draft, context), id: idempotencyKey };
      return this.#api
        .insert(calendarId, resource)
        .pipe(this.#unlessDone('duplicate', calendarId, idempotencyKey, resource));
    });
  }

  updateEvent(calendarId: string, changes: Changes): Observable<GoogleCalendarEvent> {
    const { id, version } = changes;
    return this.#answer(calendarId, (context) => {
      const patch = toPatch(changes, context);
      if (Object.keys(patch).length === 0) return this.#api.event(calendarId, id);
      return this.#api
        .patch(calendarId, id, patch, version)
        .pipe(this.#unlessDone('conflict', calendarId, id, patch));
    });
  }

  /** Whether Google looks at the version first or at the deletion is not documented: both answers are right. */
  deleteEvent(calendarId: string, { id, version }: EventReference): Observable<void> {
    const gone: GoogleEvent = { status: 'cancelled' };
    return this.#api.delete(calendarId, id, version).pipe(
      map(() => gone),
      catchError((error: unknown) => (is(error, 'deleted') ? of(gone) : rethrow(error))),
      this.#unlessDone('conflict', calendarId, id, gone),
      map(() => undefined),
    );
  }

  restoreEvent(event: GoogleCalendarEvent): Observable<GoogleCalendarEvent> {
    const { calendarId, googleEvent } = event;
    const copy = { start: event.start, googleEvent };
    return this.#answer(calendarId, () =>
      this.#api.patch(calendarId, event.id, { status: 'confirmed' }),
    ).pipe(
      catchError((error: unknown) =>
        is(error, 'forbidden', 'not-found', 'deleted')
          ? this.insertEvent(calendarId, copy, this.createKey())
          : rethrow(error),
      ),
    );
  }

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    const groups: string[][] = [];
    for (let at = 0; at < calendarIds.length; at += calendarsPerQuery) {
      groups.push(calendarIds.slice(at, at + calendarsPerQuery));
    }
    return from(groups).pipe(
      concatMap((ids) =>
        this.#configured((config) =>
          this.#api.freeBusy(
            {
              timeMin: range.start.toISOString(),
              timeMax: range.end.toISOString(),
              items: ids.map((id) => ({ id })),
              ...(config.timeZone === undefined ? {} : { timeZone: config.timeZone }),
            },
            this.#access.own(config),
          ),
        ).pipe(map((response) => toFreeBusy(ids, response))),
      ),
      toArray(),
      map((answers) => answers.flat()),
    );
  }

  /** Hexadecimal is within the alphabet of Google's ids. */
  createKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  #toCalendars(entries: readonly GoogleCalendarListEntry[]): ReadonlyMap<string, GoogleCalendar> {
    const scopes = this.#identity?.grantedScopes ?? [];
    const calendars = entries.flatMap((entry) => toCalendar(entry, scopes) ?? []);
    return new Map(calendars.map((calendar) => [calendar.id, calendar]));
  }

  #calendar(calendarId: string): GoogleCalendar | undefined {
    return this.#calendars.get(calendarId);
  }

  #toEvents(calendarId: string, items: readonly GoogleEvent[]): readonly GoogleCalendarEvent[] {
    const context = this.#context(calendarId);
    return items
      .filter(({ status }) => status !== 'cancelled')
      .flatMap((item) => toEvent(item, context) ?? []);
  }

  #context(calendarId: string): EventContext {
    return {
      calendarId,
      calendar: this.#calendar(calendarId),
      palette: this.#palette.event ?? {},
      timeZone: this.#config.current?.timeZone,
    };
  }

  /** One event as the answer to a request that has the colours at hand. */
  #answer(
    calendarId: string,
    request: (context: EventContext) => Observable<GoogleEvent>,
  ): Observable<GoogleCalendarEvent> {
    return this.#configured((config) => this.#palette$(config)).pipe(
      switchMap(() => request(this.#context(calendarId))),
      map((resource) => known(toEvent(resource, this.#context(calendarId)))),
    );
  }

  /** A write that Google refuses may be our own, whose answer was lost: then it is done. */
  #unlessDone(code: CalendarSyncErrorCode, calendarId: string, eventId: string, write: object) {
    return catchError<GoogleEvent, Observable<GoogleEvent>>((error: unknown) =>
      is(error, code)
        ? this.#api
            .event(calendarId, eventId)
            .pipe(map((now) => (alreadyApplied(now, write) ? now : raise(error))))
        : rethrow(error),
    );
  }

  #configured<R>(use: (config: ResolvedConfig) => Observable<R>): Observable<R> {
    return defer(() => {
      const { current } = this.#config;
      return current ? use(current) : from(this.#config.load()).pipe(switchMap(use));
    });
  }

  #paletteLoad: Observable<unknown> | undefined;

  /** Google's colours of events; they are asked for once, and events are shown without them if need be. */
  #palette$(config: ResolvedConfig): Observable<unknown> {
    this.#paletteLoad ??= this.#api.colors(this.#access.own(config)).pipe(
      tap((colors) => (this.#palette = colors)),
      shareReplay(1),
    );
    return this.#paletteLoad.pipe(
      catchError((error: unknown) =>
        is(error, 'expired', 'signed-out', 'cancelled') ? rethrow(error) : of(undefined),
      ),
    );
  }
}

function known(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  return event ?? raise(new CalendarSyncError('deleted', 'The event has been deleted.'));
}
