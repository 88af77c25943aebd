import { catchError, defer, from, map, type Observable, of, scan, switchMap } from 'rxjs';
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
  ɵinRange as inRange,
} from 'ngx-calendar-sync';
import type { GoogleCalendarApi } from './api/google-calendar-api';
import type { GoogleCalendarListEntry, GoogleEvent } from './api/wire-types.generated';
import type { GoogleIdentity } from './auth/google-identity';
import { is, raise, rethrow } from './errors';
import type { ConfigRef } from './config-ref';
import { queryFreeBusy } from './free-busy-query';
import { GoogleAccess } from './google-access';
import { GoogleEventColors } from './google-event-colors';
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
import { shownColors } from './mapping/event-color';
import { needsTimesOfEvent, patched, toPatch, toResource } from './mapping/event-patch';
import { toOccurrence } from './mapping/occurrence-mapping';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from './mapping/google-calendar-event';
import { alreadyApplied } from './mapping/merge-patch';
import { ReadResources } from './mapping/read-resources';
import type { ResolvedConfig } from './resolved-config';

type Changes = CalendarEventChanges<GoogleCalendarEventDraft>;

/** Google's `timeMin` leaves out what ends with it, and counts whole seconds. */
const SECOND_MS = 1_000;

/** Google Calendar for the core: what to ask for, and what the answers mean. */
export class GoogleCalendarProvider implements GoogleProvider {
  readonly series = 'masters';
  readonly #api: GoogleCalendarApi;
  readonly #config: ConfigRef;
  #identity: GoogleIdentity | undefined;
  /** By id. */
  #calendars: ReadonlyMap<string, GoogleCalendar>;
  readonly #access: GoogleAccess;
  readonly #colors: GoogleEventColors;
  readonly #read = new ReadResources();

