import {
  concatMap,
  defer,
  forkJoin,
  from,
  ignoreElements,
  map,
  merge,
  type Observable,
  of,
  scan,
  share,
  shareReplay,
  Subject,
  switchMap,
  toArray,
} from 'rxjs';
import { CalendarSyncError, ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import {
  type ɵCalendarRecords as CalendarRecords,
  type EventFilter,
  type ɵEventQuery as EventQuery,
  type FreeBusy,
  type ɵPageAnswer as PageAnswer,
  type ɵPlannedWrite as PlannedWrite,
  type ɵProviderRecord as ProviderRecord,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPullRequest as PullRequest,
  type TimeRange,
  type ɵWriteTarget as WriteTarget,
  ɵAccountCalendars as AccountCalendars,
  ɵinRange as inRange,
  ɵsameJson as sameJson,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import {
  ɵaddressOf as addressOf,
  type ɵConfigRef as ConfigRef,
  ɵwithConfig as withConfig,
} from 'ngx-calendar-sync/account';
import type { OutlookCalendarResource, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { MAX_PARALLEL_REQUESTS, type OutlookApi } from '../api/outlook-api';
import type { OutlookIdentity } from '../api/outlook-identity';
import {
  assertCanWrite,
  canReadDetails,
  canReadMailboxSettings,
  canWriteEvents,
} from '../config/outlook-scopes';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';
import { type AccountFacts, ownAddresses, toCalendar } from '../mapping/calendar-mapping';
import { type EventContext, shownColors, toEvent } from '../mapping/event-mapping';
import { zoneOf } from '../mapping/event-times';
import type { OutlookCalendar, OutlookCalendarEvent } from '../mapping/outlook-calendar-event';
import { OWN_PROPERTIES } from '../mapping/own-properties';
import { orIfGone } from './or-if-gone';
import { OutlookMailbox } from './outlook-mailbox';
import type { OutlookProvider } from './outlook-provider';
import { isSeriesRecord, membersIn } from './series-record';
import { partsOf, withAllDayMargin } from './windows-of-time';
import {
  type OutlookEventWrites,
  type OutlookWritesCode,
  PROVISIONAL_ID_SEPARATOR,
} from './writes-code';

/** Loaded when free and busy times are first asked for: few apps do. */
const loadFreeBusyQuery = () => orNotLoaded(import('./free-busy-query'));

/** Loaded by the first search, or by whatever else asks for less than a range has: views do not. */
const loadEventFilter = () => orNotLoaded(import('./event-filter'));

/** Loaded by the tab that keeps the local copy: an app without one does without it. */
const loadPull = () => orNotLoaded(import('./outlook-pull'));

/** The calendars of Outlook as the core's provider: which requests to send, and what the answers mean. */
export class OutlookCalendarProvider implements OutlookProvider {
  readonly #api: OutlookApi;
  readonly #config: ConfigRef<ResolvedOutlookConfig>;
  readonly #writesCode: () => OutlookWritesCode;
  #identity: OutlookIdentity;
  #loadedWrites: OutlookEventWrites | undefined;
  readonly #mailbox: OutlookMailbox;
  readonly calendars = new AccountCalendars<OutlookCalendar>();
  readonly maxParallelRequests = MAX_PARALLEL_REQUESTS;
  readonly #recolored = new Subject<void>();
  readonly recolored$: Observable<void>;

  /** Those who ask at the same time share an answer. */
  readonly #list$ = defer(() =>
    forkJoin([this.#api.calendars(), this.#mailbox.timeZoneKnown$]),
  ).pipe(
    map(([resources]) => {
      this.#replaceCalendars(resources);
      return this.calendars.list;
    }),
    share(),
  );

  readonly #pull$ = defer(() => from(loadPull())).pipe(
    map(({ OutlookPull }) => new OutlookPull({ api: this.#api, mailbox: this.#mailbox })),
    shareReplay(1),
  );

  /** @param writesCode Called with the first write: the code of writing need not be there before. */
  constructor(
    api: OutlookApi,
    config: ConfigRef<ResolvedOutlookConfig>,
    writesCode: () => OutlookWritesCode,
    identity: OutlookIdentity,
  ) {
    this.#api = api;
    this.#config = config;
    this.#writesCode = writesCode;
    this.#identity = identity;
    this.#mailbox = new OutlookMailbox(api, () =>
      canReadMailboxSettings(this.#identity.grantedScopes),
    );
    this.recolored$ = merge(this.#mailbox.changed$, this.#recolored);
  }

  get timeZone(): string | undefined {
    return this.#config.current?.timeZone;
  }

  get grantedScopes(): readonly string[] {
    return this.#identity.grantedScopes;
  }

  /** Also gives an event its time zone, whose name could not be read while the names of zones were loading. */
  readonly recolor = (event: OutlookCalendarEvent): OutlookCalendarEvent => {
    const context = this.#context(event.calendarId);
    const colors = shownColors(event.categories ?? [], context);
    const timeZone = zoneOf(event.outlookEvent, context.names) ?? event.timeZone;
    const { color, textColor, contrastColor, ...others } = event;
    const isSame =
      timeZone === event.timeZone &&
      color === colors.color &&
      textColor === colors.textColor &&
      contrastColor === colors.contrastColor;
    return isSame
      ? event
      : { ...others, ...colors, ...(timeZone === undefined ? {} : { timeZone }) };
  };

  /** Replaces the identity by a newer one of the same account, such as one with more granted scopes. */
  update(identity: OutlookIdentity): void {
    if (!sameJson(identity.grantedScopes, this.grantedScopes)) {
      this.#mailbox.scopesChanged();
    }
    this.#identity = identity;
    this.#replaceCalendars(this.calendars.list.map(({ outlookCalendar }) => outlookCalendar));
  }

  pull(calendarId: string, request: PullRequest): Observable<PageAnswer> {
    return this.#pull$.pipe(switchMap((pull) => pull.pull(calendarId, request)));
  }

  pullCalendars(): Observable<PulledCalendars> {
    return this.#pull$.pipe(switchMap((pull) => pull.pullCalendars()));
  }

  restoreCalendars({ calendars, account }: CalendarRecords): void {
    if (account) {
      this.#mailbox.restore(account);
    }
    this.#replaceCalendars(Object.values(calendars));
  }

  /** Of a series its master. */
  toEvent(calendarId: string, record: ProviderRecord): OutlookCalendarEvent | undefined {
    const event: OutlookEvent = isSeriesRecord(record) ? record.master : record;
    this.#mailbox.lookUp([event]);
    return toEvent(event, this.#context(calendarId));
  }

  occurrencesIn(
    calendarId: string,
    record: ProviderRecord,
    range: TimeRange,
  ): readonly OutlookCalendarEvent[] {
    if (!isSeriesRecord(record)) {
      throw new TypeError('This is not the record of a series.');
    }
    const members = membersIn(record, range);
    this.#mailbox.lookUp(members);
    return this.#shown(calendarId, members, range).filter(isNotCancelled);
  }

  /** Of a series that is written and not confirmed yet, whose occurrences Graph has not named. */
  readonly occurrenceOf: OutlookEventWrites['occurrenceOf'] = (master, occurrence) =>
    this.#writes.occurrenceOf(master, occurrence);

  listCalendars(): Observable<readonly OutlookCalendar[]> {
    return this.#list$;
  }

  listEvents(
    calendarId: string,
    { range, ...filter }: EventQuery,
  ): Observable<readonly OutlookCalendarEvent[]> {
    if (calendarId === 'primary') {
      return this.#list$.pipe(map(() => this.#noEventsOf(calendarId)));
    }
    return withConfig(this.#config, ({ timeZone }) =>
      fulfilling(filter).pipe(
        switchMap((fulfils) => {
          const expand = filter.privateExtendedProperty && OWN_PROPERTIES;
          // Asked for beside the first page. Categories come later, and nothing waits for them.
          const zone$ = (
            timeZone === undefined ? this.#mailbox.timeZoneKnown$ : of(undefined)
          ).pipe(shareReplay(1));
          this.#mailbox.load();
          const pages$ = from(partsOf(withAllDayMargin(range))).pipe(
            concatMap((part) => this.#api.calendarView(calendarId, part, expand)),
            concatMap(({ rows }) =>
              forkJoin([zone$, this.#mailbox.zonesOf(rows)]).pipe(map(() => rows)),
            ),
          );
          return merge(zone$.pipe(ignoreElements()), pages$).pipe(
            map((rows) => {
              this.#mailbox.lookUp(rows);
              return this.#shown(calendarId, rows, range).filter(fulfils);
            }),
            // What lasts from one part of the range to the next is in both.
            scan(
              (all, events) =>
                new Map([...all, ...events.map((event) => [event.id, event] as const)]),
              new Map<string, OutlookCalendarEvent>(),
            ),
            map((events) => [...events.values()]),
          );
        }),
      ),
    );
  }

  readEvent({ calendarId, eventId }: WriteTarget): Observable<OutlookCalendarEvent | undefined> {
    const writes = this.#loadedWrites;
    if (writes && eventId.includes(PROVISIONAL_ID_SEPARATOR)) {
      return writes.readOccurrence(calendarId, eventId);
    }
    const expand = canReadDetails(this.grantedScopes) ? OWN_PROPERTIES : undefined;
    return withConfig(this.#config, () =>
      this.#api.event(eventId, expand).pipe(
        concatMap((event) => this.toEvents(calendarId, [event])),
        map(([event]) => event),
        orIfGone(() => of(undefined)),
      ),
    );
  }

  occurrencesOf(
    calendarId: string,
    seriesId: string,
    range: TimeRange,
  ): Observable<readonly OutlookCalendarEvent[]> {
    return withConfig(this.#config, () =>
      this.#api.instances(seriesId, withAllDayMargin(range)),
    ).pipe(
      toArray(),
      concatMap((pages) =>
        this.toEvents(
          calendarId,
          pages.flatMap(({ rows }) => rows),
        ),
      ),
      map((events) => events.filter((event) => inRange(event, range))),
    );
  }

  putResource(resource: OutlookCalendarResource): OutlookCalendar | undefined {
    const { id = '' } = resource;
    const before = this.calendars.get(id);
    const listed = this.calendars.list.map(({ outlookCalendar }) => outlookCalendar);
    this.#replaceCalendars(
      before
        ? listed.map((calendar) => (calendar.id === id ? resource : calendar))
        : [...listed, resource],
    );
    const calendar = this.calendars.get(id);
    if (calendar?.color !== before?.color) {
      this.#recolored.next();
    }
    return calendar;
  }

  toEvents(
    calendarId: string,
    resources: readonly OutlookEvent[],
  ): Observable<readonly OutlookCalendarEvent[]> {
    return forkJoin([this.#mailbox.timeZoneKnown$, this.#mailbox.zonesOf(resources)]).pipe(
      map(() => resources.flatMap((event) => this.toEvent(calendarId, event) ?? [])),
    );
  }

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    return withConfig(this.#config, () =>
      forkJoin([from(loadFreeBusyQuery()), this.#mailbox.timeZoneKnown$]).pipe(
        switchMap(([{ queryFreeBusy }]) =>
          queryFreeBusy(calendarIds, range, {
            api: this.#api,
            names: this.#mailbox.names,
            timeZone: this.#shownZone,
          }),
        ),
      ),
    );
  }

  readonly planWrite: OutlookEventWrites['planWrite'] = (write, sendUpdates) =>
    this.#allowed(this.#writes.planWrite(write, sendUpdates));

  readonly planSeriesWrite: OutlookEventWrites['planSeriesWrite'] = async (write, sendUpdates) =>
    this.#allowed(await this.#writes.planSeriesWrite(write, sendUpdates));

  /** A stored write may be from a time when more was granted, or when the calendar was not known. */
  readonly sendWrite: OutlookEventWrites['sendWrite'] = (write, version, keep) =>
    defer(() => this.#writes.sendWrite(this.#allowed(write), version, keep));

  readonly mergeWrite: OutlookEventWrites['mergeWrite'] = (write, theirs, choice) =>
    this.#writes.mergeWrite(write, theirs, choice);

  readonly joinWrites: OutlookEventWrites['joinWrites'] = (first, second) =>
    this.#writes.joinWrites(first, second);

  readonly undoWrite: OutlookEventWrites['undoWrite'] = (write, answer) =>
    this.#writes.undoWrite(write, answer);

  readonly renameWrite: OutlookEventWrites['renameWrite'] = (write, before, after) =>
    this.#writes.renameWrite(write, before, after);

  readonly relocateWrite: OutlookEventWrites['relocateWrite'] = (write, from, to) =>
    this.#writes.relocateWrite(write, from, to);

  readonly checkDeleted: OutlookEventWrites['checkDeleted'] = (write) =>
    this.#writes.checkDeleted(write);

  readonly readSeries: OutlookEventWrites['readSeries'] = (calendarId, seriesId) =>
    this.#writes.readSeries(calendarId, seriesId);

  /**
   * Graph says of what lacks a scope in somebody else's calendar that it does not exist.
   * @throws CalendarSyncError `insufficient-scopes`
   */
  #allowed<W extends PlannedWrite<OutlookCalendarEvent>>(write: W): W {
    for (const { calendarId } of [targetOf(write.shown), write.movedFrom ?? []].flat()) {
      const calendar = this.calendars.get(calendarId);
      if (calendar) {
        assertCanWrite(this.#identity, calendar.accessRole);
      }
    }
    return write;
  }

  /** Of a calendar that was asked for as `primary` before it was known which one that is: it is asked for by its id from then on. */
  #noEventsOf(name: string): readonly OutlookCalendarEvent[] {
    if (this.calendars.idOf(name) === name) {
      throw new CalendarSyncError(
        'not-found',
        ngDevMode && 'The account has no calendar of its own.',
      );
    }
    return [];
  }

  get #writes(): OutlookEventWrites {
    const { ɵOutlookEventWrites: Writes } = this.#writesCode();
    this.#loadedWrites ??= new Writes(this.#api, (id) => this.#context(id));
    return this.#loadedWrites;
  }

  /** IANA name of the zone that events have their times in. */
  get #shownZone(): string {
    return this.timeZone ?? this.#mailbox.timeZone ?? 'UTC';
  }

  #replaceCalendars(resources: readonly OutlookCalendarResource[]): void {
    const facts: AccountFacts = {
      addresses: ownAddresses(resources, addressOf(this.#identity)),
      mayWrite: (role) => canWriteEvents(this.#identity, role),
      timeZone: this.#mailbox.timeZone,
    };
    this.calendars.replace(resources.flatMap((resource) => toCalendar(resource, facts) ?? []));
  }

  #shown(
    calendarId: string,
    resources: readonly OutlookEvent[],
    range: TimeRange,
  ): readonly OutlookCalendarEvent[] {
    const context = this.#context(calendarId);
    return resources
      .flatMap((resource) => toEvent(resource, context) ?? [])
      .filter((event) => inRange(event, range));
  }

  #context(calendarId: string): EventContext {
    return {
      calendarId,
      calendar: this.calendars.get(calendarId),
      categories: this.#mailbox.colors,
      timeZone: this.#shownZone,
      draftZone: this.timeZone,
      names: this.#mailbox.names,
    };
  }
}

function isNotCancelled({ status }: OutlookCalendarEvent): boolean {
  return status !== 'cancelled';
}

/** Whether a list is to have an event. */
function fulfilling(filter: EventFilter): Observable<(event: OutlookCalendarEvent) => boolean> {
  return Object.values(filter).some((value) => value !== undefined)
    ? defer(loadEventFilter).pipe(map(({ filterOf }) => filterOf(filter)))
    : of(isNotCancelled);
}
