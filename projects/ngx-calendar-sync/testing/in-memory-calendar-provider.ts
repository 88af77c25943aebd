import { defer, from, map, type Observable, of, scan, switchMap, take, throwError } from 'rxjs';
import {
  type CalendarRecords,
  type CalendarEventChanges,
  type CalendarProvider,
  type CalendarProviderTypes,
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type EventQuery,
  type EventReference,
  type FreeBusy,
  type Occurrence,
  type PageRequest,
  type ProviderRecord,
  type PulledCalendars,
  type PulledChange,
  type PulledPage,
  type PullRequest,
  type PullScope,
  type TimeRange,
  ɵchangesOf as changesOf,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵexpandSeries as expandSeries,
  ɵinRange as inRange,
  ɵisDay as isDay,
} from 'ngx-calendar-sync';
import { ChangeFeed } from './change-feed';
import { eventsAndSeries, type EventsAndSeries } from './events-and-series';
import { toChange } from './pulled-change';
import { isSeriesRecord, rowsOf, windowedChanges } from './windowed-changes';

/** In what calendar services differ. */
export interface InMemoryProviderOptions<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly calendars: readonly T['calendar'][];
  readonly events?: readonly T['event'][];
  /** `client`: an event gets the id of its idempotency key, as at Google; `service`: another one, as at Microsoft. */
  readonly ids?: 'client' | 'service';
  /** Whether events carry versions, and stale ones are refused. */
  readonly versions?: boolean;
  /**
   * `masters`: a pull tells of everything, of series their masters and exceptions, as at Google. `occurrences`: a pull
   * tells of one window, and of a series that has changed in anything its master and all of its occurrences there, as at
   * Microsoft; the list of calendars is always told whole.
   */
  readonly series?: 'masters' | 'occurrences';
  /** In events and occurrences. */
  readonly pageSize?: number;
  /** How many pulls of changes do not tell of a write yet that was made before them: at Microsoft they lag. */
  readonly lag?: number;
}