  /** Without an identity only public calendars can be read. */
  constructor(api: GoogleCalendarApi, config: ConfigRef, identity: GoogleIdentity | undefined) {
    this.#api = api;
    this.#config = config;
    this.#identity = identity;
    this.#calendars = this.#toCalendars(identity?.calendarList ?? []);
    this.#access = new GoogleAccess(
      identity !== undefined,
      (id) => this.#calendar(id) !== undefined || id === this.#identity?.account,
    );
    this.#colors = new GoogleEventColors(api, this.#access, (id) => this.idOf(id));
  }

  get timeZone(): string | undefined {
    return this.#config.current?.timeZone;
  }

  get recolored$(): Observable<void> {
    return this.#colors.changed$;
  }

  readonly recolor = (event: GoogleCalendarEvent): GoogleCalendarEvent => {
    const colors = shownColors(event.googleEvent, this.#context(event.calendarId));
    const { color, textColor, contrastColor, ...others } = event;
    const isSame =
      color === colors.color &&
      textColor === colors.textColor &&
      contrastColor === colors.contrastColor;
    return isSame ? event : { ...others, ...colors };
  };

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
    return this.#configured((config) => {
      this.#colors.load(config);
      return this.#api.calendarListPage(calendarsParams(request), 'token');
    }).pipe(
      map((page) => toPulledCalendars(page, this.#colors.record)),
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
    if (account) this.#colors.recall(account);
    return this.calendars;
  }

  toEvent(calendarId: string, record: ProviderRecord): GoogleCalendarEvent | undefined {
    this.#colors.lookUpLabels(calendarId, [record]);
    return this.#told(calendarId, record);
  }

  occurrenceOf(master: GoogleCalendarEvent, occurrence: Occurrence): GoogleCalendarEvent {
    const event = toOccurrence(master, occurrence, this.timeZone);
    this.#read.remember(event.googleEvent);
    return event;
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
      this.#colors.load(config);
      const params = {
        timeMin: new Date(range.start.getTime() - SECOND_MS).toISOString(),
        timeMax: range.end.toISOString(),
        singleEvents: true,
        orderBy: 'startTime',
        maxResults: 2500,
        ...(text === undefined ? {} : { q: text }),
        ...(config.timeZone === undefined ? {} : { timeZone: config.timeZone }),
      };
      return this.#access.best(calendarId, config, (access) =>
        this.#api.events(calendarId, params, access),
      );
    }).pipe(
      map(({ items = [] }) => {
        this.#colors.lookUpLabels(calendarId, items);
        return this.#toEvents(calendarId, items, range);
      }),
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
    return this.#shown(calendarId, { ...resource, id: eventId, organizer: { self: true } });
  }

  changeEvent(event: GoogleCalendarEvent, changes: Changes): GoogleCalendarEvent {
    const { calendarId, googleEvent } = event;
    const context = this.#context(calendarId);
    const patch = toPatch(changes, context, this.#readBefore(changes) ?? googleEvent);
    return exists(toEvent(patched(googleEvent, patch), context));
  }

  insertEvent(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    idempotencyKey: string,
  ): Observable<GoogleCalendarEvent> {
    return this.#configured(() => {
      const resource = {
        ...toResource(draft, this.#context(calendarId)),
        id: idempotencyKey,
      };
      return this.#api
        .insert(calendarId, resource)
        .pipe(this.#unlessDone('duplicate', calendarId, idempotencyKey, resource));
    }).pipe(map((resource) => this.#shown(calendarId, resource)));
  }

  updateEvent(calendarId: string, changes: Changes): Observable<GoogleCalendarEvent> {
    const { id, version } = changes;
    return this.#configured(() => this.#baseOf(calendarId, changes)).pipe(
      switchMap((base) => {
        const patch = toPatch(changes, this.#context(calendarId), base);
        if (Object.keys(patch).length === 0) return this.#api.event(calendarId, id);
        return this.#api
          .patch(calendarId, id, patch, version)
          .pipe(this.#unlessDone('conflict', calendarId, id, patch));
      }),
      map((resource) => this.#shown(calendarId, resource)),
    );
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
    return this.#api.patch(calendarId, event.id, { status: 'confirmed' }).pipe(
      map((resource) => this.#shown(calendarId, resource)),
      catchError((error: unknown) =>
        is(error, 'forbidden', 'not-found', 'deleted')
          ? this.insertEvent(calendarId, copy, this.createKey())
          : rethrow(error),
      ),
    );
  }

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    return this.#configured((config) => {
      // Only an account has a primary calendar.
      const isAsked = (id: string) => this.#access.signedIn || id !== 'primary';
      const asked = queryFreeBusy(calendarIds.filter(isAsked), range, (request) =>
        this.#api.freeBusy(
          { ...request, ...(config.timeZone === undefined ? {} : { timeZone: config.timeZone }) },
          this.#access.own(config),
        ),
      );
      return asked.pipe(
        map((answers) =>
          calendarIds.map(
            (calendarId) =>
              answers.find((answer) => answer.calendarId === calendarId) ?? signedOut(calendarId),
          ),
        ),
      );
    });
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

  #toEvents(
    calendarId: string,
    items: readonly GoogleEvent[],
    range: TimeRange,
  ): readonly GoogleCalendarEvent[] {
    return items
      .filter(({ status }) => status !== 'cancelled')
      .flatMap((item) => this.#told(calendarId, item) ?? [])
      .filter((event) => inRange(event, range));
  }

  /** An event as it was read, which an edit of it is compared to. */
  #told(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent | undefined {
    this.#read.remember(resource);
    return toEvent(resource, this.#context(calendarId));
  }

  #shown(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    return exists(this.#told(calendarId, resource));
  }

  /** The resource that an edit was made from, as far as it is remembered. */
  #readBefore({ id, version, googleEvent }: Changes): GoogleEvent | undefined {
    return this.#read.find(googleEvent?.id ?? id, googleEvent?.etag ?? version);
  }

  /**
   * The resource that an edit was made from. Where it is not remembered, the event is asked for; one that has changed
   * since cannot tell which of the differences the app has made.
   */
  #baseOf(calendarId: string, changes: Changes): Observable<GoogleEvent | undefined> {
    const known = this.#readBefore(changes);
    const etag = changes.googleEvent?.etag;
    if (known || (etag === undefined && !needsTimesOfEvent(changes))) return of(known);
    return this.#api.event(calendarId, changes.id).pipe(
      map((now) => {
        if (etag === undefined || etag === now.etag) return now;
        throw new CalendarSyncError(
          'conflict',
          'The event was changed since this copy of it was read: read it again, and edit that.',
        );
      }),
    );
  }

  #context(calendarId: string): EventContext {
    return {
      calendarId,
      calendar: this.#calendar(calendarId),
      palette: this.#colors.palette,
      labels: this.#colors.labelsOf(calendarId),
      timeZone: this.timeZone,
    };
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
}

function exists(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  return event ?? raise(new CalendarSyncError('deleted', 'The event has been deleted.'));
}

function signedOut(calendarId: string): FreeBusy {
  const error = new CalendarSyncError('signed-out', 'Nobody is signed in: call signIn() first.');
  return { calendarId, busy: [], error };
}
