import {
  BehaviorSubject,
  distinctUntilChanged,
  EmptyError,
  endWith,
  from,
  ignoreElements,
  lastValueFrom,
  map,
  mergeMap,
  type Observable,
  ReplaySubject,
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
import { type EventWindow, inOrder, mergeById, sameElements } from '../queries/event-window';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  EventQuery,
  EventReference,
} from '../sync/calendar-provider';
import { type PendingWrite, targetOf } from '../replica/pending-write';
import type { CalendarView, TimeSpan } from './calendar-view';
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
  readonly #closed = new ReplaySubject<void>(1);

  readonly calendars$: Observable<readonly T['calendar'][]>;
  readonly events$: Observable<readonly T['event'][]>;
  readonly syncState$: Observable<SyncState>;

  constructor(provider: CalendarProvider<T>, calendars: readonly T['calendar'][] = []) {
    this.#provider = provider;
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
    this.syncState$ = sources$.pipe(map(syncStateOf));
  }

  /** Ends the session: requests are cancelled, and promises that wait for them reject with `cancelled`. */
  close(): void {
    this.#closed.next();
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

  /** Asks again for all that is in view. */
  refresh(): void {
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
        const { windows } = this.#state.value;
        this.#patch({ windows: confirmed(windows, calendarId, done), pending: others() });
        const window = windows.get(calendarId);
        // The occurrences of a series are the provider's to tell, and pages under way may lack this write.
        if (window && (window.loading || answer?.recurrence)) this.#load(calendarId, window.range);
        return answer;
      });
    } catch (error) {
      this.#patch({ pending: others() });
      throw error;
    }
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
    let arrived: readonly T['event'][] = [];
    const show = (window: Omit<EventWindow<T['event']>, 'range'>) => {
      this.#patch({
        windows: new Map(this.#state.value.windows).set(calendarId, { range, ...window }),
      });
    };
    show({ events: before, loading: true });
    const load = this.#provider
      .listEvents(calendarId, { range })
      .pipe(takeUntil(this.#closed))
      .subscribe({
        next: (events) => {
          arrived = events;
          show({ events: mergeById(before, events), loading: true });
        },
        complete: () => {
          show({ events: arrived, loading: false });
        },
        error: (error: unknown) => {
          show({
            events: mergeById(before, arrived),
            loading: false,
            error: CalendarSyncError.from(error),
          });
        },
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
