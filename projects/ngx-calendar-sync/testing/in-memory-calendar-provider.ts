import { defer, from, type Observable, of, scan, switchMap, take, throwError } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import {
  type ɵCalendarRecords as CalendarRecords,
  type ConflictChoice,
  type ɵCalendarProvider as CalendarProvider,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type ɵEventQuery as EventQuery,
  type ɵEventWrite as EventWrite,
  type FreeBusy,
  type ɵMergedWrite as MergedWrite,
  type ɵOccurrence as Occurrence,
  type ɵPageRequest as PageRequest,
  type ɵPlannedWrite as PlannedWrite,
  type ɵProviderRecord as ProviderRecord,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPulledPage as PulledPage,
  type ɵPullRequest as PullRequest,
  type SendUpdates,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵSeriesWrite as SeriesWrite,
  type TimeRange,
  type ɵWriteTarget as WriteTarget,
  ɵAccountCalendars as AccountCalendars,
  ɵrelocatedPlan as relocatedPlan,
  ɵrenamedPlan as renamedPlan,
  ɵsameJson as sameJson,
  ɵshownEvent as shownEvent,
} from 'ngx-calendar-sync/core';
import { draftedEvent } from './drafted-event';
import { InMemoryMerging } from './in-memory-merging';
import { type Changes, type EventModel, relocatedRequest } from './in-memory-request';
import { InMemorySending } from './in-memory-sending';
import { InMemorySeriesWrites } from './in-memory-series-writes';
import { InMemoryUndo } from './in-memory-undo';
import { InMemoryWrites } from './in-memory-writes';
import { StoredCalendars } from './stored-calendars';
import { StoredEvents } from './stored-events';
import { isSeriesRecord } from './windowed-changes';

/** What the service holds, and the ways in which calendar services differ. */
export interface InMemoryProviderOptions<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly calendars: readonly T['calendar'][];
  readonly events?: readonly T['event'][];
  /**
   * `client`: the id of a new event is its idempotency key, as at Google; `service`: it is another one, as at
   * Microsoft, and so is that of a deleted event that comes back.
   */
  readonly ids?: 'client' | 'service';
  /** Whether events carry versions, and a write with a stale version is refused. */
  readonly versions?: boolean;
  /**
   * `masters`, as at Google: a pull covers everything, and a series is told as its master and its exceptions.
   * `occurrences`, as at Microsoft: a pull covers one window. Whatever changes in a series, it is told again with its
   * master and all of its occurrences in the window, and a deleted occurrence is merely missing. The list of calendars
   * is always told whole.
   */
  readonly series?: 'masters' | 'occurrences';
  /** Whether an event can be moved to another calendar. */
  readonly moves?: boolean;
  /** How many events and occurrences a page has at most. */
  readonly pageSize?: number;
  /** The time of writes, in milliseconds since the epoch; by default the real time. */
  readonly now?: () => number;
  /** After a write, how many pulls of changes do not tell it yet, as at Microsoft; by default none. */
  readonly lag?: number;
}

/**
 * A calendar service in memory, for tests. It answers at once, unless the test holds an answer back or lets it fail.
 * @example
 * const provider = new InMemoryCalendarProvider({
 *   calendars: [aCalendar('work')],
 *   events: [anEvent('standup', { calendarId: 'work' })],
 * });
 */
export class InMemoryCalendarProvider<
  T extends CalendarProviderTypes = CalendarProviderTypes,
