import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  EmptyError,
  endWith,
  from,
  ignoreElements,
  lastValueFrom,
  map,
  mergeMap,
  type Observable,
  of,
  ReplaySubject,
  scan,
  startWith,
  Subject,
  type Subscription,
  takeLast,
  takeUntil,
  tap,
  toArray,
} from 'rxjs';
import type { CalendarEventChanges } from '../model/calendar-event';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { FreeBusy } from '../model/free-busy';
import { inRange, sameRange, type TimeRange, timeRange } from '../model/time-range';
import { type EventAnswer, type EventSource, OnlineEvents } from '../queries/event-source';
import { eventsOf, inOrder, mergeById, sameElements } from '../queries/event-window';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  EventQuery,
  EventReference,
} from '../sync/calendar-provider';
import { type PendingWrite, targetOf } from '../replica/pending-write';
import { type CalendarChanges, calendarChanges, OwnWrites } from './calendar-changes';
import type { CalendarView, TimeSpan } from './calendar-view';
import type { LocalCopy } from './local-copy';
import {
  confirmed,
  eventsInView,
  knownEvent,
  sameSources,
  type SessionState,
  shownEvent,
  type SyncState,
  syncStateOf,
} from './session-state';
import { WriteQueue } from './write-queue';

/** How many calendars are asked at a time. */
const calendarsAtOnce = 6;

/** One account's calendars while it is signed in: what is in view, and every read and write of it. */
export class CalendarSession<T extends CalendarProviderTypes = CalendarProviderTypes> {
  readonly #provider: CalendarProvider<T>;
  readonly #state: BehaviorSubject<SessionState<T>>;
  readonly #loads = new Map<string, Subscription>();
  readonly #writes = new WriteQueue();
  /** What our own writes have made of the versions that they were made on; events of a series may share one. */
  readonly #successors = new Map<string, string>();
  readonly #copy: LocalCopy<T> | undefined;
  readonly #source: EventSource<T['event']>;
  /** Writes that the provider has answered. */
  readonly #done = new Subject<PendingWrite<T['event']>>();
  readonly #own = new OwnWrites();
  readonly #closed = new ReplaySubject<void>(1);

  readonly calendars$: Observable<readonly T['calendar'][]>;
  readonly events$: Observable<readonly T['event'][]>;
  readonly syncState$: Observable<SyncState>;
  /** What changes in the copy, here or elsewhere; without a copy nothing tells. */
  readonly changes$: Observable<CalendarChanges<T['event']>>;

