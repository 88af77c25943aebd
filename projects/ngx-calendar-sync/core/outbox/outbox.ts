import {
  BehaviorSubject,
  combineLatest,
  filter,
  firstValueFrom,
  from,
  lastValueFrom,
  NEVER,
  type Observable,
  Subscription,
  switchMap,
} from 'rxjs';
import { ɵuntilAborted as untilAborted } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  ɵchangesBetween as changesBetween,
  type ConflictChoice,
  type ɵDirectWrite as DirectWrite,
  type ɵOutboxContext as OutboxContext,
  type ɵOutboxWriteOptions as OutboxWriteOptions,
  type ɵOverlay as Overlay,
  type PendingWrite,
  type ɵPlannedWrite as PlannedWrite,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵSessionOutbox as SessionOutbox,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  type UndoableWrite,
  type WriteConflict,
  type ɵWriteLog as WriteLog,
  ɵwriteOfId as writeOfId,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { FollowedWrites } from './followed-writes';
import { MadeWrites } from './made-writes';
import { MemoryWriteLog } from './memory-write-log';
import { OwnVersions } from './own-versions';
import { conflicts, pendingWrites, waitingAgain } from './pending-writes';
import { recoloredOverlays } from './recolored-overlays';
import { RenamedEvents } from './renamed-events';
import { resolvedWrite } from './resolved-write';
import { ShownWrites } from './shown-writes';
import { TakenBackWrites } from './taken-back-writes';
import { UndoStack } from './undo-stack';
import { WaitingCalls } from './waiting-calls';
import { inOrderOfIds, waitsFor } from './write-order';
import { WriteSender } from './write-sender';
import { writtenSeries } from './written-series';

/**
 * The account's writes, each shown from the moment it is made until the events that are read show it. What is to outlive the
 * page is in the log of the backend; without one a write is in memory alone, and is not kept where it fails.
 */
export class Outbox<E extends CalendarEvent> implements SessionOutbox<E> {
  readonly #context: OutboxContext<E>;
  readonly #log: WriteLog<E>;
  /** What only this tab can send; where the backend keeps no writes, all of them. */
  readonly #ownLog: WriteLog<E> = new MemoryWriteLog<E>();
  readonly #direct = new Map<string, DirectWrite<E>>();
  readonly #versions = new OwnVersions();
  readonly #made: MadeWrites<E>;
  readonly #renamed: RenamedEvents<E>;
  readonly #calls = new WaitingCalls<E>();
  readonly #undo = new UndoStack<E>();
  readonly #takenBack: TakenBackWrites<E>;
  readonly #followed: FollowedWrites<E>;
  readonly #senders: readonly WriteSender<E>[];
  /** The writes of the logs as they were last followed. */
  #known: readonly StoredWrite<E>[] = [];
  readonly #shown = new ShownWrites<E>((id) => this.#logOf(id));
  readonly #recolored = new BehaviorSubject<void>(undefined);
  readonly #work = new Subscription();

  readonly overlays$: Observable<readonly Overlay<E>[]>;
  readonly pendingWrites$: Observable<readonly PendingWrite<E>[]>;
  readonly undoableWrites$: Observable<readonly UndoableWrite[]> = this.#undo.undoableWrites$;
  readonly conflicts$: Observable<readonly WriteConflict<E>[]>;