> implements CalendarProvider<T> {
  readonly #options: Required<InMemoryProviderOptions<T>>;
  readonly #writes: InMemoryWrites<T>;
  readonly #seriesWrites: InMemorySeriesWrites<T>;
  readonly #merging: InMemoryMerging<T>;
  readonly #undo: InMemoryUndo<T>;
  readonly #sending: InMemorySending<T>;
  readonly #known = new AccountCalendars<T['calendar']>();
  readonly #failures: { readonly code: CalendarSyncErrorCode; readonly name: string }[] = [];
  #versions = 0;
  #gate: Observable<unknown> = of(undefined);

  /** The calendars that the service holds. */
  protected readonly storedCalendars: StoredCalendars<T['calendar']>;
  /** The events that the service holds. */
  protected readonly storedEvents: StoredEvents<T['event']>;

  /** Every request so far, such as `list work`, or `update work/e1?sendUpdates=all` where guests are told by e-mail. */
  readonly requests: string[] = [];

  readonly occurrencesIn?: NonNullable<CalendarProvider<T>['occurrencesIn']>;

  constructor(options: InMemoryProviderOptions<T>) {
    this.#options = {
      events: [],
      ids: 'client',
      versions: true,
      series: 'masters',
      moves: true,
      pageSize: 250,
      lag: 0,
      now: Date.now,
      ...options,
    };
    this.storedCalendars = new StoredCalendars(this.#options);
    this.storedEvents = new StoredEvents({
      ...this.#options,
      timeZoneOf: (calendarId) => this.storedCalendars.get(calendarId)?.timeZone,
      occurrenceOf: (master, occurrence) => this.occurrenceOf(master, occurrence),
    });
    const model: EventModel<T> = {
      drafted: (calendarId, eventId, draft) => this.drafted(calendarId, eventId, draft),
      changed: (event, changes) => this.changed(event, changes),
      copied: (event, calendarId, eventId) => this.copied(event, calendarId, eventId),
    };
    this.#writes = new InMemoryWrites<T>({ ...this.#options, model });
    this.#seriesWrites = new InMemorySeriesWrites<T>({
      ...this.#options,
      model,
      newKey: () => this.#writes.newKey(),
      countBefore: (master, time) => this.storedEvents.countBefore(master, time),
    });
    this.#merging = new InMemoryMerging<T>(model);
    this.#undo = new InMemoryUndo<T>(model, this.#writes);
    this.#sending = new InMemorySending<T>({
      events: this.storedEvents,
      model,
      idOf: (key) => (this.#options.ids === 'client' ? key : `made-${key}`),
      restoredIdOf: (id) => (this.#options.ids === 'client' ? id : `restored-${id}`),
      put: (event) => this.put(event),
      request: (name, answer) => this.request(name, answer),
    });
    if (this.#options.series === 'occurrences') {
      this.occurrencesIn = (_calendarId, record, range) =>
        this.storedEvents.occurrencesIn(record, range);
    }
    for (const calendar of this.#options.calendars) {
      this.putCalendar(calendar);
    }
    for (const event of this.#options.events) {
      this.put(event);
    }
  }

  /** Each request from now on is answered when `gate` next emits. */
  holdUntil(gate: Observable<unknown>): void {
    this.#gate = gate;
  }

  /**
   * Lets the next request fail with this code.
   * @param name Where given, only the next one whose name begins with it.
   */
  failNext(code: CalendarSyncErrorCode, name = ''): void {
    this.#failures.push({ code, name });
  }

  /** Creates or changes an event as another person does, without a request of the app. */
  put(event: T['event']): T['event'] {
    this.#versions += 1;
    const stored = this.#options.versions ? this.withVersion(event, `v${this.#versions}`) : event;
    this.storedEvents.put(stored);
    return stored;
  }

  /** Adds or changes a calendar of the list, as the user does in another app. */
  putCalendar(calendar: T['calendar']): void {
    this.storedCalendars.put(calendar);
  }

  /** Removes a calendar from the list, as the user does in another app. */
  removeCalendar(calendarId: string): void {
    this.storedCalendars.remove(calendarId);
  }

  /** Refuses all cursors and page tokens that were given out so far. */
  forgetCursors(): void {
    this.storedCalendars.forgetCursors();
    this.storedEvents.forgetCursors();
  }

  /** The event as the service holds it. */
  stored(calendarId: string, eventId: string): T['event'] | undefined {
    return this.storedEvents.get(calendarId, eventId);
  }

  /** What the account knows of its calendars; what there is, is the service's own. */
  get calendars(): AccountCalendars<T['calendar']> {
    return this.#known;
  }

  pull(calendarId: string, request: PullRequest): Observable<PulledPage> {
    return this.request(`pull ${calendarId}`, () => {
      if (this.#options.series === 'occurrences' && request.scope.coverage === 'everything') {
        throw refused('invalid-request');
      }
      return this.storedEvents.page(calendarId, request);
    });
  }

  pullCalendars(request: PageRequest): Observable<PulledCalendars> {
    return this.request('pull calendars', () => this.storedCalendars.page(request));
  }

  restoreCalendars({ calendars }: CalendarRecords): void {
    this.calendars.replace(Object.values(calendars) as T['calendar'][]);
  }

  toEvent(_calendarId: string, record: ProviderRecord): T['event'] | undefined {
    return (isSeriesRecord(record) ? record.master : record) as T['event'];
  }

  listCalendars(): Observable<readonly T['calendar'][]> {
    return this.request('calendars', () => {
      this.calendars.replace(this.storedCalendars.list);
      return this.calendars.list;
    });
  }

  listEvents(calendarId: string, query: EventQuery): Observable<readonly T['event'][]> {
    const { pageSize } = this.#options;
    return this.request(`list ${calendarId}`, () => this.storedEvents.list(calendarId, query)).pipe(
      switchMap((events) => {
        const pages = [events.slice(0, pageSize)];
        for (let at = pageSize; at < events.length; at += pageSize) {
          pages.push(events.slice(at, at + pageSize));
        }
        return from(pages);
      }),
      scan((all, page) => [...all, ...page]),
    );
  }

  occurrenceOf(master: T['event'], occurrence: Occurrence): T['event'] {
    const event = this.expanded(master, occurrence);
    this.storedEvents.rememberOccurrence(event);
    return event;
  }

  planWrite(write: EventWrite<T>, sendUpdates?: SendUpdates): PlannedWrite<T['event']> {
    return this.#writes.plan(write, sendUpdates);
  }

  planSeriesWrite(
    write: SeriesWrite<T>,
    sendUpdates?: SendUpdates,
  ): Promise<PlannedWrite<T['event']>> {
    return this.#seriesWrites.plan(write, sendUpdates);
  }

  sendWrite(
    write: PlannedWrite<T['event']>,
    version: string | undefined,
  ): Observable<T['event'] | undefined> {
    return this.#sending.send(write, version);
  }

  readEvent(target: WriteTarget): Observable<T['event'] | undefined> {
    return this.#sending.readEvent(target);
  }

  readSeries(calendarId: string, seriesId: string): Observable<SeriesEventsOf<T['event']>> {
    return this.#sending.readSeries(calendarId, seriesId);
  }

  mergeWrite(
    write: PlannedWrite<T['event']>,
    theirs: T['event'] | undefined,
    choice: ConflictChoice | 'ask',
  ): MergedWrite<T['event']> {
    return this.#merging.merge(write, theirs, choice);
  }

  joinWrites(
    first: PlannedWrite<T['event']>,
    second: PlannedWrite<T['event']>,
  ): PlannedWrite<T['event']> | 'none' | undefined {
    return this.#merging.join(first, second);
  }

  undoWrite(
    write: PlannedWrite<T['event']>,
    answer: T['event'] | undefined,
  ): PlannedWrite<T['event']> {
    return this.#undo.plan(write, answer);
  }

  renameWrite(write: PlannedWrite<T['event']>, from: string, to: string): PlannedWrite<T['event']> {
    return renamedPlan(write, (id) =>
      id === from ? to : id.startsWith(`${from}_`) ? `${to}${id.slice(from.length)}` : id,
    );
  }

  relocateWrite(
    write: PlannedWrite<T['event']>,
    from: string,
    to: string,
  ): PlannedWrite<T['event']> {
    return { ...relocatedPlan(write, from, to), request: relocatedRequest<T>(write, from, to) };
  }

  holdsOwnChangesOnly({ shown }: PlannedWrite<T['event']>, answer: T['event']): boolean {
    const event = shownEvent(shown);
    return event !== undefined && sameJson({ ...event, version: '' }, { ...answer, version: '' });
  }

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    return this.request('free busy', () =>
      Promise.all(
        calendarIds.map(async (calendarId) => ({
          calendarId,
          busy: (await this.storedEvents.list(calendarId, { range })).map(({ start, end }) => ({
            start,
            end,
          })),
        })),
      ),
    );
  }

  protected request<R>(name: string, answer: () => R | Promise<R>): Observable<R> {
    return defer(() => {
      this.requests.push(name);
      const failure = this.#failureOf(name);
      return this.#gate.pipe(
        take(1),
        switchMap(() => {
          if (failure) {
            return throwError(() => refused(failure));
          }
          const answered = answer();
          return answered instanceof Promise ? from(answered) : of(answered);
        }),
      );
    });
  }

  #failureOf(request: string): CalendarSyncErrorCode | undefined {
    const index = this.#failures.findIndex(({ name }) => request.startsWith(name));
    return index < 0 ? undefined : this.#failures.splice(index, 1)[0]?.code;
  }

  /** The event as it is stored, with its new version. */
  protected withVersion(event: T['event'], version: string): T['event'] {
    return { ...event, version };
  }

  /** An event as a draft makes it. A provider whose events hold more overrides this. */
  protected drafted(calendarId: string, eventId: string, draft: T['draft']): T['event'] {
    return draftedEvent(calendarId, eventId, draft);
  }

  /** An occurrence of a series. A provider whose events hold more overrides this. */
  protected expanded(master: T['event'], { originalStart, start, end }: Occurrence): T['event'] {
    const id = `${master.id}_${originalStart}`;
    const times = { id, seriesId: master.id, originalStart, start, end };
    const { recurrence, ...rest } = { ...master, ...times };
    return recurrence ? (rest as T['event']) : master;
  }

  /** An event after a change of it. A provider whose events hold more overrides this. */
  protected changed(event: T['event'], changes: Changes<T>): T['event'] {
    return this.drafted(event.calendarId, event.id, { ...event, ...changes });
  }

  /** An event under another id, or in another calendar. A provider whose events hold more overrides this. */
  protected copied(event: T['event'], calendarId: string, id: string): T['event'] {
    return { ...event, calendarId, id };
  }
}

function refused(code: CalendarSyncErrorCode): CalendarSyncError {
  return new CalendarSyncError(code, `The test let this fail: ${code}.`);
}
