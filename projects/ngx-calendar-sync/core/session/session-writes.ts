import { BehaviorSubject, filter, type Observable, of, switchMap } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { CalendarEventChanges } from '../model/calendar-event';
import type { WriteOptions } from '../model/command-options';
import type {
  ConflictChoice,
  PendingWrite,
  UndoableWrite,
  WriteConflict,
} from '../model/pending-write';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  SeriesEventsOf,
} from '../provider/calendar-provider';
import type {
  DirectWrite,
  EventReference,
  EventWrite,
  InvitationResponse,
  Overlay,
  PlannedWrite,
  SeriesWrite,
  WriteTarget,
} from '../provider/event-write';
import { assertSettled } from './assert-settled';
import { EventsToWrite } from './events-to-write';
import type { CreateOutbox, SessionContext, SessionOutbox } from './session-outbox';

export interface SessionWritesContext<T extends CalendarProviderTypes> extends Omit<
  SessionContext<T['event']>,
  'provider'
> {
  readonly provider: CalendarProvider<T>;
  readonly createOutbox: CreateOutbox<T['event']>;
}

/** The writes of a session. The outbox, whose code is loaded later, is made for the first of them. */
export class SessionWrites<T extends CalendarProviderTypes> {
  readonly #context: SessionWritesContext<T>;
  readonly #events: EventsToWrite<T>;
  readonly #outbox = new BehaviorSubject<SessionOutbox<T['event']> | undefined>(undefined);