  constructor(context: OutboxContext<E>) {
    this.#context = context;
    const { backend, clock, wake$, provider } = context;
    this.#log = backend.writes ?? this.#ownLog;
    this.#made = new MadeWrites({
      clock,
      log: this.#log,
      calls: this.#calls,
      onGone: (id) => {
        this.#forget(id);
      },
    });
    this.#renamed = new RenamedEvents(provider);
    this.#takenBack = new TakenBackWrites({
      log: this.#log,
      logOf: (id) => this.#logOf(id),
      provider,
      undo: this.#undo,
      calls: this.#calls,
      add: (plan) => this.#made.add(this.#make(plan)).answer,
    });
    this.#followed = new FollowedWrites({
      backend,
      versions: this.#versions,
      renamed: this.#renamed,
      clock,
      seen: context.seen,
      isMadeHere: (id) => this.#made.has(id),
      isBusy: (calendarId) => this.#senders.some((sender) => sender.isBusy(calendarId)),
      onShown: (id) => {
        void this.#shown.remove(id);
      },
    });
    const logs = this.#log === this.#ownLog ? [this.#log] : [this.#log, this.#ownLog];
    this.#senders = logs.map((log) => this.#sender(log));
    this.overlays$ = this.#recolored.pipe(
      switchMap(() => recoloredOverlays(this.#followed.overlays$, provider.recolor)),
    );
    this.pendingWrites$ = pendingWrites(this.#log.writes$);
    this.conflicts$ = conflicts(this.#log.writes$);
    this.#work.add(
      combineLatest(logs.map((log) => log.writes$)).subscribe((writes) => {
        this.#changed(inOrderOfIds(writes));
      }),
    );
    this.#work.add(
      wake$.subscribe(() => {
        for (const sender of this.#senders) {
          sender.wake();
        }
      }),
    );
    this.#work.add(
      this.#log.leading$.pipe(filter(Boolean)).subscribe(() => {
        this.#shown.removeAll();
      }),
    );
    for (const sender of this.#senders) {
      sender.start();
    }
  }

  get overlays(): readonly Overlay<E>[] {
    return this.#followed.overlays;
  }

  latestId(target: WriteTarget): string {
    return this.#renamed.latestId(target);
  }

  latestVersion(target: WriteTarget, version: string): string {
    return this.#versions.latest(target, version)[0] ?? version;
  }

  writtenSeries(
    calendarId: string,
    seriesId: string,
    held?: SeriesEventsOf<E>,
    shown: readonly Overlay<E>[] = [],
  ): SeriesEventsOf<E> | undefined {
    return writtenSeries([...shown, ...this.overlays], { calendarId, seriesId }, held);
  }

  async write(
    plan: PlannedWrite<E>,
    { signal, durable }: OutboxWriteOptions = {},
  ): Promise<E | undefined> {
    if (signal?.aborted) {
      return lastValueFrom(NEVER.pipe(untilAborted(signal)));
    }
    const write = this.#make(plan);
    this.#undo.made(write);
    const { answer, stored } = this.#made.add(write);
    const event = plan.kind === 'delete' ? undefined : (shownEvent(plan.shown) ?? plan.base);
    // Only the answer tells what becomes of an event that is not known here.
    if (durable && this.#log.isDurable && (event || plan.kind === 'delete')) {
      answer.catch(() => undefined);
      // In memory it would be lost with the page, so that only the answer says that it is safe.
      const eventOnceStored = stored
        .then(() => firstValueFrom(this.#log.status$))
        .then(({ kind }) => (kind === 'persistent' ? event : answer));
      return this.#untilAborted(write.id, eventOnceStored, signal);
    }
    this.#made.awaited(write.id);
    return this.#untilAborted(write.id, answer, signal);
  }

  writeDirectly(write: DirectWrite<E>, signal?: AbortSignal): Promise<E | undefined> {
    if (signal?.aborted) {
      return lastValueFrom(NEVER.pipe(untilAborted(signal)));
    }
    const { shown, version, anyVersion = false } = write;
    const plan = { kind: 'update', shown, version, anyVersion, request: {} } as const;
    const stored = this.#make(plan);
    this.#direct.set(stored.id, write);
    this.#made.awaited(stored.id);
    const answer = this.#calls.wait(stored.id);
    void this.#ownLog.add(stored);
    return this.#untilAborted(stored.id, answer, signal).finally(() => {
      this.#direct.delete(stored.id);
    });
  }

  async retry(id: string): Promise<void> {
    await this.#log.change([id], (write) => {
      const isTried = ['failed', 'conflict', 'waiting'].includes(write.state);
      return isTried ? waitingAgain(write) : write;
    });
    for (const sender of this.#senders) {
      sender.wake(id);
    }
  }

  discard(id: string): Promise<void> {
    return this.#takenBack.discard(id);
  }

  async resolve(id: string, choice: ConflictChoice): Promise<void> {
    const { provider } = this.#context;
    await this.#log.change([id], (write) => resolvedWrite(write, choice, provider));
  }

  undoLast(): Promise<void> {
    return this.#takenBack.undoLast();
  }

  recolor(): void {
    this.#recolored.next();
  }

  close(): void {
    this.#work.unsubscribe();
    for (const sender of this.#senders) {
      sender.close();
    }
    this.#calls.close();
  }

  /** A write to an event that has come back under another id is one to that. */
  #make(plan: PlannedWrite<E>): StoredWrite<E> {
    return this.#made.make(this.#renamed.renamed(plan));
  }

  #logOf(id: string): WriteLog<E> {
    return writeOfId(this.#ownLog.writes, id) ? this.#ownLog : this.#log;
  }

  #sender(log: WriteLog<E>): WriteSender<E> {
    return new WriteSender({
      ...this.#context,
      log,
      versions: this.#versions,
      directWrite: (id) => this.#direct.get(id),
      lastVersion: (target) => this.#followed.lastVersion(target, this.#context.read(target)),
      isHeldBack: (write) => log !== this.#log && waitsFor(write, this.#log.writes),
      isAwaited: (id) => this.#made.isAwaited(id),
      onRefused: (id, error) => {
        this.#calls.reject(id, error);
      },
    });
  }

  /** @param writes All of the logs, in their order. */
  #changed(writes: readonly StoredWrite<E>[]): void {
    const changes = changesBetween(this.#known, writes);
    this.#known = writes;
    this.#followed.follow(changes);
    for (const write of changes.changed) {
      this.#made.follow(write);
      this.#undo.follow(write);
    }
    for (const id of changes.gone) {
      if (!this.#made.isBeingStored(id)) {
        this.#forget(id);
      }
    }
    for (const sender of this.#senders) {
      sender.follow(changes.gone);
    }
  }

  /** A write that is neither in a log nor on the way into one. */
  #forget(id: string): void {
    this.#undo.forget(id);
    this.#shown.forget(id);
    this.#made.forget(id);
  }

  #untilAborted(
    id: string,
    answer: Promise<E | undefined>,
    signal: AbortSignal | undefined,
  ): Promise<E | undefined> {
    return lastValueFrom(from(answer).pipe(untilAborted(signal))).catch((error: unknown) => {
      if (signal?.aborted) {
        this.discard(id).catch(() => undefined);
      }
      throw error;
    });
  }
}
