import { defer, from, map, type Observable, of, scan, switchMap, take, throwError } from 'rxjs';
import {
  type ɵCalendarRecords as CalendarRecords,
  type CalendarEventChanges,
  type ɵCalendarProvider as CalendarProvider,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type ɵEventQuery as EventQuery,
  type EventReference,
  type ɵEventWrite as EventWrite,
  type FreeBusy,
  type ɵOccurrence as Occurrence,
  type ɵPageRequest as PageRequest,
  type ɵPreparedWrite as PreparedWrite,
  type ɵProviderRecord as ProviderRecord,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPulledPage as PulledPage,
  type ɵPullRequest as PullRequest,
  type TimeRange,
  ɵAccountCalendars as AccountCalendars,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync';
import { ChangeFeed } from './change-feed';
import { StoredEvents } from './stored-events';
import { isSeriesRecord } from './windowed-changes';

/** What the service holds, and the ways in which calendar services differ. */
export interface InMemoryProviderOptions<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly calendars: readonly T['calendar'][];
  readonly events?: readonly T['event'][];
  /**
   * `client`: the id of a new event is its idempotency key, as at Google; `service`: it is another one, as at
   * Microsoft.
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
  /** How many events and occurrences a page has at most. */
  readonly pageSize?: number;
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
  readonly #calendars = new Map<string, T['calendar']>();
  readonly #calendarFeed = new ChangeFeed();
  readonly #events: StoredEvents<T['event']>;
  readonly #known = new AccountCalendars<T['calendar']>();
  readonly #failures: CalendarSyncErrorCode[] = [];
  #made = 0;
  #gate: Observable<unknown> = of(undefined);

  /** Every request so far, such as `list work` or `update work/e1`. */
  readonly requests: string[] = [];

  readonly occurrencesIn?: NonNullable<CalendarProvider<T>['occurrencesIn']>;

  constructor(options: InMemoryProviderOptions<T>) {
    this.#options = {
      events: [],
      ids: 'client',
      versions: true,
      series: 'masters',
      pageSize: 250,
      lag: 0,
      ...options,
    };
    this.#events = new StoredEvents({
      ...this.#options,
      timeZoneOf: (calendarId) => this.#calendars.get(calendarId)?.timeZone,
      occurrenceOf: (master, occurrence) => this.occurrenceOf(master, occurrence),
    });
    if (this.#options.series === 'occurrences') {
      this.occurrencesIn = (_calendarId, record, range) =>
        this.#events.occurrencesIn(record, range);
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

  /** Lets the next request fail with this code. */
  failNext(code: CalendarSyncErrorCode): void {
    this.#failures.push(code);
  }

  /** Creates or changes an event as another person does, without a request of the app. */
  put(event: T['event']): T['event'] {
    this.#made += 1;
    const stored = this.#options.versions ? this.withVersion(event, `v${this.#made}`) : event;
    this.#events.put(stored);
    return stored;
  }

  /** Adds or changes a calendar of the list, as the user does in another app. */
  putCalendar(calendar: T['calendar']): void {
    this.#calendars.set(calendar.id, calendar);
    this.#calendarFeed.changed(calendar.id);
  }

  /** Removes a calendar from the list, as the user does in another app. */
  removeCalendar(calendarId: string): void {
    this.#calendars.delete(calendarId);
    this.#calendarFeed.changed(calendarId);
  }

  /** Refuses all cursors and page tokens that were given out so far. */
  forgetCursors(): void {
    this.#calendarFeed.forget();
    this.#events.forgetCursors();
  }

  /** The event as the service holds it. */
  stored(calendarId: string, eventId: string): T['event'] | undefined {
    return this.#events.get(calendarId, eventId);
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
      return this.#events.page(calendarId, request);
    });
  }

  pullCalendars(request: PageRequest): Observable<PulledCalendars> {
    return this.request('pull calendars', () => {
      if (this.#options.series === 'occurrences') {
        const list = [...this.#calendars].map(
          ([id, record]) => ({ kind: 'calendar', id, record }) as const,
        );
        return { whole: true, changes: list, next: { cursor: 'none' } };
      }
      const { ids, next } = this.#calendarFeed.page(request, {
        scope: '',
        pageSize: this.#options.pageSize,
        all: () => [...this.#calendars.keys()],
      });
      const changes = ids.map((id) => {
        const record = this.#calendars.get(id);
        return record
          ? ({ kind: 'calendar', id, record } as const)
          : ({ kind: 'gone', id } as const);
      });
      return { changes, next };
    });
  }

  restoreCalendars({ calendars }: CalendarRecords): void {
    this.calendars.replace(Object.values(calendars) as T['calendar'][]);
  }

  toEvent(_calendarId: string, record: ProviderRecord): T['event'] {
    return (isSeriesRecord(record) ? record.master : record) as T['event'];
  }

  listCalendars(): Observable<readonly T['calendar'][]> {
    return this.request('calendars', () => {
      this.calendars.replace([...this.#calendars.values()]);
      return this.calendars.list;
    });
  }

  listEvents(calendarId: string, { range, text }: EventQuery): Observable<readonly T['event'][]> {
    const { pageSize } = this.#options;
    return this.request(`list ${calendarId}`, () => this.#events.shown(calendarId, range)).pipe(
      map((events) => events.filter(({ title }) => title.includes(text ?? ''))),
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
    this.#events.rememberOccurrence(event);
    return event;
  }

  prepareWrite(write: EventWrite<T>): PreparedWrite<T['event']> {
    switch (write.kind) {
      case 'insert':
        return this.#insert(write.calendarId, write.draft);
      case 'update':
        return this.#update(write.calendarId, write.changes, write.seen);
      case 'delete':
        return this.#delete(write.calendarId, write.event, write.seen);
      case 'restore':
        return this.#restore(write.event);
    }
  }

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    return this.request('free busy', () =>
      Promise.all(
        calendarIds.map(async (calendarId) => ({
          calendarId,
          busy: (await this.#events.shown(calendarId, range)).map(({ start, end }) => ({
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
      const failure = this.#failures.shift();
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

  /** The event as it is stored, with its new version. */
  protected withVersion(event: T['event'], version: string): T['event'] {
    return { ...event, version };
  }

  /** An event as a draft makes it. A provider whose events hold more overrides this. */
  protected drafted(calendarId: string, eventId: string, draft: T['draft']): T['event'] {
    const allDay = draft.allDay ?? (typeof draft.start === 'string' && isDay(draft.start));
    const toTime = allDay ? dayOf : dateTimeOf;
    const { color, description, location, recurrence, end, ...rest } = draft;
    return {
      title: '',
      status: 'confirmed',
      editable: true,
      ...rest,
      ...present({ color, description, location, recurrence }),
      id: eventId,
      calendarId,
      allDay,
      start: toTime(draft.start),
      end: toTime(end ?? draft.start),
    } as T['event'];
  }

  /** An occurrence of a series. A provider whose events hold more overrides this. */
  protected expanded(master: T['event'], { originalStart, start, end }: Occurrence): T['event'] {
    const id = `${master.id}_${originalStart}`;
    const times = { id, seriesId: master.id, originalStart, start, end };
    const { recurrence, ...rest } = { ...master, ...times };
    return recurrence ? (rest as T['event']) : master;
  }

  /** An event after a change of it. A provider whose events hold more overrides this. */
  protected changed(event: T['event'], changes: CalendarEventChanges<T['draft']>): T['event'] {
    return this.drafted(event.calendarId, event.id, { ...event, ...changes });
  }

  #insert(calendarId: string, draft: T['draft']): PreparedWrite<T['event']> {
    this.#made += 1;
    const key = `key${this.#made}`;
    const id = this.#options.ids === 'client' ? key : `made-${key}`;
    return {
      shown: { kind: 'put', event: this.drafted(calendarId, key, draft) },
      send: () =>
        this.request(
          `insert ${calendarId}`,
          () => this.stored(calendarId, id) ?? this.put(this.drafted(calendarId, id, draft)),
        ),
    };
  }

  #update(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
    seen: T['event'] | undefined,
  ): PreparedWrite<T['event']> {
    const { id, version } = changes;
    return {
      shown: seen
        ? { kind: 'put', event: this.changed(seen, changes) }
        : { kind: 'none', target: { calendarId, eventId: id } },
      version,
      send: (current) =>
        this.request(`update ${calendarId}/${id}`, () =>
          this.put(this.changed(this.#require(calendarId, id, current), changes)),
        ),
    };
  }

  #delete(
    calendarId: string,
    { id, version }: EventReference,
    seen: T['event'] | undefined,
  ): PreparedWrite<T['event']> {
    return {
      shown: { kind: 'delete', target: { calendarId, eventId: id, seriesId: seen?.seriesId } },
      version,
      send: (current) =>
        this.request(`delete ${calendarId}/${id}`, () => {
          this.put({ ...this.#require(calendarId, id, current), status: 'cancelled' });
          return undefined;
        }),
    };
  }

  #restore(event: T['event']): PreparedWrite<T['event']> {
    return {
      shown: { kind: 'put', event },
      anyVersion: true,
      send: () =>
        this.request(`restore ${event.calendarId}/${event.id}`, () =>
          this.put({ ...event, status: 'confirmed' }),
        ),
    };
  }

  #require(calendarId: string, eventId: string, version?: string): T['event'] {
    const event = this.stored(calendarId, eventId) ?? this.#events.occurrence(calendarId, eventId);
    if (!event) {
      throw refused('not-found');
    }
    if (version && event.version && version !== event.version) {
      throw refused('conflict');
    }
    return event;
  }
}

function present<V extends object>(properties: V): { [K in keyof V]?: NonNullable<V[K]> } {
  const entries = Object.entries(properties).filter(([, value]) => (value ?? null) !== null);
  return Object.fromEntries(entries) as { [K in keyof V]?: NonNullable<V[K]> };
}

function refused(code: CalendarSyncErrorCode): CalendarSyncError {
  return new CalendarSyncError(code, `The test let this fail: ${code}.`);
}
