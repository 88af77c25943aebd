import {
  asyncScheduler,
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  EmptyError,
  endWith,
  filter,
  from,
  ignoreElements,
  lastValueFrom,
  map,
  mergeMap,
  type Observable,
  of,
  ReplaySubject,
  scan,
  type SchedulerLike,
  startWith,
  Subject,
  type Subscription,
  takeLast,
  takeUntil,
  tap,
  toArray,
} from 'rxjs';
import type { CalendarEvent, CalendarEventChanges } from '../model/calendar-event';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { FreeBusy } from '../model/free-busy';
import { inRange, sameRange, type TimeRange, timeRange } from '../model/time-range';
import { type EventAnswer, type EventSource, OnlineEvents } from '../provider/event-source';
import { RequestLimit } from '../provider/request-limit';
import {
  type EventWindow,
  eventsOf,
  inOrder,
  mergeById,
  sameElements,
} from '../outbox/event-window';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  EventQuery,
  EventReference,
} from '../provider/calendar-provider';
import { type PendingWrite, targetOf } from '../outbox/pending-write';
import { type CalendarChanges, calendarChanges, OwnWrites } from '../copy/calendar-changes';
import { type ConfirmedWrite, ConfirmedWrites, heldIn } from '../outbox/confirmed-writes';
import type { CalendarView, TimeSpan } from './calendar-view';
import type { LocalCopy } from '../copy/local-copy';
import {
  eventsInView,
  recolored,
  sameSources,
  type SessionState,
  shownEvent,
  type SyncState,
  syncStateOf,
  toldVersion,
  written,
} from './session-state';
import { WriteQueue } from '../outbox/write-queue';

export interface SessionOptions<T extends CalendarProviderTypes> {
  /** The account's calendars, as far as they are known. */
  readonly calendars?: readonly T['calendar'][];
  /** Where events come from; the provider then only feeds it. */
  readonly copy?: LocalCopy<T>;
  readonly clock?: SchedulerLike;
  /** Known already, as what a server has rendered: it is not asked for again. */
  readonly windows?: readonly ShownWindow<T['event']>[];
}

/** All events of one calendar in one range. */
export interface ShownWindow<E extends CalendarEvent> extends Pick<
  EventWindow<E>,
  'range' | 'events'
> {
  readonly calendarId: string;
}

