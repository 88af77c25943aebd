import { from, map, merge, type Observable, scan, Subject, switchMap } from 'rxjs';
import {
  type ɵCalendarRecords as CalendarRecords,
  type ɵEventQuery as EventQuery,
  type FreeBusy,
  type ɵPageAnswer as PageAnswer,
  type ɵPageRequest as PageRequest,
  type ɵProviderRecord as ProviderRecord,
  type ɵPullBatches as PullBatches,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPullRequest as PullRequest,
  type TimeRange,
  ɵAccountCalendars as AccountCalendars,
  ɵinRange as inRange,
} from 'ngx-calendar-sync/core';
import { ɵwithConfig as withConfig } from 'ngx-calendar-sync/account';
import { type Access, CALENDAR_LIST_PATH, eventsPath, get } from '../api/api-request';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleCalendarListEntry, GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleIdentity } from '../api/google-identity';
import type { ConfigRef } from '../config/config-ref';
import { filterParams, rangeParams } from '../mapping/filter-params';
import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import { GoogleAccess } from './google-access';
import { GoogleEventColors } from './google-event-colors';
import type { GoogleProvider } from './google-provider';
import { toCalendar } from '../mapping/calendar-mapping';
import { type EventContext, toEvent } from '../mapping/event-mapping';
import { shownColors } from '../mapping/event-color';
import type { GoogleCalendar, GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { ReadResources } from '../mapping/read-resources';
import type { EventWrites, WritesCode } from './writes-code';

/** Loaded when free and busy times are first asked for: few apps do. */
const loadFreeBusyQuery = () => orNotLoaded(import('./free-busy-query'));

/** Loaded by the tab that keeps the local copy: an app without one does without it. */
const loadPull = () => orNotLoaded(import('./google-pull'));

/** Loaded when several calendars are due at once: few users have so many. */
const loadPullBatch = () => orNotLoaded(import('./google-pull-batch'));

/** Google takes up to 1000, but answers large batches with rate limits. */
const MAX_BATCHED_PULLS = 50;

/** Google Calendar as the core's provider: which requests to send, and what the answers mean. */
export class GoogleCalendarProvider implements GoogleProvider {
  readonly #api: GoogleCalendarApi;
  readonly #config: ConfigRef;
  #identity: GoogleIdentity | undefined;
  readonly calendars: AccountCalendars<GoogleCalendar>;
  readonly #access: GoogleAccess;
  readonly colors: GoogleEventColors;
  /** Emits when a calendar has been given another colour here. */
  readonly #recolored = new Subject<void>();
  readonly #readResources = new ReadResources();
  readonly #writesCode: () => WritesCode;
  #loadedWrites: EventWrites | undefined;

  /**
   * @param writesCode Called with the first write: the code of writing need not be there before.
   * @param identity Without one only public calendars can be read.
   */
  constructor(
    api: GoogleCalendarApi,
    config: ConfigRef,
    writesCode: () => WritesCode,
    identity: GoogleIdentity | undefined,
  ) {
    this.#api = api;
    this.#config = config;
    this.#writesCode = writesCode;
    this.#identity = identity;
    this.calendars = new AccountCalendars(identity?.account);
    this.#replaceCalendars(identity?.calendarList ?? []);
    this.#access = new GoogleAccess(
      identity !== undefined,
      (id) => this.calendars.has(id) || id === identity?.account,
    );
    this.colors = new GoogleEventColors(api, this.#access);
  }

  get timeZone(): string | undefined {
    return this.#config.current?.timeZone;
  }

  get grantedScopes(): readonly string[] | undefined {
    return this.#identity?.grantedScopes;
  }

  get recolored$(): Observable<void> {
    return merge(this.colors.changed$, this.#recolored);
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

  update(identity: GoogleIdentity): void {
    this.#identity = identity;
    this.#replaceCalendars(identity.calendarList);
  }

  putEntry(entry: GoogleCalendarListEntry): GoogleCalendar | undefined {
    const calendar = toCalendar(entry, this.#identity?.grantedScopes ?? []);
    if (calendar) {
      const before = this.calendars.get(calendar.id);
      this.calendars.put(calendar);
      if (before?.color !== calendar.color) {
        this.#recolored.next();
      }
    }
    return calendar;
  }

  pull(calendarId: string, request: PullRequest): Observable<PageAnswer> {
    return withConfig(this.#config, (config) =>
      from(loadPull()).pipe(
        switchMap(({ pullEvents }) =>
          pullEvents(request, {
            asJson: (params) =>
              this.#access.best(calendarId, config, (access) =>
                this.#api.eventsPage(calendarId, params, access),
              ),
            asBlob: (params, receive) =>
              this.#access.best(calendarId, config, (access) =>
                this.#api.blob({ ...get(eventsPath(calendarId), access), params }, receive),
              ),
          }),
        ),
      ),
    );
  }

  readonly batches: PullBatches = {
    maxPulls: MAX_BATCHED_PULLS,
    // A batch carries the token: what is read by the API key is asked for by itself.
    takes: (calendarId) => {
      const { current } = this.#config;
      return current !== undefined && this.#access.usesToken(calendarId, current);
    },
    pull: (requests) =>
      withConfig(this.#config, (config) =>
        from(loadPullBatch()).pipe(
          switchMap(({ pullBatch }) => {
            const byToken = [...requests].filter(([id]) => this.#access.usesToken(id, config));
            return pullBatch(new Map(byToken), this.#api, config.endpoints.batch);
          }),
        ),
      ),
  };

  pullCalendars(request: PageRequest): Observable<PulledCalendars> {
    return withConfig(this.#config, (config) => {
      this.colors.load(config);
      return from(loadPull()).pipe(
        switchMap(({ pullCalendars }) =>
          pullCalendars(
            request,
            (params) => this.#api.request({ ...get(CALENDAR_LIST_PATH, 'token'), params }),
            () => this.colors.record,
          ),
        ),
      );
    });
  }

  restoreCalendars({ calendars, account }: CalendarRecords): void {
    this.#replaceCalendars(Object.values(calendars));
    if (account) {
      this.colors.restore(account);
    }
  }

  toEvent(calendarId: string, record: ProviderRecord): GoogleCalendarEvent | undefined {
    this.colors.lookUpLabels(calendarId, [record]);
    return this.#rememberedEvent(calendarId, record);
  }

  remember({ googleEvent }: GoogleCalendarEvent): void {
    this.#readResources.remember(googleEvent);
  }

  listCalendars(): Observable<readonly GoogleCalendar[]> {
    return this.#api.calendarList('token').pipe(
      map((entries) => {
        this.#replaceCalendars(entries);
        return this.calendars.list;
      }),
    );
  }

  listEvents(
    calendarId: string,
    { range, ...filter }: EventQuery,
  ): Observable<readonly GoogleCalendarEvent[]> {
    return this.read(calendarId, (access) =>
      this.#api.events(
        calendarId,
        {
          ...rangeParams(range, this.timeZone),
          singleEvents: true,
          orderBy: 'startTime',
          maxResults: 2500,
          ...filterParams(filter),
        },
        access,
      ),
    ).pipe(
      map(({ items = [] }) => {
        this.colors.lookUpLabels(calendarId, items);
        return items
          .filter(({ status }) => filter.showDeleted === true || status !== 'cancelled')
          .flatMap((item) => this.#rememberedEvent(calendarId, item) ?? [])
          .filter((event) => inRange(event, range));
      }),
      scan((all, page) => [...all, ...page]),
    );
  }

  readonly planWrite: EventWrites['planWrite'] = (write, sendUpdates) =>
    this.#writes.planWrite(write, sendUpdates);

  readonly planSeriesWrite: EventWrites['planSeriesWrite'] = (write, sendUpdates) =>
    this.#writes.planSeriesWrite(write, sendUpdates);

  readonly sendWrite: EventWrites['sendWrite'] = (write, version, keep) =>
    this.#writes.sendWrite(write, version, keep);

  readonly mergeWrite: EventWrites['mergeWrite'] = (write, theirs, choice) =>
    this.#writes.mergeWrite(write, theirs, choice);

  readonly joinWrites: EventWrites['joinWrites'] = (first, second) =>
    this.#writes.joinWrites(first, second);

  readonly undoWrite: EventWrites['undoWrite'] = (write, answer) =>
    this.#writes.undoWrite(write, answer);

  readonly renameWrite: EventWrites['renameWrite'] = (write, from, to) =>
    this.#writes.renameWrite(write, from, to);

  readonly relocateWrite: EventWrites['relocateWrite'] = (write, from, to) =>
    this.#writes.relocateWrite(write, from, to);

  readonly holdsOwnChangesOnly: EventWrites['holdsOwnChangesOnly'] = (write, answer) =>
    this.#writes.holdsOwnChangesOnly(write, answer);

  readonly checkDeleted: EventWrites['checkDeleted'] = (write) => this.#writes.checkDeleted(write);

  readonly readEvent: EventWrites['readEvent'] = (target) => this.#writes.readEvent(target);

  readonly readSeries: EventWrites['readSeries'] = (calendarId, seriesId) =>
    this.#writes.readSeries(calendarId, seriesId);

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    return withConfig(this.#config, (config) =>
      from(loadFreeBusyQuery()).pipe(
        switchMap(({ queryFreeBusy }) =>
          queryFreeBusy(calendarIds, range, {
            api: this.#api,
            isSignedIn: this.#access.signedIn,
            access: this.#access.general(config),
            timeZone: config.timeZone,
          }),
        ),
      ),
    );
  }

  read<R>(calendarId: string, request: (access: Access) => Observable<R>): Observable<R> {
    return withConfig(this.#config, (config) => {
      this.colors.load(config);
      return this.#access.best(calendarId, config, request);
    });
  }

  get #writes(): EventWrites {
    const { ɵGoogleEventWrites: GoogleEventWrites } = this.#writesCode();
    this.#loadedWrites ??= new GoogleEventWrites(this.#api, this.#readResources, (id) =>
      this.#context(id),
    );
    return this.#loadedWrites;
  }

  #replaceCalendars(entries: readonly GoogleCalendarListEntry[]): void {
    const scopes = this.#identity?.grantedScopes ?? [];
    this.calendars.replace(entries.flatMap((entry) => toCalendar(entry, scopes) ?? []));
  }

  /** The account's own calendar, which is known even where the granted scopes do not allow to list calendars. */
  #unlisted(id: string): GoogleCalendar | undefined {
    const { account, grantedScopes = [] } = this.#identity ?? {};
    return id === account
      ? toCalendar({ id, primary: true, accessRole: 'owner' }, grantedScopes)
      : undefined;
  }

  /** Remembers a resource, to compare a later edit with, and makes the event of it. */
  #rememberedEvent(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent | undefined {
    this.#readResources.remember(resource);
    return toEvent(resource, this.#context(calendarId));
  }

  #context(calendarId: string): EventContext {
    return {
      calendarId,
      calendar: this.calendars.get(calendarId) ?? this.#unlisted(calendarId),
      palette: this.colors.palette,
      labels: this.colors.labelsOf(calendarId),
      timeZone: this.timeZone,
      ownProperties: this.#config.current?.ownProperties,
    };
  }
}
