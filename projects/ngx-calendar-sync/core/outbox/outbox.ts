import {
  BehaviorSubject,
  combineLatest,
  filter,
  firstValueFrom,
  from,
  lastValueFrom,
  map,
  NEVER,
  type Observable,
  Subscription,
  switchMap,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵonceForEach as onceForEach,
  ɵuntilAborted as untilAborted,
} from 'ngx-calendar-sync/base';
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
  ɵtargetOf as targetOf,
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
import { conflicts, pendingWrites, toUndoableWrite, waitingAgain } from './pending-writes';
import { recoloredOverlays } from './recolored-overlays';
import { RenamedEvents } from './renamed-events';
import { discardedWrite, resolvedWrite } from './resolved-write';
import { ShownWrites } from './shown-writes';
import { UndoStack } from './undo-stack';
import { WaitingCalls } from './waiting-calls';
import { inOrderOfIds, waitsFor, withDependents } from './write-order';
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
  readonly #followed: FollowedWrites<E>;
  readonly #senders: readonly WriteSender<E>[];
  /** The writes of the logs as they were last followed. */
  #known: readonly StoredWrite<E>[] = [];
  readonly #shown = new ShownWrites<E>((id) => this.#logOf(id));
  readonly #recolored = new BehaviorSubject<void>(undefined);
  readonly #work = new Subscription();

  readonly overlays$: Observable<readonly Overlay<E>[]>;
  readonly pendingWrites$: Observable<readonly PendingWrite<E>[]>;
  readonly #undoable = onceForEach((write: StoredWrite<E>) => toUndoableWrite(write));
  readonly undoableWrites$: Observable<readonly UndoableWrite[]> = this.#undo.made$.pipe(
    map((made) => made.map(({ write }) => this.#undoable(write))),
  );
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
  ): SeriesEventsOf<E> | undefined {
    return writtenSeries(this.#followed.overlays, { calendarId, seriesId }, held);
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

  async discard(id: string): Promise<void> {
    await this.#discarded(id, ['confirmed']);
  }

  async resolve(id: string, choice: ConflictChoice): Promise<void> {
    const { provider } = this.#context;
    await this.#log.change([id], (write) => resolvedWrite(write, choice, provider));
  }

  async undoLast(): Promise<void> {
    const last = this.#undo.take();
    if (!last) {
      throw new CalendarSyncError('invalid-request', ngDevMode && 'There is nothing to take back.');
    }
    const pending = this.#log.writes.find(({ id }) => id === last.write.id);
    const isUnsent = pending && pending.state !== 'confirmed' && pending.state !== 'sending';
    // Waited for from here on: an answer that comes while the log is changed below would not be told again.
    const answered = last.answer
      ? Promise.resolve(last.answer.event)
      : this.#calls.wait(last.write.id);
    answered.catch(() => undefined);
    if (isUnsent && (pending.sentWith === undefined || pending.state !== 'waiting')) {
      // It may be sent by the time that the log is changed.
      if (await this.#discarded(pending.id, ['sending', 'confirmed'])) {
        return;
      }
    }
    const event = await answered;
    const { write, answer } = last;
    if (!answer?.isOverruled) {
      const current = event && this.#movedSince(write.id, event);
      await this.#undone(this.#context.provider.undoWrite(write.plan, current));
    }
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

  /** An event in the calendar to which later writes move it. */
  #movedSince(id: string, event: E): E {
    return this.#log.writes.reduce((moved, { id: later, plan: { movedFrom, shown } }) => {
      const isMoved = movedFrom?.eventId === moved.id && movedFrom.calendarId === moved.calendarId;
      return later > id && isMoved ? { ...moved, calendarId: targetOf(shown).calendarId } : moved;
    }, event);
  }

  /**
   * Takes a write out of the log, and with it what cannot be done without it.
   * @param kept The states in which a write is left as it is.
   * @returns Whether it was taken out.
   */
  async #discarded(id: string, kept: readonly StoredWrite['state'][]): Promise<boolean> {
    const log = this.#logOf(id);
    const write = log.writes.find((each) => each.id === id);
    const ids = write ? withDependents(write, log.writes) : [];
    const isSplit = write?.plan.shown.kind === 'series' && write.plan.shown.from !== undefined;
    const left = await log.change(ids, (each) => {
      if (kept.includes(each.state)) {
        return each;
      }
      return each.id === id && isSplit ? discardedWrite(each, this.#context.provider) : undefined;
    });
    const after = left.find((each) => each.id === id);
    const isDiscarded = !after || !kept.includes(after.state);
    if (after && isDiscarded) {
      this.#calls.reject(id);
    }
    return isDiscarded;
  }

  /** A write that takes another one back is none that is taken back itself. */
  #undone(plan: PlannedWrite<E>): Promise<E | undefined> {
    return this.#made.add(this.#make({ ...plan, isUndo: true })).answer;
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
