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
  type EventWrite,
  type FreeBusy,
  type Occurrence,
  type PageRequest,
  type PreparedWrite,
  type ProviderRecord,
  type PulledCalendars,
  type PulledPage,
  type PullRequest,
  type TimeRange,
  ɵAccountCalendars as AccountCalendars,
  ɵchangesOf as changesOf,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵexpandSeries as expandSeries,
  ɵinRange as inRange,
  ɵisDay as isDay,
} from 'ngx-calendar-sync';
import { ChangeFeed } from './change-feed';
import { eventsAndSeries } from './events-and-series';
import { toChange } from './pulled-change';

/** In what calendar services differ. */
export interface InMemoryProviderOptions<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly calendars: readonly T['calendar'][];
  readonly events?: readonly T['event'][];
  /** `client`: an event gets the id of its idempotency key, as at Google; `service`: another one, as at Microsoft. */
  readonly ids?: 'client' | 'service';
  /** Whether events carry versions, and stale ones are refused. */
  readonly versions?: boolean;
  /** `masters`: a pull tells series and of everything, as at Google; `occurrences`: of one window, as at Microsoft. */
  readonly series?: 'masters' | 'occurrences';
  readonly pageSize?: number;
}

/** A calendar service in memory, for tests: it answers at once, or when and how the test says. */
export class InMemoryCalendarProvider<
  T extends CalendarProviderTypes = CalendarProviderTypes,
> implements CalendarProvider<T> {
  readonly #options: Required<InMemoryProviderOptions<T>>;
  readonly #calendars = new Map<string, T['calendar']>();
  readonly #known = new AccountCalendars<T['calendar']>();
  readonly #events = new Map<string, T['event']>();
  /** Occurrences that were listed and are stored only once somebody changes them. */
  readonly #listed = new Map<string, T['event']>();
  readonly #feeds = new Map<string, ChangeFeed>();
  readonly #failures: CalendarSyncErrorCode[] = [];
  #made = 0;
  #gate: Observable<unknown> = of(undefined);

  /** Every request so far, such as `list work` or `update work/e1`. */
  readonly requests: string[] = [];

  constructor(options: InMemoryProviderOptions<T>) {
    this.#options = {
      events: [],
      ids: 'client',
      versions: true,
      series: 'masters',
      pageSize: 250,
      ...options,
    };
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
    const stored = this.#options.versions ? this.withVersion(event, `v${this.#made}`) : event;
    this.#events.set(key(event.calendarId, event.id), stored);
    this.#feed(event.calendarId).changed(event.id);
    return stored;
  }

  /** What the user does elsewhere: subscribes to a calendar, renames it, gives it another colour. */
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

  /** What the account knows of its calendars; what there is, is the service's own. */
  get calendars(): AccountCalendars<T['calendar']> {
    return this.#known;
  }

  pull(calendarId: string, { scope, ...request }: PullRequest): Observable<PulledPage> {
    return this.request(`pull ${calendarId}`, () => {
      if (this.#options.series === 'occurrences' && scope.coverage === 'everything') {
        throw refused('invalid-request');
      }
      const told = (id: string) =>
        toChange(id, this.stored(calendarId, id), scope, this.#options.series);
      const { ids, next } = this.#feed(calendarId).page(
        request,
        JSON.stringify(scope.coverage),
        this.#options.pageSize,
        () =>
          [...this.#events.values()]
            .filter((event) => event.calendarId === calendarId)
            .map(({ id }) => id)
            .filter((id) => told(id).kind !== 'gone'),
      );
      const records = ids.map((id) => ({ id }));
      return { changes: changesOf(records, ({ id }) => told(id)), next };
    });
  }

  pullCalendars(request: PageRequest): Observable<PulledCalendars> {
    return this.request('pull calendars', () => {
      const { ids, next } = this.#feed('').page(request, '', this.#options.pageSize, () => [
        ...this.#calendars.keys(),
      ]);
      const changes = ids.map((id) => {
        const record = this.#calendars.get(id);
        return record
          ? ({ kind: 'calendar', id, record } as const)
          : ({ kind: 'gone', id } as const);
      });
      return { changes, next };
    });
  }

  recall({ calendars }: CalendarRecords): void {
    this.calendars.replace(Object.values(calendars) as T['calendar'][]);
  }

  toEvent(_calendarId: string, record: ProviderRecord): T['event'] {
    return record as T['event'];
  }

  listCalendars(): Observable<readonly T['calendar'][]> {
    return this.request('calendars', () => {
      this.calendars.replace([...this.#calendars.values()]);
      return this.calendars.list;
    });
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
          busy: (await this.#shown(calendarId, range)).map(({ start, end }) => ({ start, end })),
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

  /** The event as it is stored. */
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
      send: () =>
        this.request(`restore ${event.calendarId}/${event.id}`, () =>
          this.put({ ...event, status: 'confirmed' }),
        ),
    };
  }

  /** What a range shows; a promise only where there are series in the calendar. */
  #shown(
    calendarId: string,
    range: TimeRange,
  ): readonly T['event'][] | Promise<readonly T['event'][]> {
    const all = [...this.#events.values()].filter((event) => event.calendarId === calendarId);
    const { events, series } = eventsAndSeries(all);
    const single = events.filter((event) => inRange(event, range));
    if (series.length === 0) {
      return single;
    }
    const { timeZone } = this.#calendars.get(calendarId) ?? {};
    return expandSeries(series, {
      range,
      occurrenceOf: (master, occurrence) => this.occurrenceOf(master, occurrence),
      ...(timeZone === undefined ? {} : { timeZone }),
    }).then((expanded) => {
      for (const event of expanded.events) {
        this.#listed.set(key(calendarId, event.id), event);
      }
      return [...single, ...expanded.events];
    });
  }

  /** Of a calendar's events; of the calendars themselves by no id. */
  #feed(calendarId: string): ChangeFeed {
    const feed = this.#feeds.get(calendarId) ?? new ChangeFeed();
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
