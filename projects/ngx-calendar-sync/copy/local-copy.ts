import {
  BehaviorSubject,
  concatMap,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  finalize,
  from,
  type Observable,
  of,
  type SchedulerLike,
  Subject,
  switchMap,
  takeUntil,
} from 'rxjs';
import { type ɵBrowserTabs as BrowserTabs } from 'ngx-calendar-sync/base';
import {
  type TimeRange,
  type ɵCalendarProvider as CalendarProvider,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type ɵPullScope as PullScope,
  type CalendarChanges,
  type ɵConfirmWrite as ConfirmWrite,
  type ɵEventAnswer as EventAnswer,
  type ɵEventBackend as EventBackend,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵSeriesOverlay as SeriesOverlay,
  type ɵWriteLog as WriteLog,
  type ɵWriteTarget as WriteTarget,
  type ɵOnlineEvents as OnlineEvents,
  type ɵReplicaStore as ReplicaStore,
  ɵexpandSeries as expandSeries,
  type CopyState,
  type CopyProgress,
} from 'ngx-calendar-sync/core';
import { calendarChanges } from './calendar-changes';
import { CopiedCalendars, type CopiedCalendarsContext } from './copied-calendars';
import { CopiedEvents, type CopyChange } from './copied-events';
import { CopiedWrites } from './copied-writes';
import { CopyConversation } from './copy-conversation';
import { type CompletedPull, type CopySyncEvent, noProgress } from './copy-progress';
import { copyState } from './copy-state';
import { HeldEvents } from './held-events';
import { HeldSeries, type HeldSeriesContext } from './held-series';
import { InFlight, inTime } from './in-flight';
import { LazyCopySync, type LazyCopySyncContext } from './lazy-copy-sync';
import { Leadership } from './leadership';
import { previewedEvents } from './previewed-events';
import { PullSchedule } from './pull-schedule';
import type { ViewedCalendars } from './viewed-calendars';
import type { CopyWorker } from './worker-thread/copy-worker';

export interface LocalCopyContext<T extends CalendarProviderTypes>
  extends CopiedCalendarsContext, Pick<LazyCopySyncContext, 'loadSync' | 'stager'> {
  readonly provider: CalendarProvider<T>;
  readonly store: ReplicaStore;
  readonly tabs: BrowserTabs;
  /** What the replica is to cover, asked at each pull: a window may move on while the app runs. */
  readonly scope: () => PullScope;
  /** IANA name of the zone that a calendar's times are told in. */
  readonly timeZoneOf: (calendarId: string) => string | undefined;
  /**
   * As in {@link CalendarProvider}, for a provider that leaves it to the copy: an app without a copy does without the
   * code.
   */
  readonly occurrenceOf?: CalendarProvider<T>['occurrenceOf'];
  /** Does a part of the work beside the page; `undefined` where its code cannot be loaded. */
  readonly worker?: Promise<CopyWorker | undefined> | undefined;
  /** Keeps the app's writes until the copy shows them; by default nothing does. */
  readonly writes?: WriteLog<T['event']>;
  readonly visible$: Observable<boolean>;
  /** When a pass may be worth it at once. */
  readonly wake$: Observable<unknown>;
  readonly clock: SchedulerLike;
  readonly random: () => number;
}

/** One account's local copy. What it does not hold, the provider is asked for online. */
export class LocalCopy<T extends CalendarProviderTypes> implements EventBackend<
  T['event'],
  CopyState