  readonly overlays$: Observable<readonly Overlay<T['event']>[]> = this.#live(
    (outbox) => outbox.overlays$,
  );
  readonly pendingWrites$: Observable<readonly PendingWrite<T['event']>[]> = this.#live(
    (outbox) => outbox.pendingWrites$,
  );
  readonly undoableWrites$: Observable<readonly UndoableWrite[]> = this.#live(
    (outbox) => outbox.undoableWrites$,
  );
  readonly conflicts$: Observable<readonly WriteConflict<T['event']>[]> = this.#live(
    (outbox) => outbox.conflicts$,
  );
  /** Emits while the backend holds writes of an earlier visit or of another tab which no outbox shows yet. */
  readonly unopened$: Observable<unknown>;

  constructor(context: SessionWritesContext<T>) {
    this.#context = context;
    this.#events = new EventsToWrite(context, () => this.#outbox.value);
    this.unopened$ =
      context.backend.writes?.writes$.pipe(
        filter((writes) => writes.length > 0 && !this.#outbox.value),
      ) ?? of();
  }

  get overlays(): readonly Overlay<T['event']>[] {
    return this.#outbox.value?.overlays ?? [];
  }

  /** Whether the backend stores writes, so that they outlive the page. */
  get areStored(): boolean {
    return this.#context.backend.writes !== undefined;
  }

  /**
   * To be called before the session ends for good.
   * @param discard Whether writes that wait are given up.
   * @throws CalendarSyncError `pending-writes` where they are not, and some wait
   */
  async settle(discard: boolean): Promise<void> {
    const log = this.#context.backend.writes;
    assertSettled((await log?.settle(discard)) ?? 0, discard);
  }

  /** The outbox, which shows and sends the stored writes from then on; its code has to be there. */
  open(): SessionOutbox<T['event']> {
    const { value } = this.#outbox;
    if (value) {
      return value;
    }
    const { createOutbox, ...context } = this.#context;
    const outbox = createOutbox(context);
    this.#outbox.next(outbox);
    return outbox;
  }

  async addEvent(
    calendarId: string,
    draft: T['draft'],
    options?: WriteOptions,
  ): Promise<T['event']> {
    return answered(await this.#write({ kind: 'insert', calendarId, draft }, options));
  }

  async updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
    options?: WriteOptions,
  ): Promise<T['event']> {
    const id = this.latestId({ calendarId, eventId: changes.id });
    const named = id === changes.id ? changes : { ...changes, id };
    const isStored = options?.durable && this.areStored && !isForSeveral(options);
    const seen =
      this.#context.seen({ calendarId, eventId: id }) ??
      (isStored
        ? await this.#events.unseen({ calendarId, eventId: id }, options.signal)
        : undefined);
    const target = { calendarId, eventId: id, seriesId: seen?.seriesId };
    const { version } = changes;
    const latestVersion =
      version === undefined
        ? undefined
        : (this.#outbox.value?.latestVersion(target, version) ?? version);
    const write = { kind: 'update', calendarId, changes: named, seen, latestVersion } as const;
    return answered(await this.#writeInScope(write, id, options));
  }

  async deleteEvent(
    calendarId: string,
    event: EventReference,
    options?: WriteOptions,
  ): Promise<void> {
    const id = this.latestId({ calendarId, eventId: event.id });
    const seen = this.#context.seen({ calendarId, eventId: id });
    const write = { kind: 'delete', calendarId, event: { ...event, id }, seen } as const;
    await this.#writeInScope(write, id, options);
  }

  async restoreEvent(event: T['event'], options?: WriteOptions): Promise<T['event']> {
    return answered(await this.#write({ kind: 'restore', event }, options));
  }

  /** @param event As it is seen, or as it was read. */
  async moveEvent(
    event: T['event'],
    toCalendarId: string,
    options: WriteOptions = {},
  ): Promise<T['event']> {
    const { calendarId, seriesId } = event;
    const { scope = 'this' } = options;
    if (seriesId !== undefined && scope !== 'all') {
      throw notInScope(
        'An occurrence cannot be moved by itself: move its series, by seriesId or with the scope "all".',
      );
    }
    const moved =
      seriesId === undefined
        ? event
        : ((await this.#events.seriesPart(event, scope, options.signal))?.master ?? event);
    return answered(
      await this.#write({ kind: 'move', calendarId, toCalendarId, event: moved }, options),
    );
  }

  /** @param event As it is seen, or as it was read, with its guests. */
  async respond(
    event: T['event'],
    response: InvitationResponse,
    options: WriteOptions & { readonly comment?: string | undefined } = {},
  ): Promise<T['event']> {
    const { calendarId, id } = event;
    const { scope, signal, comment } = options;
    if (scope === 'following') {
      throw notInScope('An invitation is answered for one occurrence or for all of them.');
    }
    const series = await this.#events.seriesPart(event, scope, signal);
    const isSeen = this.#context.seen({ calendarId, eventId: id }) !== undefined;
    const write = { kind: 'respond', calendarId, event, isSeen, response, comment } as const;
    return answered(
      await (series
        ? this.#writeSeries({ ...write, series }, options)
        : this.#write(write, options)),
    );
  }

  /** The id that an event has by now: a deleted one may have come back under another id. */
  latestId(target: WriteTarget): string {
    return this.#outbox.value?.latestId(target) ?? target.eventId;
  }

  /** For commands that only one provider has: see {@link SessionOutbox.writeDirectly}. */
  writeDirectly(
    write: DirectWrite<T['event']>,
    signal?: AbortSignal,
  ): Promise<T['event'] | undefined> {
    return this.open().writeDirectly(write, signal);
  }

  /** As {@link EventsToWrite.knownSeries}. */
  knownSeries(
    calendarId: string,
    seriesId: string,
  ): Promise<SeriesEventsOf<T['event']> | undefined> {
    return this.#events.knownSeries(calendarId, seriesId);
  }

  retry(id: string): Promise<void> {
    return this.open().retry(id);
  }

  discard(id: string): Promise<void> {
    return this.open().discard(id);
  }

  resolve(id: string, choice: ConflictChoice): Promise<void> {
    return this.open().resolve(id, choice);
  }

  undoLast(): Promise<void> {
    return this.open().undoLast();
  }

  recolor(): void {
    this.#outbox.value?.recolor();
  }

  close(): void {
    this.#outbox.value?.close();
  }

  #live<R>(
    select: (outbox: SessionOutbox<T['event']>) => Observable<readonly R[]>,
  ): Observable<readonly R[]> {
    return this.#outbox.pipe(switchMap((outbox) => (outbox ? select(outbox) : of([]))));
  }

  /** A write without a scope is shown before this returns. */
  async #writeInScope(
    write: Extract<EventWrite<T>, { readonly kind: 'update' | 'delete' }>,
    eventId: string,
    options: WriteOptions = {},
  ): Promise<T['event'] | undefined> {
    const { scope = 'this', signal } = options;
    if (scope === 'this') {
      return this.#write(write, options);
    }
    const { calendarId, seen } = write;
    const series = await this.#events.inScope({ calendarId, eventId }, seen, scope, signal);
    return series ? this.#writeSeries({ ...write, series }, options) : this.#write(write, options);
  }

  async #writeSeries(
    write: SeriesWrite<T>,
    { sendUpdates, signal, durable }: WriteOptions,
  ): Promise<T['event'] | undefined> {
    const plan = await this.#context.provider.planSeriesWrite(write, sendUpdates);
    return this.#send(plan, { sendUpdates, signal, durable });
  }

  // Not `async`: what is wrong with a write is told by a rejection, and what is right is shown before this returns.
  #write(
    write: EventWrite<T>,
    { sendUpdates, signal, durable }: WriteOptions = {},
  ): Promise<T['event'] | undefined> {
    const plan = this.#context.provider.planWrite(write, sendUpdates);
    return this.#send(plan, { sendUpdates, signal, durable });
  }

  #send(
    plan: PlannedWrite<T['event']>,
    { sendUpdates, signal, durable }: WriteOptions,
  ): Promise<T['event'] | undefined> {
    const told = sendUpdates ? { ...plan, sendUpdates } : plan;
    return this.open().write(told, { signal, durable });
  }
}

function isForSeveral({ scope = 'this' }: WriteOptions): boolean {
  return scope !== 'this';
}

function notInScope(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', ngDevMode && message);
}

function answered<E>(event: E | undefined): E {
  if (event === undefined) {
    throw new CalendarSyncError(
      'unavailable',
      ngDevMode && 'The answer lacks the event that was written: read it again.',
    );
  }
  return event;
}
