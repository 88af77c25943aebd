import { defer, from, map, type Observable, scan, switchMap } from 'rxjs';
import {
  type CalendarEventChanges,
  type CalendarRecords,
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
import { ɵsignedOut as signedOut } from 'ngx-calendar-sync/account';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleCalendarListEntry, GoogleEvent } from '../api/wire-types.generated';
import type { GoogleIdentity } from '../api/google-identity';
import type { ConfigRef } from '../config/config-ref';
import { queryFreeBusy } from './free-busy-query';
import { GoogleAccess } from './google-access';
import { GoogleEventColors } from './google-event-colors';
import { GoogleEventWrites } from './google-event-writes';
import type { GoogleProvider } from './google-provider';
import {
  calendarsParams,
  eventsParams,
  orCursorLost,
  toPulledCalendars,
  toPulledPage,
} from './google-pull';
import { toCalendar } from '../mapping/calendar-mapping';
import { type EventContext, toEvent } from '../mapping/event-mapping';
import { shownColors } from '../mapping/event-color';
import { toOccurrence } from '../mapping/occurrence-mapping';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from '../mapping/google-calendar-event';
import { ReadResources } from '../mapping/read-resources';
import type { ResolvedConfig } from '../config/resolved-config';

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
  readonly #writes: GoogleEventWrites;

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
    this.#writes = new GoogleEventWrites(api, this.#read, (id) => this.#context(id));
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
    ).pipe(
      map((page) => toPulledPage(page, request.scope)),
      orCursorLost(),
    );
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
    if (account) {
      this.#colors.recall(account);
    }
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
    return this.#writes.draft(calendarId, eventId, draft);
  }

  changeEvent(event: GoogleCalendarEvent, changes: Changes): GoogleCalendarEvent {
    return this.#writes.change(event, changes);
  }

  insertEvent(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    idempotencyKey: string,
  ): Observable<GoogleCalendarEvent> {
    return this.#configured(() => this.#writes.insert(calendarId, draft, idempotencyKey));
  }

  updateEvent(calendarId: string, changes: Changes): Observable<GoogleCalendarEvent> {
    return this.#configured(() => this.#writes.update(calendarId, changes));
  }

  deleteEvent(calendarId: string, event: EventReference): Observable<void> {
    return this.#writes.delete(calendarId, event);
  }

  restoreEvent(event: GoogleCalendarEvent): Observable<GoogleCalendarEvent> {
    return this.#configured(() => this.#writes.restore(event, this.createKey()));
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
              answers.find((answer) => answer.calendarId === calendarId) ?? {
                calendarId,
                busy: [],
                error: signedOut(),
              },
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

  /** Where no list can be had, the account's own calendar is known all the same. */
  #unlisted(id: string): GoogleCalendar | undefined {
    const { account, grantedScopes = [] } = this.#identity ?? {};
    return id === account
      ? toCalendar({ id, primary: true, accessRole: 'owner' }, grantedScopes)
      : undefined;
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

  #context(calendarId: string): EventContext {
    return {
      calendarId,
      calendar: this.#calendar(calendarId) ?? this.#unlisted(calendarId),
      palette: this.#colors.palette,
      labels: this.#colors.labelsOf(calendarId),
      timeZone: this.timeZone,
    };
  }

  #configured<R>(use: (config: ResolvedConfig) => Observable<R>): Observable<R> {
    return defer(() => {
      const { current } = this.#config;
      return current ? use(current) : from(this.#config.load()).pipe(switchMap(use));
    });
  }
}
