import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵaddDays as addDays,
  type CalendarEvent,
  ɵdateTimeOf as dateTimeOf,
  type ɵEventQuery as EventQuery,
  type EventTime,
  type ɵOccurrence as Occurrence,
  type ɵProviderRecord as ProviderRecord,
  type ɵPulledChange as PulledChange,
  type ɵPulledPage as PulledPage,
  type ɵPullRequest as PullRequest,
  type ɵPullScope as PullScope,
  type TimeRange,
  ɵchangesOf as changesOf,
  ɵexpandSeries as expandSeries,
  ɵinRange as inRange,
  ɵinstantOf as instantOf,
} from 'ngx-calendar-sync/core';
import { ChangeFeed } from './change-feed';
import { fulfils } from './event-filter';
import { eventsAndSeries, type EventsAndSeries } from './events-and-series';
import { toChange } from './pulled-change';
import { isSeriesRecord, rowsOf, windowedChanges } from './windowed-changes';

const DAY_MS = 86_400_000;

export interface StoredEventsOptions<E extends CalendarEvent> {
  readonly series: 'masters' | 'occurrences';
  readonly pageSize: number;
  readonly lag: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timeZoneOf: (calendarId: string) => string | undefined;
  readonly occurrenceOf: (master: E, occurrence: Occurrence) => E;
}

type Changes = ReadonlyMap<string, PulledChange>;

/** The events that a service in memory holds, and the answers to lists and pulls of them. */
export class StoredEvents<E extends CalendarEvent> {
  readonly #options: StoredEventsOptions<E>;
  readonly #events = new Map<string, E>();
  /** When each event was last written, in milliseconds since the epoch. */
  readonly #writtenAt = new Map<string, number>();
  /** Occurrences that an app has been told of: they become events of their own with the first change. */
  readonly #occurrences = new Map<string, E>();
  /** By calendar id. */
  readonly #feeds = new Map<string, ChangeFeed>();

  constructor(options: StoredEventsOptions<E>) {
    this.#options = options;
  }

  get(calendarId: string, eventId: string): E | undefined {
    return this.#events.get(key(calendarId, eventId));
  }

  /** An occurrence that an app has been told of can be written, though it is not stored by itself. */
  rememberOccurrence(event: E): void {
    this.#occurrences.set(key(event.calendarId, event.id), event);
  }

  /**
   * An event that is stored, or an occurrence that an app has been told of and that nobody has changed.
   * @param version Where given, an event in another version is a `conflict`.
   * @throws CalendarSyncError `not-found`, `conflict`
   */
  existing(calendarId: string, eventId: string, version?: string): E {
    const event = this.get(calendarId, eventId) ?? this.#untouched(calendarId, eventId);
    if (!event) {
      throw new CalendarSyncError('not-found', `There is no event ${eventId} in ${calendarId}.`);
    }
    if (version && event.version && version !== event.version) {
      throw new CalendarSyncError('conflict', `The event ${eventId} has been changed since.`);
    }
    return event;
  }

  /** The same as {@link existing}; `undefined` where it was deleted, or never was. */
  current(calendarId: string, eventId: string): E | undefined {
    const event = this.get(calendarId, eventId) ?? this.#untouched(calendarId, eventId);
    return event && this.isDeleted(calendarId, eventId) ? undefined : event;
  }

  /** Whether an event was deleted, by itself or with its series. */
  isDeleted(calendarId: string, eventId: string): boolean {
    const event = this.get(calendarId, eventId) ?? this.#untouched(calendarId, eventId);
    const { status, seriesId = eventId } = event ?? {};
    return status === 'cancelled' || this.get(calendarId, seriesId)?.status === 'cancelled';
  }

  /** An occurrence of a series that lasts as long as its first one. */
  occurrence(master: E, originalStart: EventTime): E {
    const durationMs = instantOf(master.end) - instantOf(master.start);
    const end = master.allDay
      ? addDays(originalStart, Math.round(durationMs / DAY_MS))
      : dateTimeOf(new Date(instantOf(originalStart) + durationMs), master.timeZone);
    return this.#options.occurrenceOf(master, { originalStart, start: originalStart, end });
  }

  /** How many occurrences a series has before one of its times, also such as are deleted. */
  async countBefore(master: E, time: EventTime): Promise<number> {
    const rules = master.recurrence?.filter((line) => /^RRULE:/i.test(line)) ?? [];
    const series = [{ master: { ...master, recurrence: rules }, changed: [], cancelled: [] }];
    const range = { start: new Date(instantOf(master.start)), end: new Date(instantOf(time)) };
    const occurrences = await this.#expanded(master.calendarId, series, range);
    return occurrences.filter(({ start }) => instantOf(start) < instantOf(time)).length;
  }

  /** Removes the exceptions of a series for good, by default all of them. */
  removeExceptions({ calendarId, id }: E, from?: EventTime): void {
    for (const { id: exceptionId, seriesId, start, originalStart = start } of this.all(
      calendarId,
    )) {
      const isLater = from === undefined || instantOf(originalStart) >= instantOf(from);
      if (seriesId === id && isLater) {
        this.#events.delete(key(calendarId, exceptionId));
        this.#feed(calendarId).changed(this.#options.series === 'occurrences' ? id : exceptionId);
      }
    }
  }