/**
 * A calendar service in memory, for tests: it answers at once, or when and how the test says.
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
  readonly #events = new Map<string, T['event']>();
  /** Occurrences that were told; they are stored among the events only once somebody changes them. */
  readonly #listed = new Map<string, T['event']>();
  readonly #feeds = new Map<string, ChangeFeed>();
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
    if (this.#options.series === 'occurrences') {
      this.occurrencesIn = (_calendarId, record, range) => this.#occurrencesOf(record, range);
    }
    for (const calendar of this.#options.calendars) {
      this.putCalendar(calendar);
    }
    for (const event of this.#options.events) {
      this.put(event);
    }
  }

  /** Requests from now on are answered once `gate` emits. */
  holdUntil(gate: Observable<unknown>): void {
    this.#gate = gate;
  }

  /** The next request fails. */
  failNext(code: CalendarSyncErrorCode): void {
    this.#failures.push(code);
  }

  /** What somebody else does: creates or changes an event behind the app's back. */
  put(event: T['event']): T['event'] {
    this.#made += 1;
    const { calendarId, id } = event;
    const stored = this.#options.versions ? this.withVersion(event, `v${this.#made}`) : event;
    const before = this.stored(calendarId, id);
    this.#events.set(key(calendarId, id), stored);
    const isMasterAsBefore =
      (before?.recurrence === undefined) === (event.recurrence === undefined);
    const members = this.#eventsOf(calendarId).filter(({ seriesId }) => seriesId === id);
    for (const changed of isMasterAsBefore ? [stored] : [stored, ...members]) {
      this.#feed(calendarId).changed(this.#toldWith(changed));
    }
    return stored;
  }

  /** What the user does elsewhere: adds a calendar, renames it, gives it another colour. */
  putCalendar(calendar: T['calendar']): void {
    this.#calendars.set(calendar.id, calendar);
    this.#feed('').changed(calendar.id);
  }

  /** The calendar is taken off the user's list. */
  removeCalendar(calendarId: string): void {
    this.#calendars.delete(calendarId);
    this.#feed('').changed(calendarId);
  }

  /** From now on every cursor and page token so far is refused. */
  forgetCursors(): void {
    for (const feed of this.#feeds.values()) {
      feed.forget();
    }
  }

  /** What the service holds. */
  stored(calendarId: string, eventId: string): T['event'] | undefined {
    return this.#events.get(key(calendarId, eventId));
  }

  idOf(calendarId: string): string {
    return calendarId;
  }

  get series(): 'masters' | 'occurrences' {
    return this.#options.series;
  }

  pull(calendarId: string, { scope, ...request }: PullRequest): Observable<PulledPage> {
    const page = (changes: ReadonlyMap<string, PulledChange>): PulledPage => {
      const { ids, next } = this.#feed(calendarId).page(request, {
        scope: JSON.stringify(scope.coverage),
        pageSize: this.#options.pageSize,
        all: () => [...changes.keys()].filter((id) => changes.get(id)?.kind !== 'gone'),
        rowsOf: (id) => rowsOf(changes.get(id)),
      });
      const records = ids.map((id) => ({ id }));
      return {
        changes: changesOf(records, ({ id }) => changes.get(id) ?? { kind: 'gone', id }),
        next,
      };
    };
    return this.request(`pull ${calendarId}`, () => {
      const changes = this.#changes(calendarId, scope);
      return changes instanceof Promise ? changes.then(page) : page(changes);
    });
  }

  pullCalendars(request: PageRequest): Observable<PulledCalendars> {
    return this.request('pull calendars', () => {
      if (this.series === 'occurrences') {
        const list = [...this.#calendars].map(
          ([id, record]) => ({ kind: 'calendar', id, record }) as const,
        );
        return { whole: true, changes: list, next: { cursor: 'none' } };
      }
      const { ids, next } = this.#feed('').page(request, {
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

  recall({ calendars }: CalendarRecords): readonly T['calendar'][] {
    return Object.values(calendars) as T['calendar'][];
  }

  toEvent(_calendarId: string, record: ProviderRecord): T['event'] {
    return (isSeriesRecord(record) ? record.master : record) as T['event'];
  }

  listCalendars(): Observable<readonly T['calendar'][]> {
    return this.request('calendars', () => [...this.#calendars.values()]);
  }

  listEvents(calendarId: string, { range, text }: EventQuery): Observable<readonly T['event'][]> {
    const { pageSize } = this.#options;
    return this.request(`list ${calendarId}`, () => this.#shown(calendarId, range)).pipe(
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

  occurrenceOf(master: T['event'], { originalStart, start, end }: Occurrence): T['event'] {
    const id = `${master.id}_${originalStart}`;
    const { recurrence, ...rest } = {
      ...master,
      id,
      seriesId: master.id,
      originalStart,
      start,
      end,
    };
    return recurrence ? (rest as T['event']) : master;
  }

  /** A provider whose events hold more makes them by itself. */
  draftEvent(calendarId: string, eventId: string, draft: T['draft']): T['event'] {
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

  changeEvent(event: T['event'], changes: CalendarEventChanges<T['draft']>): T['event'] {
    return this.draftEvent(event.calendarId, event.id, { ...event, ...changes });
  }

  insertEvent(
    calendarId: string,
    draft: T['draft'],
    idempotencyKey: string,
  ): Observable<T['event']> {
    return this.request(`insert ${calendarId}`, () => {
      const id = this.#options.ids === 'client' ? idempotencyKey : `made-${idempotencyKey}`;
      return this.stored(calendarId, id) ?? this.put(this.draftEvent(calendarId, id, draft));
    });
  }

  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
  ): Observable<T['event']> {
    return this.request(`update ${calendarId}/${changes.id}`, () => {
      const event = this.#require(calendarId, changes.id, changes.version);
      return this.put(this.changeEvent(event, changes));
    });
  }

  deleteEvent(calendarId: string, { id, version }: EventReference): Observable<void> {
    return this.request(`delete ${calendarId}/${id}`, () => {
      this.put({ ...this.#require(calendarId, id, version), status: 'cancelled' });
    });
  }

  restoreEvent(event: T['event']): Observable<T['event']> {
    return this.request(`restore ${event.calendarId}/${event.id}`, () =>
      this.put({ ...event, status: 'confirmed' }),
    );
  }

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]> {
    return this.request('free busy', () =>
      Promise.all(
        calendarIds.map(async (calendarId) => ({
          calendarId,
          busy: (await this.#shown(calendarId, range)).map(({ start, end }) => ({ start, end })),
        })),
      ),
    );
  }

  createKey(): string {
    this.#made += 1;
    return `key${this.#made}`;
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

  /** The event as it is stored. */
  protected withVersion(event: T['event'], version: string): T['event'] {
    return { ...event, version };
  }

  /** What a range shows; a promise only where there are series in the calendar. */
  #shown(
    calendarId: string,
    range: TimeRange,
  ): readonly T['event'][] | Promise<readonly T['event'][]> {
    const { events, series } = eventsAndSeries(this.#eventsOf(calendarId));
    const single = events.filter((event) => inRange(event, range));
    if (series.length === 0) {
      return single;
    }
    return this.#expanded(calendarId, series, range).then((expanded) => [...single, ...expanded]);
  }

  async #expanded(
    calendarId: string,
    series: EventsAndSeries<T['event']>['series'],
    range: TimeRange,
  ): Promise<readonly T['event'][]> {
    const { timeZone } = this.#calendars.get(calendarId) ?? {};
    const { events } = await expandSeries(series, {
      range,
      occurrenceOf: (master, occurrence) => this.occurrenceOf(master, occurrence),
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    for (const event of events) {
      this.#listed.set(key(calendarId, event.id), event);
    }
    return events;
  }

  /** By id, what a pull tells of the events of a calendar as they are now; a promise where series are expanded. */
  #changes(
    calendarId: string,
    { coverage, omit = [] }: PullScope,
  ): ReadonlyMap<string, PulledChange> | Promise<ReadonlyMap<string, PulledChange>> {
    const all = this.#eventsOf(calendarId);
    const without = <R extends object>(record: R) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !omit.includes(name))) as R;
    if (this.series === 'masters') {
      return new Map(all.map((event) => [event.id, toChange(event, without)]));
    }
    if (coverage === 'everything') {
      throw refused('invalid-request');
    }
    return windowedChanges(all, coverage, without, (series) =>
      this.#expanded(calendarId, series, coverage),
    );
  }

  #occurrencesOf(record: ProviderRecord, range: TimeRange): readonly T['event'][] {
    if (!isSeriesRecord<T['event']>(record)) {
      throw new TypeError('This is not the record of a series.');
    }
    const { master, stubs, exceptions } = record;
    const untouched = stubs.map(({ start, end }) =>
      this.occurrenceOf(master, { originalStart: start, start, end }),
    );
    return [...untouched, ...exceptions].filter((event) => inRange(event, range));
  }

  /** The id that a pull tells a change of this event with. */
  #toldWith({ calendarId, id, seriesId }: T['event']): string {
    const master = seriesId === undefined ? undefined : this.stored(calendarId, seriesId);
    return this.series === 'occurrences' && master?.recurrence ? master.id : id;
  }

  #eventsOf(calendarId: string): readonly T['event'][] {
    return [...this.#events.values()].filter((event) => event.calendarId === calendarId);
  }

  /** The changes of a calendar's events; with an empty id, those of the list of calendars. */
  #feed(calendarId: string): ChangeFeed {
    const lag = calendarId === '' ? 0 : this.#options.lag;
    const feed = this.#feeds.get(calendarId) ?? new ChangeFeed(lag);
    this.#feeds.set(calendarId, feed);
    return feed;
  }

  #require(calendarId: string, eventId: string, version?: string): T['event'] {
    const event = this.stored(calendarId, eventId) ?? this.#listed.get(key(calendarId, eventId));
    if (!event) {
      throw refused('not-found');
    }
    if (version && event.version && version !== event.version) {
      throw refused('conflict');
    }
    return event;
  }
}

function key(calendarId: string, eventId: string): string {
  return `${calendarId}/${eventId}`;
}

function present<V extends object>(properties: V): { [K in keyof V]?: NonNullable<V[K]> } {
  const entries = Object.entries(properties).filter(([, value]) => (value ?? null) !== null);
  return Object.fromEntries(entries) as { [K in keyof V]?: NonNullable<V[K]> };
}

function refused(code: CalendarSyncErrorCode): CalendarSyncError {
  return new CalendarSyncError(code, `The test let this fail: ${code}.`);
}
