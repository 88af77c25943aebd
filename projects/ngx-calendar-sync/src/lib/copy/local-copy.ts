import {
  BehaviorSubject,
  combineLatest,
  concatMap,
  distinctUntilChanged,
  EMPTY,
  filter,
  firstValueFrom,
  from,
  map,
  type Observable,
  race,
  ReplaySubject,
  type SchedulerLike,
  Subject,
  switchMap,
  take,
  takeUntil,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import type { BrowserTabs } from '../ambient/browser-tabs';
import { CalendarSyncError } from '../model/calendar-sync-error';
import { type TimeRange, worldwideRangeOf } from '../model/time-range';
import { CopiedEvents, type CopyChange } from './copied-events';
import { type EventAnswer, type EventSource, OnlineEvents } from '../provider/event-source';
import { InFlight } from './in-flight';
import { RequestLimit } from '../provider/request-limit';
import type { ReplicaEntry } from '../replica/replica-entry';
import type { ReplicaStatus, ReplicaStore } from '../replica/replica-store';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  PullScope,
} from '../provider/calendar-provider';
import {
  type CopyMessage,
  heardError,
  heardProgress,
  isCopyMessage,
  toldError,
  toldProgress,
} from './copy-message';
import {
  type CompletedPull,
  type CopyProgress,
  CopySync,
  type CopySyncEvent,
  noProgress,
} from './copy-sync';
import { Leadership } from './leadership';
import { keepsTime } from './pull-scope';
import type { HeldEvent } from '../outbox/confirmed-writes';

export interface LocalCopyContext<T extends CalendarProviderTypes> {
  readonly provider: CalendarProvider<T>;
  readonly store: ReplicaStore;
  readonly tabs: BrowserTabs;
  /** What the copy is to hold, asked for at each pull: a window may move on while the app runs. */
  readonly scope: () => PullScope;
  /** What is copied beside the calendars that are viewed; by default those that are selected at the provider. */
  readonly calendarIds?: readonly string[] | undefined;
  /** IANA name of the zone that a calendar's times are told in. */
  readonly timeZoneOf: (calendarId: string) => string | undefined;
  readonly visible$: Observable<boolean>;
  /** When a pass may be worth it at once. */
  readonly wake$: Observable<unknown>;
  readonly clock: SchedulerLike;
  readonly random: () => number;
}

/** What is known of the copy. */
export interface CopyState extends CopyProgress {
  readonly storage: ReplicaStatus;
}

/** How long a tab waits for the tab that leads to answer that it has synced. */
const SYNC_ANSWER_TIMEOUT_MS = 60_000;
/** How long a pass waits until what the user looks at is there. */
const MAX_WAIT_FOR_VIEW_MS = 5_000;

/** One account's local copy: what it shows, and the tab among many that keeps it up to date. */
export class LocalCopy<T extends CalendarProviderTypes> implements EventSource<T['event']> {
  readonly #context: LocalCopyContext<T>;
  readonly #events: CopiedEvents<T['event']>;
  readonly #sync: CopySync;
  readonly #leadership: Leadership;
  readonly #changes = new Subject<CopyChange | undefined>();
  readonly #pulled = new Subject<CompletedPull>();
  readonly #progress = new BehaviorSubject<CopyProgress>(noProgress);
  readonly #calendars = new ReplaySubject<readonly T['calendar'][]>(1);
  readonly #done = new Subject<Extract<CopyMessage, { copy: 'done' }>>();
  readonly #previews = new InFlight();
  readonly #closed = new Subject<void>();
  readonly #viewed = new Set<string>();
  #listed: readonly T['calendar'][] = [];
  #visible = false;

