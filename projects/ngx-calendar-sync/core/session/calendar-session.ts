import {
  asyncScheduler,
  combineLatest,
  distinctUntilChanged,
  EmptyError,
  endWith,
  filter,
  from,
  lastValueFrom,
  map,
  mergeMap,
  type Observable,
  repeat,
  ReplaySubject,
  type SchedulerLike,
  Subject,
  switchMap,
  takeLast,
  takeUntil,
  toArray,
} from 'rxjs';
import type { CopyState } from '../provider/copy-state';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError, ɵuntilAborted as untilAborted } from 'ngx-calendar-sync/base';
import type { CommandOptions } from '../model/command-options';
import type { FreeBusy } from '../model/free-busy';
import { sameRange, type TimeRange, timeRange } from '../model/time-range';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  EventFilter,
  EventQuery,
} from '../provider/calendar-provider';
import type { CalendarChanges, EventAnswer, EventBackend } from '../provider/event-backend';
import type { WriteTarget } from '../provider/event-write';
import { type KnownEvents, OnlineEvents } from '../provider/online-events';
import { withOverlays } from '../provider/overlays';
import { RequestLimit } from '../provider/request-limit';
import type { CalendarView } from './calendar-view';
import { eventsOf, inOrder, sameElements } from './event-window';
import { knownFirst } from './known-first';
import { type LoadingState, loadingStateOf } from './loading-state';
import type { CreateOutbox } from './session-outbox';
import { SessionWrites } from './session-writes';
import { WrittenSeries } from './shown-overlays';
import { inCurrentColors, ViewWindows } from './view-windows';
import { watchedEvents } from './watched-events';

export interface SessionOptions<T extends CalendarProviderTypes> {
  /** Called with the first write: the code of writing need not be there before. */
  readonly createOutbox: CreateOutbox<T['event']>;
  /** Where events come from; by default the provider is asked online. */
  readonly backend?: EventBackend<T['event'], CopyState | undefined> | undefined;
  readonly clock?: SchedulerLike;
  /** Events that are known already, such as those that a server has rendered: the provider is not asked for them. */
  readonly known?: readonly KnownEvents<T['event']>[];
}