> {
  readonly #context: LocalCopyContext<T>;
  readonly #online: OnlineEvents<T['event']>;
  readonly #events: CopiedEvents<T['event']>;
  readonly #held: HeldEvents<T['event']>;
  readonly #series: HeldSeries<T['event']>;
  readonly #writes: CopiedWrites<T['event']>;
  readonly #calendars: CopiedCalendars;
  readonly #conversation: CopyConversation;
  readonly #leadership: Leadership;
  readonly #changes = new Subject<CopyChange | undefined>();
  readonly #pulled = new Subject<CompletedPull>();
  readonly #progress = new BehaviorSubject<CopyProgress>(noProgress);
  readonly #previews = new InFlight();
  readonly #schedule: PullSchedule;
  readonly #closed = new Subject<void>();
  #visible = false;
  #worker: CopyWorker | undefined;

  readonly writes?: WriteLog<T['event']>;
  readonly state$: Observable<CopyState>;
  readonly changes$: Observable<CalendarChanges<T['event']>> = this.#changes.pipe(
    filter((change) => change !== undefined),
    concatMap((change) =>
      from(
        calendarChanges<T['event']>(change, this.#writes.own, (id, ids) =>
          this.#held.find(id, ids),
        ),
      ),
    ),
  );
  /** Each calendar as its pull is complete, whichever tab has pulled it, also where nothing had changed. */
  readonly pulled$: Observable<CompletedPull> = this.#pulled;

  constructor(context: LocalCopyContext<T>) {
    const { provider, store, tabs, visible$, wake$, clock } = context;
    this.#context = context;
    if (context.writes) {
      this.writes = context.writes;
    }
    void context.worker?.then((worker) => (this.#worker = worker));
    this.#calendars = new CopiedCalendars(context);
    this.#schedule = new PullSchedule(clock, context.random);
    this.#online = previewedEvents(provider, this.#previews, clock);
    const toEvent: typeof provider.toEvent = (...record) => provider.toEvent(...record);
    this.#held = new HeldEvents(store, toEvent, provider.occurrencesIn !== undefined);
    const reading: HeldSeriesContext<T['event']> = {
      store,
      toEvent,
      occurrencesIn: provider.occurrencesIn?.bind(provider),
      occurrenceOf: context.occurrenceOf ?? provider.occurrenceOf?.bind(provider),
      expandSeries: (series, query) =>
        this.#worker ? this.#worker.expand(series, query) : expandSeries(series, query),
      timeZoneOf: context.timeZoneOf,
    };
    this.#series = new HeldSeries(reading);
    this.#events = new CopiedEvents({ ...reading, changes$: this.#changes, online: this.#online });
    this.#writes = new CopiedWrites({
      held: this.#held,
      online: this.#online,
      pulled$: this.#pulled,
      isListed: (calendarId) => this.#calendars.isListed(calendarId),
      scope: context.scope,
      log: context.writes,
      leads: () => this.#leadership.leading,
      sync: (calendarId) => this.#conversation.sync(calendarId),
      readsDone: () => this.#events.readsDone(),
      closed$: this.#closed,
    });
    const sync = new LazyCopySync({
      ...context,
      calendarIds: () => this.#calendars.ids(new Set([...this.#viewed.ids, ...this.#viewed.seen])),
      viewed: () => this.#viewed.ids,
      schedule: this.#schedule,
      shown: () => inTime(this.#previews.idle(), clock),
      readsDone: () => inTime(this.#events.readsDone(), clock),
      visible: () => this.#visible,
    });
    this.state$ = copyState({
      progress$: this.#progress,
      storage$: store.status$,
      writeStorage$: context.writes?.status$,
      problems$: this.#events.problems$,
      worker: context.worker,
    });
    const untilClosed = <V>(source: Observable<V>) => source.pipe(takeUntil(this.#closed));
    untilClosed(visible$).subscribe((visible) => (this.#visible = visible));
    this.#leadership = new Leadership(tabs, visible$, clock);
    this.#conversation = new CopyConversation({
      tabs,
      leadership: this.#leadership,
      sync,
      store,
      clock,
    });
    untilClosed(this.#conversation.events$).subscribe((event) => {
      this.#follow(event);
    });
    // The other tabs cannot see what this one stores from then on.
    this.#leadership.goAloneWithout(store.status$);
    untilClosed(
      this.#leadership.leading$.pipe(
        distinctUntilChanged(),
        switchMap((leading) => (leading ? sync.keepUp(wake$, this.#outdatedView$) : EMPTY)),
      ),
    ).subscribe();
    void this.#restoreCalendars();
  }

  watch(
    calendarId: string,
    range: TimeRange,
    inView$: Observable<boolean> = of(true),
  ): Observable<EventAnswer<T['event']>> {
    return defer(() => {
      const view = this.#viewed.openWhile(calendarId, inView$).subscribe();
      return this.#events.watch(calendarId, range).pipe(
        finalize(() => {
          view.unsubscribe();
        }),
      );
    });
  }

  /** What is watched and not in the copy is asked for online; its errors are told where it is watched. */
  async refresh(calendarId?: string): Promise<void> {
    const online = this.#online.refresh(calendarId);
    if (calendarId !== undefined && !this.#calendars.isListed(calendarId)) {
      await online;
      return;
    }
    const watched = online.catch(() => undefined);
    await this.#conversation.sync(calendarId);
    await watched;
    await this.#events.readsDone();
  }

  /** The stored list, which every tab reads, follows with the next pass: one that fails is followed by another. */
  calendarsChanged(): void {
    this.#conversation.sync().catch(() => undefined);
  }

  beforeWrite(target: WriteTarget, event: T['event'] | undefined): ConfirmWrite<T['event']> {
    return this.#writes.beforeWrite(target, event);
  }

  /** What the copy holds under some ids, as events. */
  find(calendarId: string, ids: readonly string[]): Promise<ReadonlyMap<string, T['event']>> {
    return this.#held.find(calendarId, ids);
  }

  series(calendarId: string, seriesId: string): Promise<SeriesEventsOf<T['event']> | undefined> {
    return this.#series.series(calendarId, seriesId);
  }

  occurrencesOf(
    series: SeriesOverlay<T['event']>,
    range: TimeRange,
  ): Promise<readonly T['event'][]> {
    return this.#series.occurrencesOf(series, range);
  }

  close(): void {
    this.#closed.next();
    void this.writes?.close();
    void this.#context.worker?.then((worker) => {
      worker?.close();
    });
    this.#conversation.close();
    this.#leadership.close();
    this.#context.store.close();
    this.#context.tabs.close();
  }

  get #viewed(): ViewedCalendars {
    return this.#conversation.viewed;
  }

  /** Emits when calendars come into view that were not pulled lately, or are not in the copy yet. */
  get #outdatedView$(): Observable<unknown> {
    return this.#viewed.opened$.pipe(
      filter(() => this.#progress.value.syncedAt !== undefined),
      filter((ids) =>
        ids.some((id) => this.#calendars.isListed(id) && !this.#schedule.isFresh(id)),
      ),
    );
  }

  #follow(event: CopySyncEvent): void {
    this.#schedule.follow(event);
    switch (event.kind) {
      case 'calendars':
        void this.#restoreCalendars();
        break;
      case 'committed':
        this.#changes.next(event);
        break;
      case 'pulled':
        this.#pulled.next(event);
        break;
      case 'progress':
        if (event.progress.phase !== this.#progress.value.phase) {
          this.#viewed.announceAgain();
        }
        this.#progress.next(event.progress);
        break;
      case 'leads':
        this.#viewed.announceAgain();
        break;
    }
  }

  /** Loads the stored list of calendars, and has everything in view read again: colours and rights may have changed. */
  async #restoreCalendars(): Promise<void> {
    if (await this.#calendars.restore()) {
      this.#changes.next(undefined);
    }
  }
}