/** One account's calendars while it is signed in: what is in view, and every read and write of it. */
export class CalendarSession<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly #provider: CalendarProvider<T>;
  readonly #state: BehaviorSubject<SessionState<T>>;
  readonly #loads = new Map<string, Subscription>();
  readonly #writes = new WriteQueue();
  readonly #copy: LocalCopy<T> | undefined;
  readonly #limit: RequestLimit;
  readonly #source: EventSource<T['event']>;
  readonly #clock: SchedulerLike;
  readonly #confirmed: ConfirmedWrites<T['event']>;
  /** Writes that the provider has answered. */
  readonly #done = new Subject<PendingWrite<T['event']>>();
  readonly #own = new OwnWrites();
  readonly #closed = new ReplaySubject<void>(1);

  readonly calendars$: Observable<readonly T['calendar'][]>;
  readonly events$: Observable<readonly T['event'][]>;
  readonly syncState$: Observable<SyncState>;
  /** What changes in the copy, here or elsewhere; without a copy nothing tells. */
  readonly changes$: Observable<CalendarChanges<T['event']>>;

  constructor(
    provider: CalendarProvider<T>,
    { calendars = [], copy, clock = asyncScheduler, windows = [] }: SessionOptions<T> = {},
  ) {
    this.#provider = provider;
    this.#limit = new RequestLimit(provider.maxParallelRequests);
    this.#clock = clock;
    this.#confirmed = new ConfirmedWrites(clock);
    this.#copy = copy;
    this.#source =
      copy ?? new OnlineEvents((calendarId, range) => this.#list(calendarId, { range }));
    this.#state = new BehaviorSubject<SessionState<T>>({
      calendars,
      view: undefined,
      windows: new Map(
        windows.map(({ calendarId, ...window }) => [calendarId, { ...window, loading: false }]),
      ),
      pending: [],
    });
    const sources$ = this.#state.pipe(distinctUntilChanged(sameSources));
    this.calendars$ = this.#state.pipe(
      map((state) => state.calendars),
      distinctUntilChanged(),
    );
    this.events$ = sources$.pipe(map(eventsInView), distinctUntilChanged(sameElements));
    const copyState$ = copy?.state$ ?? of(undefined);
    this.syncState$ = combineLatest([sources$.pipe(map(syncStateOf)), copyState$]).pipe(
      map(([state, copyState]) => (copyState ? { ...state, copy: copyState } : state)),
    );
    this.changes$ = copy ? calendarChanges(copy, this.#own) : EMPTY;
    provider.recolored$?.pipe(takeUntil(this.#closed)).subscribe(() => {
      this.#patch({ windows: recolored(this.#state.value.windows, provider) });
    });
    copy?.calendars$.pipe(takeUntil(this.#closed)).subscribe((list) => {
      this.setCalendars(list);
    });
  }

  /** What has been read of the view so far, calendar by calendar; those that are not complete are left out. */
  get shownWindows(): readonly ShownWindow<T['event']>[] {
    const { view, windows } = this.#state.value;
    return (view?.calendarIds ?? []).flatMap((calendarId) => {
      const window = windows.get(calendarId);
      if (!window || window.loading || window.error) {
        return [];
      }
      return [{ calendarId, range: window.range, events: window.events }];
    });
  }

  /** Ends the session: requests are cancelled, and promises that wait for them reject with `cancelled`. */
  close(): void {
    this.#closed.next();
    this.#copy?.close();
  }

  async listCalendars(): Promise<readonly T['calendar'][]> {
    const calendars = await this.#ask(this.#provider.listCalendars());
    this.setCalendars(calendars);
    return calendars;
  }

  /** The account's calendars, known from elsewhere. */
  setCalendars(calendars: readonly T['calendar'][]): void {
    this.#patch({ calendars });
  }

  /** Shows what is known of the view at once, and asks for what is not. */
  setView(view: CalendarView): void {
    const range = this.#range(view);
    const calendarIds = this.#idsOf(view.calendarIds);
    this.#patch({ view: { calendarIds, range } });
    for (const id of calendarIds) {
      const window = this.#state.value.windows.get(id);
      if (!window || window.error || !sameRange(window.range, range)) {
        this.#load(id, range);
      }
    }
  }

  /** The events of a range: now, and whenever they change. Without a copy only the app's own writes change them. */
  watchEvents(view: CalendarView): Observable<readonly T['event'][]> {
    const range = this.#range(view);
    const ids = this.#idsOf(view.calendarIds);
    if (ids.length === 0) {
      return of([]);
    }
    const windows$ = combineLatest(
      ids.map((id) =>
        this.#source.watch(id, range).pipe(
          map((answer) => [[id, { ...answer, range }] as const]),
          // A calendar that does not answer keeps no other one from showing.
          startWith([]),
        ),
      ),
    ).pipe(
      map((windows) => windows.flat()),
      filter((windows) => windows.length > 0),
    );
    const isRecolored$ = (this.#provider.recolored$ ?? EMPTY).pipe(
      map(() => true),
      startWith(false),
    );
    const writes$ = combineLatest([
      this.#copy
        ? of([])
        : this.#done.pipe(
            scan<PendingWrite<T['event']>, readonly PendingWrite<T['event']>[]>(
              (all, write) => [...all, write],
              [],
            ),
            startWith([]),
          ),
      this.#state.pipe(
        map(({ pending }) => pending),
        distinctUntilChanged(),
      ),
    ]).pipe(map((writes) => writes.flat()));
    return combineLatest([windows$, writes$, isRecolored$]).pipe(
      map(([windows, writes, isRecolored]) => {
        const told = new Map(windows);
        const shown = isRecolored ? recolored(told, this.#provider) : told;
        return eventsOf(ids, range, shown, writes);
      }),
      distinctUntilChanged(sameElements),
      takeUntil(this.#closed),
    );
  }

  /** Brings the copy up to date, all of it; without one, asks again for all that is in view. */
  async sync(): Promise<void> {
    if (this.#copy) {
      await this.#copy.sync();
    } else {
      this.refresh();
    }
  }

  /** Asks again for all that is in view. */
  refresh(): void {
    this.#copy?.sync().catch(() => undefined);
    if (this.#copy) {
      return;
    }
    const { view } = this.#state.value;
    if (view) {
      for (const id of view.calendarIds) {
        this.#load(id, view.range);
      }
    }
  }

  async getEvents(
    calendarIds: readonly string[],
    start: Date | string,
    end: Date | string,
  ): Promise<readonly T['event'][]> {
    return this.#listEvents(calendarIds, { range: this.#range({ start, end }) });
  }

  /** By default in all of the account's calendars. */
  async search(
    text: string,
    range: TimeSpan & { readonly calendarIds?: readonly string[] },
  ): Promise<readonly T['event'][]> {
    const query = { range: this.#range(range), text };
    return this.#listEvents(range.calendarIds ?? (await this.#allIds()), query);
  }

  async freeBusy(calendarIds: readonly string[], range: TimeSpan): Promise<readonly FreeBusy[]> {
    const span = this.#range(range);
    const answers = await this.#ask(this.#provider.freeBusy(this.#idsOf(calendarIds), span));
    // An app finds the answer by the name that it has asked by.
    return calendarIds.flatMap((calendarId) => {
      const id = this.#provider.idOf(calendarId);
      return answers
        .filter((answer) => answer.calendarId === id)
        .map((answer) => ({ ...answer, calendarId }));
    });
  }

  async addEvent(calendar: string, draft: T['draft']): Promise<T['event']> {
    const calendarId = this.#provider.idOf(calendar);
    const key = this.#provider.createKey();
    const event = this.#provider.draftEvent(calendarId, key, draft);
    return this.#write({ kind: 'put', event }, () =>
      this.#provider.insertEvent(calendarId, draft, key),
    );
  }

  async updateEvent(
    calendar: string,
    changes: CalendarEventChanges<T['draft']>,
  ): Promise<T['event']> {
    const calendarId = this.#provider.idOf(calendar);
    const shown = this.#shown(calendarId, changes.id);
    const event = shown && this.#provider.changeEvent(shown, changes);
    const write = event
      ? ({ kind: 'put', event } as const)
      : ({ kind: 'none', calendarId, eventId: changes.id } as const);
    return this.#write(write, () => {
      const current = this.#withCurrentVersion(calendarId, changes);
      return this.#provider.updateEvent(calendarId, current).pipe(
        tap((answer) => {
          if (current.version && answer.version && current.version !== answer.version) {
            this.#confirmed.replaced(calendarId, current.id, current.version, answer.version);
          }
        }),
      );
    });
  }

  async restoreEvent(deleted: T['event']): Promise<T['event']> {
    const event = { ...deleted, calendarId: this.#provider.idOf(deleted.calendarId) };
    return this.#write({ kind: 'put', event }, () => this.#provider.restoreEvent(event));
  }

  async deleteEvent(calendar: string, event: EventReference): Promise<void> {
    const calendarId = this.#provider.idOf(calendar);
    await this.#write({ kind: 'delete', calendarId, eventId: event.id }, () =>
      this.#provider
        .deleteEvent(calendarId, this.#withCurrentVersion(calendarId, event))
        .pipe(ignoreElements(), endWith(undefined)),
    );
  }

  /** Shows `write` from now on and, once it is confirmed, as it was confirmed, until what is read has caught up with it. */
  async #write<R extends T['event'] | undefined>(
    write: PendingWrite<T['event']>,
    request: () => Observable<R>,
  ): Promise<R> {
    const { calendarId, eventId } = targetOf(write);
    const event = write.kind === 'put' ? write.event : this.#shown(calendarId, eventId);
    this.#patch({ pending: [...this.#state.value.pending, write] });
    try {
      return await this.#writes.run(`${calendarId}/${eventId}`, async () => {
        const copy = this.#copy?.keeps(calendarId, event) ? this.#copy : undefined;
        const before = copy
          ? copy.held(calendarId, eventId)
          : heldIn(this.#state.value.windows.get(calendarId)?.events ?? [], eventId);
        const answer = await this.#ask(request());
        const done = answer ? ({ kind: 'put', event: answer } as const) : write;
        this.#own.add(calendarId, answer ?? { id: eventId });
        this.#done.next(done);
        // In the place that it had, since later writes of the same event were made on top of it.
        this.#replacePending(write, [done]);
        const confirmed = { write: done, before: await before, at: this.#clock.now() };
        if (copy) {
          void this.#untilCopied(copy, confirmed);
        } else {
          this.#untilListed(confirmed);
        }
        return answer;
      });
    } catch (error) {
      this.#replacePending(write, []);
      // Somebody else was first: what they did is to be seen.
      if (CalendarSyncError.from(error).code === 'conflict') {
        this.#copy?.sync(calendarId).catch(() => undefined);
      }
      throw error;
    }
  }

  #replacePending(write: PendingWrite<T['event']>, by: readonly PendingWrite<T['event']>[]): void {
    const { pending } = this.#state.value;
    this.#patch({ pending: pending.flatMap((other) => (other === write ? by : [other])) });
  }

  async #untilCopied(copy: LocalCopy<T>, confirmed: ConfirmedWrite<T['event']>): Promise<void> {
    const { calendarId, eventId } = targetOf(confirmed.write);
    await copy.until(calendarId, eventId, (held, askedAt) =>
      this.#confirmed.isShown(confirmed, held, askedAt),
    );
    this.#replacePending(confirmed.write, []);
  }

  /** Puts the answer into what was listed before it, and keeps it for lists that lag behind it. */
  #untilListed(confirmed: ConfirmedWrite<T['event']>): void {
    const { write } = confirmed;
    const { calendarId } = targetOf(write);
    const { windows, pending } = this.#state.value;
    this.#confirmed.add(confirmed);
    this.#patch({
      windows: written(windows, calendarId, write),
      pending: pending.filter((other) => other !== write),
    });
    const window = windows.get(calendarId);
    const isSeries = write.kind === 'put' && write.event.recurrence !== undefined;
    // The occurrences of a series are the provider's to tell, and pages under way may lack this write.
    if (window && (window.loading || isSeries)) {
      this.#load(calendarId, window.range);
    }
  }

  #shown(calendarId: string, eventId: string): T['event'] | undefined {
    return shownEvent(this.#state.value, calendarId, eventId);
  }

  /** The version that the user saw, or what our own writes have made of it since. */
  #withCurrentVersion<R extends EventReference>(calendarId: string, reference: R): R {
    const { id } = reference;
    const seen = reference.version ?? toldVersion(this.#state.value, calendarId, id);
    return seen
      ? { ...reference, version: this.#confirmed.latest(calendarId, id, seen) }
      : reference;
  }

  /** Days are those of the zone that times are told in. */
  #range({ start, end }: TimeSpan): TimeRange {
    return timeRange(start, end, this.#provider.timeZone);
  }

  /** An account has calendars: where none is known, it is asked, or says why it cannot tell. */
  async #allIds(): Promise<readonly string[]> {
    const { calendars } = this.#state.value;
    const all = calendars.length > 0 ? calendars : await this.listCalendars();
    return all.map(({ id }) => id);
  }

  #listEvents(calendarIds: readonly string[], query: EventQuery): Promise<readonly T['event'][]> {
    return this.#ask(
      from(this.#idsOf(calendarIds)).pipe(
        mergeMap((id) => this.#list(id, query).pipe(takeLast(1))),
        toArray(),
        map((lists) => inOrder(lists.flat())),
      ),
    );
  }

  /** However many calendars an app shows at once, the account's quota is spent a few requests at a time. */
  #list(calendarId: string, query: EventQuery): Observable<readonly T['event'][]> {
    return this.#limit.bounded(this.#provider.listEvents(calendarId, query));
  }

  /** The ids that the provider lists these calendars under, each once. */
  #idsOf(calendarIds: readonly string[]): readonly string[] {
    return [...new Set(calendarIds.map((id) => this.#provider.idOf(id)))];
  }

  #load(calendarId: string, range: TimeRange): void {
    this.#loads.get(calendarId)?.unsubscribe();
    const before = (this.#state.value.windows.get(calendarId)?.events ?? []).filter((event) =>
      inRange(event, range),
    );
    const show = (window: EventAnswer<T['event']>) => {
      this.#patch({
        windows: new Map(this.#state.value.windows).set(calendarId, { range, ...window }),
      });
    };
    show({ events: before, loading: true });
    const load = this.#source
      .watch(calendarId, range)
      .pipe(takeUntil(this.#closed))
      .subscribe((answer) => {
        const whole = !answer.loading && !answer.error;
        const listed = whole ? answer.events : mergeById(before, answer.events);
        const events = this.#confirmed.over(calendarId, listed, whole);
        show({ ...answer, events: events.filter((event) => inRange(event, range)) });
      });
    this.#loads.set(calendarId, load);
  }

  #ask<R>(request: Observable<R>): Promise<R> {
    return lastValueFrom(request.pipe(takeUntil(this.#closed))).catch((error: unknown) => {
      if (!(error instanceof EmptyError)) {
        throw CalendarSyncError.from(error);
      }
      throw new CalendarSyncError(
        'cancelled',
        'The session ended before this was done: somebody signed out, or another account signed in.',
      );
    });
  }

  #patch(change: Partial<SessionState<T>>): void {
    this.#state.next({ ...this.#state.value, ...change });
  }
}