/** The calendars of one account while it is signed in: the events in view, and every read and write. */
export class CalendarSession<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly #provider: CalendarProvider<T>;
  readonly #backend: EventBackend<T['event'], CopyState | undefined>;
  readonly #series: WrittenSeries<T['event']>;
  readonly #view: ViewWindows<T['event']>;
  readonly #limit: RequestLimit;
  readonly #closed = new ReplaySubject<void>(1);
  /** Ids of calendars that the app has taken off the account's list. */
  readonly #removed = new Subject<string>();
  /** Ids of calendars that are to be watched again where they were removed. */
  readonly #back = new Subject<readonly string[]>();

  readonly calendars$: Observable<readonly T['calendar'][]>;
  readonly events$: Observable<readonly T['event'][]>;
  readonly syncState$: Observable<LoadingState>;
  /** Changes at the provider, as far as the local copy learns of them. Without a copy it never emits. */
  readonly changes$: Observable<CalendarChanges<T['event']>>;
  readonly writes: SessionWrites<T>;

  /** Emits when everything is asked for anew. */
  readonly refreshed$ = new Subject<void>();

  constructor(
    provider: CalendarProvider<T>,
    { createOutbox, backend, clock = asyncScheduler, known = [] }: SessionOptions<T>,
  ) {
    this.#provider = provider;
    this.#limit = new RequestLimit(provider.maxParallelRequests);
    const list = knownFirst(known, (id, range) => this.#list(id, { range }));
    this.#backend = backend ?? new OnlineEvents({ list, clock });
    this.#view = new ViewWindows(
      (calendarId, range, inView$) => this.#watch(calendarId, range, inView$),
      known,
    );
    this.calendars$ = provider.calendars.list$;
    this.#series = new WrittenSeries(this.#backend);
    this.writes = new SessionWrites({
      provider,
      backend: this.#backend,
      createOutbox,
      read: (target) => this.#read(target),
      seen: (target) => this.seen(target),
      ask: (request, signal) => this.ask(request, signal),
      clock,
    });
    const shownOverlays$ = this.#view.state$.pipe(
      map(({ view }) => view?.range),
      distinctUntilChanged((a, b) => a === b || (!!a && !!b && sameRange(a, b))),
      switchMap((range) => this.#series.shown$(this.writes.overlays$, range)),
    );
    this.events$ = combineLatest([this.#view.state$, shownOverlays$]).pipe(
      map(([{ view, windows }, overlays]) =>
        view ? eventsOf(view.calendarIds, view.range, windows, overlays) : [],
      ),
      distinctUntilChanged(sameElements),
    );
    this.syncState$ = combineLatest([this.#view.state$, this.#backend.state$]).pipe(
      map(([{ view, windows }, copy]) => ({
        ...loadingStateOf(view?.calendarIds ?? [], windows),
        ...(copy ? { copy } : {}),
      })),
    );
    this.changes$ = this.#backend.changes$;
    provider.recolored$?.pipe(takeUntil(this.#closed)).subscribe(() => {
      this.writes.recolor();
    });
  }

  /** The events of the view, without those of calendars that are not complete yet. */
  get knownEvents(): readonly KnownEvents<T['event']>[] {
    const { view, windows } = this.#view.state;
    return [...windows].flatMap(([calendarId, { range, events, loading, error }]) =>
      loading || error || !view?.calendarIds.includes(calendarId)
        ? []
        : [{ calendarId, range, events }],
    );
  }

  /** Ends the session: requests are cancelled, and promises that wait for them reject with `cancelled`. */
  close(): void {
    this.#closed.next();
    this.writes.close();
    this.#backend.close?.();
  }

  listCalendars(signal?: AbortSignal): Promise<readonly T['calendar'][]> {
    return this.ask(this.#provider.listCalendars(), signal);
  }

  /**
   * To be called when a command has changed the account's list of calendars: a local copy follows.
   * @param changed The id of a calendar that is gone from the list, or new in it. The events of one that is gone leave the
   * view and all that is watched; they are asked for again when it is back, or when a view shows it anew.
   */
  calendarsChanged({ added, removed }: { added?: string; removed?: string } = {}): void {
    if (removed !== undefined) {
      this.#removed.next(removed);
    }
    if (added !== undefined) {
      this.#back.next([added]);
    }
    this.#backend.calendarsChanged?.();
  }

  /** Shows at once what is known of the view, and asks for the rest. */
  setView({ calendarIds, ...range }: CalendarView): void {
    const view = { calendarIds: eachOnce(calendarIds), range: this.range(range) };
    this.#view.show(view);
    this.#back.next(view.calendarIds);
  }

  /** The events of a range: now, and whenever the backend hears that they have changed. */
  watchEvents(view: CalendarView): Observable<readonly T['event'][]> {
    const range = this.range(view);
    const watch = (id: string) => this.#watch(id, range);
    const overlays$ = this.#series.shown$(this.writes.overlays$, range);
    return watchedEvents(eachOnce(view.calendarIds), range, watch, overlays$).pipe(
      takeUntil(this.#closed),
    );
  }

  /**
   * Asks the provider for the current events. Resolves when the view and all that is watched show them, and rejects
   * where nothing could be read. Where some calendars can be read and others cannot, it resolves: the errors are in
   * {@link syncState$}.
   */
  sync(): Promise<void> {
    this.refreshed$.next();
    this.#view.forgetHidden();
    return this.#backend.refresh();
  }

  async getEvents(
    calendarIds: readonly string[],
    start: Date | string,
    end: Date | string,
    { signal, ...filter }: EventFilter & CommandOptions = {},
  ): Promise<readonly T['event'][]> {
    return this.#listEvents(calendarIds, { range: this.range({ start, end }), ...filter }, signal);
  }

  /** By default in all of the account's calendars that are not hidden. */
  async search(
    text: string,
    range: TimeRange<Date | string> & { readonly calendarIds?: readonly string[] | undefined },
    signal?: AbortSignal,
  ): Promise<readonly T['event'][]> {
    const query = { range: this.range(range), text };
    return this.#listEvents(range.calendarIds ?? (await this.#allIds(signal)), query, signal);
  }

  async freeBusy(
    calendarIds: readonly string[],
    range: TimeRange<Date | string>,
    signal?: AbortSignal,
  ): Promise<readonly FreeBusy[]> {
    const request = this.#provider.freeBusy(eachOnce(calendarIds), this.range(range));
    return this.ask(request, signal);
  }

  /** The event that the user sees, with writes that are not confirmed yet; `undefined` where it is not in view. */
  seen(named: WriteTarget): T['event'] | undefined {
    const target = { ...named, eventId: this.writes.latestId(named) };
    const overlays = this.writes.overlays.filter(
      (overlay) => overlay.kind !== 'put' || isOf(overlay.event, target),
    );
    const read = this.#read(target);
    if (overlays.length === 0) {
      return read;
    }
    const { occurrencesOf } = this.#series.now(overlays, this.#view.state.view?.range);
    return withOverlays(read ? [read] : [], overlays, occurrencesOf).find((event) =>
      isOf(event, target),
    );
  }

  /** Sends a request, which ends with the session. Also for commands that only one provider has. */
  ask<R>(request: Observable<R>, signal?: AbortSignal): Promise<R> {
    const untilEnd = request.pipe(takeUntil(this.#closed), untilAborted(signal));
    return lastValueFrom(untilEnd).catch((error: unknown) => {
      if (!(error instanceof EmptyError)) {
        throw CalendarSyncError.from(error);
      }
      throw new CalendarSyncError(
        'cancelled',
        ngDevMode && 'The session ended before this was done.',
      );
    });
  }

  /** By default days are those of the provider's time zone. */
  range({ start, end, timeZone }: TimeRange<Date | string>): TimeRange {
    return timeRange(start, end, timeZone ?? this.#provider.timeZone);
  }

  /** The event as it was last read. */
  #read({ calendarId, eventId }: WriteTarget): T['event'] | undefined {
    return this.#view.state.windows.get(calendarId)?.events.find(({ id }) => id === eventId);
  }

  #watch(
    calendarId: string,
    range: TimeRange,
    inView$?: Observable<boolean>,
  ): Observable<EventAnswer<T['event']>> {
    return inCurrentColors(this.#backend.watch(calendarId, range, inView$), this.#provider).pipe(
      takeUntil(this.#removed.pipe(filter((id) => id === calendarId))),
      endWith({ events: [], loading: false }),
      repeat({ delay: () => this.#back.pipe(filter((ids) => ids.includes(calendarId))) }),
      takeUntil(this.#closed),
    );
  }

  /** All calendars of the account but the hidden ones. Where none is known yet, the provider is asked, since every account has calendars. */
  async #allIds(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const { list } = this.#provider.calendars;
    const all = list.length > 0 ? list : await this.listCalendars(signal);
    return all.filter(({ hidden }) => !hidden).map(({ id }) => id);
  }

  #listEvents(
    calendarIds: readonly string[],
    query: EventQuery,
    signal: AbortSignal | undefined,
  ): Promise<readonly T['event'][]> {
    return this.ask(
      from(eachOnce(calendarIds)).pipe(
        mergeMap((id) => this.#list(id, query).pipe(takeLast(1))),
        toArray(),
        map((lists) => inOrder(lists.flat())),
      ),
      signal,
    );
  }

  /** An app may show many calendars at once: a few requests at a time stay within the account's quota. */
  #list(calendarId: string, query: EventQuery): Observable<readonly T['event'][]> {
    return this.#limit.bounded(this.#provider.listEvents(calendarId, query));
  }
}

function eachOnce(calendarIds: readonly string[]): readonly string[] {
  return [...new Set(calendarIds)];
}

function isOf(event: CalendarEvent, { calendarId, eventId }: WriteTarget): boolean {
  return event.calendarId === calendarId && event.id === eventId;
}