  /** With a copy events come from it, and the provider only feeds it. */
  constructor(
    provider: CalendarProvider<T>,
    calendars: readonly T['calendar'][] = [],
    copy?: LocalCopy<T>,
  ) {
    this.#provider = provider;
    this.#copy = copy;
    this.#source =
      copy ?? new OnlineEvents((calendarId, range) => provider.listEvents(calendarId, { range }));
    this.#state = new BehaviorSubject<SessionState<T>>({
      calendars,
      view: undefined,
      windows: new Map(),
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
    copy?.calendars$.pipe(takeUntil(this.#closed)).subscribe((list) => {
      this.setCalendars(list);
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
    const range = timeRange(view.start, view.end);
    const calendarIds = [...new Set(view.calendarIds)];
    this.#patch({ view: { calendarIds, range } });
    for (const id of calendarIds) {
      const window = this.#state.value.windows.get(id);
      if (!window || window.error || !sameRange(window.range, range)) this.#load(id, range);
    }
  }

  /** The events of a range: now, and whenever they change. Without a copy only the app's own writes change them. */
  watchEvents(view: CalendarView): Observable<readonly T['event'][]> {
    const range = timeRange(view.start, view.end);
    const ids = [...new Set(view.calendarIds)];
    if (ids.length === 0) return of([]);
    const windows$ = combineLatest(
      ids.map((id) =>
        this.#source.watch(id, range).pipe(map((answer) => [id, { ...answer, range }] as const)),
      ),
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
    return combineLatest([windows$, writes$]).pipe(
      map(([windows, writes]) => eventsOf(ids, range, new Map(windows), writes)),
      distinctUntilChanged(sameElements),
      takeUntil(this.#closed),
    );
  }

  /** Brings the copy up to date, all of it; without one, asks again for all that is in view. */
  async sync(): Promise<void> {
    if (this.#copy) await this.#copy.sync();
    else this.refresh();
  }

  /** Asks again for all that is in view. */
  refresh(): void {
    this.#copy?.sync().catch(() => undefined);
    if (this.#copy) return;
    const { view } = this.#state.value;
    if (view) for (const id of view.calendarIds) this.#load(id, view.range);
  }

  async getEvents(
    calendarIds: readonly string[],
    start: Date | string,
    end: Date | string,
  ): Promise<readonly T['event'][]> {
    return this.#listEvents(calendarIds, { range: timeRange(start, end) });
  }

  /** By default in all of the account's calendars. */
  async search(
    text: string,
    range: TimeSpan & { readonly calendarIds?: readonly string[] },
  ): Promise<readonly T['event'][]> {
    const ids = range.calendarIds ?? this.#state.value.calendars.map((calendar) => calendar.id);
    return this.#listEvents(ids, { range: timeRange(range.start, range.end), text });
  }

  async freeBusy(calendarIds: readonly string[], range: TimeSpan): Promise<readonly FreeBusy[]> {
    return this.#ask(this.#provider.freeBusy(calendarIds, timeRange(range.start, range.end)));
  }

  async addEvent(calendarId: string, draft: T['draft']): Promise<T['event']> {
    const key = this.#provider.createKey();
    const event = this.#provider.draftEvent(calendarId, key, draft);
    return this.#write({ kind: 'put', event }, () =>
      this.#provider.insertEvent(calendarId, draft, key),
    );
  }

  async updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
  ): Promise<T['event']> {
    const shown = shownEvent(this.#state.value, calendarId, changes.id);
    const event = shown && this.#provider.changeEvent(shown, changes);
    const write = event
      ? ({ kind: 'put', event } as const)
      : ({ kind: 'none', calendarId, eventId: changes.id } as const);
    return this.#write(write, () => {
      const current = this.#withCurrentVersion(calendarId, changes);
      return this.#provider.updateEvent(calendarId, current).pipe(
        tap((answer) => {
          if (current.version && answer.version && current.version !== answer.version) {
            this.#successors.set(versionKey(calendarId, current), answer.version);
          }
        }),
      );
    });
  }

  async restoreEvent(event: T['event']): Promise<T['event']> {
    return this.#write({ kind: 'put', event }, () => this.#provider.restoreEvent(event));
  }

  async deleteEvent(calendarId: string, event: EventReference): Promise<void> {
    await this.#write({ kind: 'delete', calendarId, eventId: event.id }, () =>
      this.#provider
        .deleteEvent(calendarId, this.#withCurrentVersion(calendarId, event))
        .pipe(ignoreElements(), endWith(undefined)),
    );
  }

  /** Shows `write` from now until the answer is there, which takes its place in one step. */
  async #write<R extends T['event'] | undefined>(
    write: PendingWrite<T['event']>,
    request: () => Observable<R>,
  ): Promise<R> {
    this.#patch({ pending: [...this.#state.value.pending, write] });
    const others = () => this.#state.value.pending.filter((other) => other !== write);
    const { calendarId, eventId } = targetOf(write);
    try {
      return await this.#writes.run(`${calendarId}/${eventId}`, async () => {
        const answer = await this.#ask(request());
        const done = answer ? ({ kind: 'put', event: answer } as const) : write;
        this.#own.add(this.#copy?.idOf(calendarId) ?? calendarId, answer ?? { id: eventId });
        this.#done.next(done);
        const copy = this.#copy?.holds(calendarId) ? this.#copy : undefined;
        const { windows } = this.#state.value;
        this.#patch({
          windows: confirmed(windows, calendarId, done),
          pending: copy ? [...others(), done] : others(),
        });
        if (copy) {
          void this.#untilCopied(copy, calendarId, done);
          return answer;
        }
        const window = windows.get(calendarId);
        // The occurrences of a series are the provider's to tell, and pages under way may lack this write.
        if (window && (window.loading || answer?.recurrence)) this.#load(calendarId, window.range);
        return answer;
      });
    } catch (error) {
      this.#patch({ pending: others() });
      // Somebody else was first: what they did is to be seen.
      if (CalendarSyncError.from(error).code === 'conflict') {
        this.#copy?.sync(calendarId).catch(() => undefined);
      }
      throw error;
    }
  }

  /** What the provider has confirmed is shown as it is confirmed until the copy has it. */
  async #untilCopied(
    copy: LocalCopy<T>,
    calendarId: string,
    done: PendingWrite<T['event']>,
  ): Promise<void> {
    await copy.settled(calendarId);
    this.#patch({ pending: this.#state.value.pending.filter((other) => other !== done) });
  }

  /** The version that the user saw, or what our own writes have made of it since. */
  #withCurrentVersion<R extends EventReference>(calendarId: string, reference: R): R {
    const known = knownEvent(this.#state.value.windows, calendarId, reference.id)?.version;
    let version = reference.version ?? known;
    for (let next = version; next;) {
      version = next;
      next = this.#successors.get(versionKey(calendarId, { id: reference.id, version }));
    }
    return version ? { ...reference, version } : reference;
  }

  #listEvents(calendarIds: readonly string[], query: EventQuery): Promise<readonly T['event'][]> {
    return this.#ask(
      from(new Set(calendarIds)).pipe(
        mergeMap((id) => this.#provider.listEvents(id, query).pipe(takeLast(1)), calendarsAtOnce),
        toArray(),
        map((lists) => inOrder(lists.flat())),
      ),
    );
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
        show(whole ? answer : { ...answer, events: mergeById(before, answer.events) });
      });
    this.#loads.set(calendarId, load);
  }

  #ask<R>(request: Observable<R>): Promise<R> {
    return lastValueFrom(request.pipe(takeUntil(this.#closed))).catch((error: unknown) => {
      if (!(error instanceof EmptyError)) throw CalendarSyncError.from(error);
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

function versionKey(calendarId: string, { id, version }: EventReference): string {
  return JSON.stringify([calendarId, id, version]);
}