  /** Everything that is stored of a calendar: masters and exceptions by themselves, and what was deleted. */
  all(calendarId: string): readonly E[] {
    return [...this.#events.values()].filter((event) => event.calendarId === calendarId);
  }

  /** Deletes the calendar's events for good. */
  removeAll(calendarId: string): void {
    for (const { id } of this.all(calendarId)) {
      this.#events.delete(key(calendarId, id));
      this.#feed(calendarId).changed(id);
    }
  }

  put(event: E): void {
    const { calendarId, id } = event;
    const wasMaster = this.get(calendarId, id)?.recurrence !== undefined;
    this.#events.set(key(calendarId, id), event);
    this.#writtenAt.set(key(calendarId, id), this.#options.now());
    const feed = this.#feed(calendarId);
    feed.changed(this.#toldWith(event));
    if (wasMaster !== (event.recurrence !== undefined)) {
      // Its exceptions were told by themselves so far and are told in the series from now on, or the other way round.
      for (const member of this.all(calendarId).filter(({ seriesId }) => seriesId === id)) {
        feed.changed(member.id);
      }
    }
  }

  forgetCursors(): void {
    for (const feed of this.#feeds.values()) {
      feed.forget();
    }
  }

  /** The events that a list has; a promise only where the calendar has series. */
  list(calendarId: string, query: EventQuery): readonly E[] | Promise<readonly E[]> {
    const { events, series } = eventsAndSeries(this.all(calendarId));
    const deleted = query.showDeleted
      ? this.all(calendarId).filter(
          ({ recurrence, status }) => !recurrence && status === 'cancelled',
        )
      : [];
    const single = [...events, ...deleted].filter((event) => inRange(event, query.range));
    const filtered = (listed: readonly E[]) =>
      listed.filter((event) => fulfils(event, query, this.writtenAt(event)));
    if (series.length === 0) {
      return filtered(single);
    }
    return this.#expanded(calendarId, series, query.range).then((expanded) =>
      filtered([...single, ...expanded]),
    );
  }

  /** When the event, or for an untouched occurrence its series, was last written, in milliseconds since the epoch. */
  writtenAt({ calendarId, id, seriesId = '' }: E): number {
    return (
      this.#writtenAt.get(key(calendarId, id)) ??
      this.#writtenAt.get(key(calendarId, seriesId)) ??
      0
    );
  }

  /** A page of a pull; a promise only where a service of occurrences expands series. */
  page(calendarId: string, { scope, ...request }: PullRequest): PulledPage | Promise<PulledPage> {
    const pageOf = (changes: Changes): PulledPage => {
      const { ids, next } = this.#feed(calendarId).page(request, {
        scope: JSON.stringify(scope.coverage),
        pageSize: this.#options.pageSize,
        all: () => [...changes.keys()].filter((id) => changes.get(id)?.kind !== 'gone'),
        rowsOf: (id) => rowsOf(changes.get(id)),
      });
      const records = ids.map((id) => ({ id }));
      const read = ({ id }: { readonly id: string }) => changes.get(id) ?? gone(id);
      return { changes: changesOf(records, read), next };
    };
    const changes = this.#changes(calendarId, scope);
    return changes instanceof Promise ? changes.then(pageOf) : pageOf(changes);
  }

  /** The events that the record of a series shows in a range. */
  occurrencesIn(record: ProviderRecord, range: TimeRange): readonly E[] {
    if (!isSeriesRecord<E>(record)) {
      throw new TypeError('This is not the record of a series.');
    }
    const { master, stubs, exceptions } = record;
    const untouched = stubs.map(({ start, end }) =>
      this.#options.occurrenceOf(master, { originalStart: start, start, end }),
    );
    return [...untouched, ...exceptions].filter((event) => inRange(event, range));
  }

  /** By id, what a pull without a cursor would tell now. */
  #changes(calendarId: string, { coverage, omit = [] }: PullScope): Changes | Promise<Changes> {
    const all = this.all(calendarId);
    const without = <R extends object>(record: R) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !omit.includes(name))) as R;
    if (this.#options.series === 'masters' || coverage === 'everything') {
      return new Map(all.map((event) => [event.id, toChange(event, without)]));
    }
    return windowedChanges(all, coverage, without, (series) =>
      this.#expanded(calendarId, series, coverage),
    );
  }

  async #expanded(
    calendarId: string,
    series: EventsAndSeries<E>['series'],
    range: TimeRange,
  ): Promise<readonly E[]> {
    const { occurrenceOf } = this.#options;
    const timeZone = this.#options.timeZoneOf(calendarId);
    const zone = timeZone === undefined ? {} : { timeZone };
    return (await expandSeries(series, { range, occurrenceOf, ...zone })).events;
  }

  /** The id under which a pull tells a change of this event: that of its series, or its own. */
  #toldWith({ calendarId, id, seriesId }: E): string {
    const master = seriesId === undefined ? undefined : this.get(calendarId, seriesId);
    return this.#options.series === 'occurrences' && master?.recurrence ? master.id : id;
  }

  /** An occurrence that nobody has changed, as its series makes it now. */
  #untouched(calendarId: string, eventId: string): E | undefined {
    const told = this.#occurrences.get(key(calendarId, eventId));
    const { seriesId = '', originalStart, start, end } = told ?? {};
    const master = this.get(calendarId, seriesId);
    return master?.recurrence && originalStart && start && end
      ? this.#options.occurrenceOf(master, { originalStart, start, end })
      : told;
  }

  #feed(calendarId: string): ChangeFeed {
    const feed = this.#feeds.get(calendarId) ?? new ChangeFeed(this.#options.lag);
    this.#feeds.set(calendarId, feed);
    return feed;
  }
}

function key(calendarId: string, eventId: string): string {
  return `${calendarId}/${eventId}`;
}

function gone(id: string): PulledChange {
  return { kind: 'gone', id };
}