  /** The account's calendars as the copy has them. */
  readonly calendars$: Observable<readonly T['calendar'][]> = this.#calendars;
  /** What has changed in the copy, whoever has changed it. */
  readonly changes$: Observable<CopyChange> = this.#changes.pipe(
    filter((change) => change !== undefined),
  );
  /** Each calendar as its pull is complete, whichever tab has pulled it, also where nothing had changed. */
  readonly pulled$: Observable<CompletedPull> = this.#pulled;
  readonly state$: Observable<CopyState>;

  constructor(context: LocalCopyContext<T>) {
    const { provider, store, tabs, scope, visible$, wake$, clock, random } = context;
    this.#context = context;
    const limit = new RequestLimit(provider.maxParallelRequests);
    const online = new OnlineEvents<T['event']>((calendarId, range) =>
      this.#previews.counted(limit.bounded(provider.listEvents(calendarId, { range }))),
    );
    this.#events = new CopiedEvents({
      store,
      changes$: this.#changes,
      toEvent: (calendarId, record) => provider.toEvent(calendarId, record),
      occurrencesIn: provider.occurrencesIn?.bind(provider),
      occurrenceOf: provider.occurrenceOf?.bind(provider),
      timeZoneOf: context.timeZoneOf,
      online,
    });
    this.#sync = new CopySync({
      provider,
      store,
      scope,
      clock,
      random,
      calendarIds: () => this.#copied(),
      shown: () => this.#shown(),
      visible: () => this.#visible,
    });
    this.state$ = combineLatest([this.#progress, store.status$, this.#events.problems$]).pipe(
      map(([progress, storage, unreadable]) => {
        const problems = [...progress.problems, ...unreadable];
        return { ...progress, problems, storage };
      }),
    );

    const open$ = <V>(source: Observable<V>) => source.pipe(takeUntil(this.#closed));
    open$(visible$).subscribe((visible) => (this.#visible = visible));
    open$(tabs.said$.pipe(filter(isCopyMessage))).subscribe((message) => {
      this.#hear(message);
    });
    open$(this.#sync.events$).subscribe((event) => {
      this.#tell(event);
    });
    open$(store.damaged$).subscribe((calendarId) => {
      this.#say({ copy: 'damaged', calendarId });
    });
    this.#leadership = new Leadership(tabs, visible$, clock);
    // The other tabs cannot see what this one stores from now on.
    open$(store.status$.pipe(filter(isOutOfReach), take(1))).subscribe(() => {
      this.#leadership.goAlone();
    });
    open$(
      this.#leadership.leading$.pipe(
        distinctUntilChanged(),
        switchMap((leading) => (leading ? this.#sync.keepUp(wake$) : EMPTY)),
      ),
    ).subscribe();
    void this.#recall();
  }

  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<T['event']>> {
    if (!this.#viewed.has(calendarId)) {
      this.#viewed.add(calendarId);
      this.#say({ copy: 'viewed', calendarIds: [...this.#viewed] });
      // A calendar that was not copied so far is from now on.
      const synced = this.#progress.value.syncedAt !== undefined;
      if (synced && this.holds(calendarId) && !this.#chosen.includes(calendarId)) {
        this.sync(calendarId).catch(() => undefined);
      }
    }
    return this.#events.watch(calendarId, range);
  }

  /** Resolves when the copy, or one calendar of it, shows what the provider had at this moment, or later. */
  async sync(calendarId?: string): Promise<void> {
    const id = String(Math.random());
    const one = calendarId === undefined ? {} : { calendarId };
    const done = firstValueFrom(
      this.#done.pipe(
        filter((message) => message.id === id),
        takeUntil(this.#closed),
        timeout({
          first: SYNC_ANSWER_TIMEOUT_MS,
          scheduler: this.#context.clock,
          with: () => throwError(noAnswer),
        }),
      ),
      { defaultValue: undefined },
    );
    if (!this.#leadership.leading) {
      this.#say({ copy: 'ask', id, ...one });
    }
    // A tab that has just been opened may lead in a moment, and then nobody else hears it ask.
    const leads$ = this.#leadership.leading$.pipe(filter(Boolean), take(1));
    const serving = leads$.subscribe(() => {
      this.#serve({ id, ...one });
    });
    try {
      const { error } = (await done) ?? {};
      if (error) {
        throw heardError(error);
      }
    } finally {
      serving.unsubscribe();
    }
    await this.#events.seen();
  }

  /** Whether a calendar is one that the copy holds, or will. */
  holds(calendarId: string): boolean {
    return this.#listed.some((calendar) => calendar.id === calendarId);
  }

  /** Whether an event is one that the copy is to hold; what is not is asked for at the provider whenever it is viewed. */
  keeps(calendarId: string, event: T['event'] | undefined): boolean {
    const time = event && worldwideRangeOf(event);
    return this.holds(calendarId) && (!time || keepsTime(this.#context.scope(), time));
  }

  /** What the copy holds of an event, a deleted one too; `undefined` where it has not heard of it. */
  async held(calendarId: string, eventId: string): Promise<HeldEvent | undefined> {
    // What cannot be read is not held: events are then asked for at the provider.
    const found = await this.#context.store.find(calendarId, [eventId]).catch(() => undefined);
    const entry = found?.get(eventId);
    if (!entry) {
      return undefined;
    }
    const event = this.#readable(calendarId, entry);
    const deleted = entry.kind === 'gone' || entry.kind === 'cancelled';
    return { deleted, version: event?.version, value: entry };
  }

  /**
   * Has a calendar pulled, and resolves when what the copy holds of an event is as `isDone` says: it is asked after every
   * completed pull of that calendar, whichever tab does it, with the time at which that began. A pull that fails is
   * followed by the next one; what happens to other calendars does not matter.
   */
  async until(
    calendarId: string,
    eventId: string,
    isDone: (held: HeldEvent | undefined, begunAt: number) => boolean,
  ): Promise<void> {
    const done$ = this.#pulled.pipe(
      filter((pulled) => pulled.calendarId === calendarId),
      concatMap(async ({ begunAt }) => isDone(await this.held(calendarId, eventId), begunAt)),
      filter(Boolean),
      takeUntil(this.#closed),
    );
    const done = firstValueFrom(done$, { defaultValue: true });
    this.sync(calendarId).catch(() => undefined);
    await done;
    await this.#events.seen();
  }

  /** What the copy holds under some ids, as events. */
  async find(calendarId: string, ids: readonly string[]): Promise<ReadonlyMap<string, T['event']>> {
    const found = new Map<string, T['event']>();
    for (const [id, entry] of await this.#context.store.find(calendarId, ids)) {
      const event = this.#readable(calendarId, entry);
      if (event) {
        found.set(id, event);
      }
    }
    return found;
  }

  /** `undefined` for an entry without an event, or with one that the provider cannot read. */
  #readable(calendarId: string, entry: ReplicaEntry): T['event'] | undefined {
    try {
      return 'record' in entry
        ? this.#context.provider.toEvent(calendarId, entry.record)
        : undefined;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#closed.next();
    this.#leadership.close();
    this.#context.store.close();
    this.#context.tabs.close();
  }

  /** The calendars that the copy is to hold: first what the user looks at. */
  async #copied(): Promise<readonly string[]> {
    await this.#list();
    return [...new Set([...this.#viewed, ...this.#chosen])].filter((id) => this.holds(id));
  }

  /** Those that are copied whether they are viewed or not. */
  get #chosen(): readonly string[] {
    const { calendarIds, provider } = this.#context;
    if (calendarIds) {
      return calendarIds.map((id) => provider.idOf(id));
    }
    return this.#listed.filter((calendar) => calendar.selected).map(({ id }) => id);
  }

  #shown(): Promise<unknown> {
    const { clock } = this.#context;
    return firstValueFrom(race(from(this.#previews.idle()), timer(MAX_WAIT_FOR_VIEW_MS, clock)));
  }

  #serve({ id, calendarId }: { readonly id: string; readonly calendarId?: string }): void {
    const done = (error?: CalendarSyncError) => {
      const message = { copy: 'done', id, ...(error ? { error: toldError(error) } : {}) } as const;
      this.#say(message);
      this.#done.next(message);
    };
    const synced = calendarId === undefined ? this.#sync.sync() : this.#sync.pull(calendarId);
    synced.then(
      () => {
        done();
      },
      (error: unknown) => {
        done(CalendarSyncError.from(error));
      },
    );
  }

  #tell(event: CopySyncEvent): void {
    switch (event.kind) {
      case 'calendars':
        this.#say({ copy: 'calendars' });
        void this.#recall();
        break;
      case 'committed':
        this.#say({ copy: 'committed', calendarId: event.calendarId, changes: event.changes });
        this.#changes.next(event);
        break;
      case 'pulled':
        this.#say({ copy: 'pulled', calendarId: event.calendarId, begunAt: event.begunAt });
        this.#pulled.next(event);
        break;
      case 'progress':
        this.#say({ copy: 'progress', progress: toldProgress(event.progress) });
        this.#progress.next(event.progress);
        break;
    }
  }

  #hear(message: CopyMessage): void {
    switch (message.copy) {
      case 'calendars':
        void this.#recall();
        break;
      case 'committed':
        this.#changes.next(message);
        break;
      case 'pulled':
        this.#pulled.next(message);
        break;
      case 'progress':
        this.#progress.next(heardProgress(message.progress));
        break;
      case 'viewed':
        for (const id of message.calendarIds) {
          this.#viewed.add(id);
        }
        break;
      case 'damaged':
        void this.#context.store.rememberDamage(message.calendarId);
        break;
      case 'ask':
        if (this.#leadership.leading) {
          this.#serve(message);
        }
        break;
      case 'done':
        this.#done.next(message);
        break;
    }
  }

  #say(message: CopyMessage): void {
    this.#context.tabs.say(message);
  }

  /** Has the calendars of the copy told anew, and what shows in their colours. */
  async #recall(): Promise<void> {
    if (!(await this.#list())) {
      return;
    }
    this.#calendars.next(this.#listed);
    this.#changes.next(undefined);
  }

  /** Takes the calendars of the copy for the account's; false where it has none yet. */
  async #list(): Promise<boolean> {
    const records = await this.#context.store.calendars();
    if (records) {
      this.#listed = this.#context.provider.recall(records);
    }
    return records !== undefined;
  }
}

/** A copy that had to leave the storage that tabs share. */
function isOutOfReach(status: ReplicaStatus): boolean {
  return status.kind === 'memory' && status.reason !== 'chosen';
}

function noAnswer(): CalendarSyncError {
  return new CalendarSyncError('unavailable', 'The tab that keeps the calendars does not answer.');
}
