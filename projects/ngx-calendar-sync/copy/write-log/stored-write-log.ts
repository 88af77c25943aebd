import {
  BehaviorSubject,
  distinctUntilChanged,
  filter,
  merge,
  type Observable,
  type SchedulerLike,
  Subject,
  takeUntil,
  timer,
} from 'rxjs';
import { type ɵBrowserTabs as BrowserTabs, CalendarSyncError } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ReplicaStatus,
  ɵStoredWrite as StoredWrite,
  ɵWriteLog as WriteLog,
} from 'ngx-calendar-sync/core';
import { Leadership } from '../leadership';
import { SupersededError } from '../replica/fence';
import type { RecordStorage } from '../replica/record-storage';
import { carryOut, type BatchOutcome, type WriteBatch, type WriteCall } from './write-batch';
import { KnownWrites } from './known-writes';
import { settleIn, type WriteDatabase } from './write-database';
import { writeOf } from './write-record';

export interface StoredWriteLogContext {
  readonly storage: RecordStorage;
  readonly status$: Observable<ReplicaStatus>;
  /** What {@link storage} has open, or had before it fell to memory; `undefined` where nothing is to be stored. */
  readonly database?: WriteDatabase;
  /**
   * Of the log alone: where the replica leaves the storage that tabs share, or the log does, the other of the two stays with
   * the tabs, so that it is still one tab that sends.
   */
  readonly tabs: BrowserTabs;
  readonly visible$: Observable<boolean>;
  readonly clock: SchedulerLike;
}

interface WaitingCall<E extends CalendarEvent> extends WriteCall<E> {
  readonly resolve: (writes: readonly StoredWrite<E>[]) => void;
  readonly reject: (error: CalendarSyncError) => void;
}

interface Message {
  readonly writes: 'changed';
  /** What has changed; without it, anything may have. */
  readonly ids?: readonly string[];
}

/** The first pause before a tab that leads, and was fenced off all the same, claims again a second time. */
const FIRST_CLAIM_PAUSE_MS = 1_000;
const MAX_CLAIM_PAUSE_MS = 60_000;

/**
 * Keeps writes in a storage of records that the tabs of an account share. Everything that a tab does with the storage is
 * done in the order in which it was asked for; what is asked for while a transaction runs goes into the next one together.
 */
export class StoredWriteLog<E extends CalendarEvent> implements WriteLog<E> {
  /** Also in memory: its writes wait for the network, and are lost with the page alone. */
  readonly isDurable = true;

  readonly #context: StoredWriteLogContext;
  readonly #leadership: Leadership;
  readonly #known = new KnownWrites<E>();
  readonly #leading = new BehaviorSubject(false);
  readonly #closed = new Subject<void>();
  readonly #release: (() => Promise<void>) | undefined;
  #hasFallenToMemory = false;
  #isClosed = false;
  #closing: Promise<void> | undefined;
  /** Whether the tabs have elected this one. It leads once it has claimed a fence. */
  #isElected = false;
  #fence = 0;
  #timesFencedOff = 0;

  #calls: WaitingCall<E>[] = [];
  #toClaim = false;
  /** The ids of what other tabs have changed since it was read. */
  #toRead = new Set<string>();
  #readsAll = false;
  #work: Promise<void> | undefined;

  readonly writes$: Observable<readonly StoredWrite<E>[]> = this.#known.writes$;
  readonly leading$: Observable<boolean> = this.#leading.pipe(distinctUntilChanged());
  readonly status$: Observable<ReplicaStatus>;
  readonly loaded: Promise<void>;

  constructor(context: StoredWriteLogContext) {
    this.#context = context;
    const { status$, tabs, visible$, clock } = context;
    this.status$ = status$;
    this.#release = context.database?.keep();
    this.loaded = this.#readAll();
    tabs.said$.pipe(filter(isMessage), takeUntil(this.#closed)).subscribe(({ ids }) => {
      void (ids ? this.#read(ids) : this.#readAll());
    });
    this.#leadership = new Leadership(tabs, visible$, clock);
    this.#leadership.leading$
      .pipe(distinctUntilChanged(), takeUntil(this.#closed))
      .subscribe((elected) => {
        this.#isElected = elected;
        this.#timesFencedOff = 0;
        this.#leading.next(false);
        this.#toClaim = elected;
        if (elected) {
          void this.#readAll();
        }
      });
    this.#leadership.goAloneWithout(status$);
    // A storage that has fallen to memory may hold less than before.
    status$.pipe(distinctUntilChanged(), takeUntil(this.#closed)).subscribe(({ kind }) => {
      this.#hasFallenToMemory = kind === 'memory';
      void this.#readAll();
    });
  }

  get writes(): readonly StoredWrite<E>[] {
    return this.#known.writes;
  }

  async add(write: StoredWrite<E>): Promise<void> {
    if (this.#isClosed) {
      throw closed();
    }
    this.#known.add(write);
    try {
      await this.#call({ ids: [write.id], change: () => write });
    } finally {
      this.#known.settle(write);
    }
  }

  async change(
    ids: readonly string[],
    change: (write: StoredWrite<E>) => StoredWrite<E> | undefined,
    { asLeader = false }: { readonly asLeader?: boolean } = {},
  ): Promise<readonly StoredWrite<E>[]> {
    if (this.#isClosed) {
      throw closed();
    }
    if (asLeader && !this.#leading.value) {
      throw new SupersededError();
    }
    return this.#call({
      ids,
      change: (stored) => stored && change(stored),
      ...(asLeader ? { fence: this.#fence } : {}),
    });
  }

  async settle(discard: boolean): Promise<number> {
    await this.#working();
    const { storage, database } = this.#context;
    const here = await storage.run('readwrite', (transaction) =>
      settleIn(transaction, () => discard),
    );
    // The database may hold what only the other tabs know of.
    const stored = this.#hasFallenToMemory ? await database?.settle(() => discard) : undefined;
    if (discard) {
      this.#context.tabs.say({ writes: 'changed' } satisfies Message);
      await this.#readAll();
    }
    return new Set([...here, ...(stored ?? [])]).size;
  }

  /** What was asked for before is still carried out. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    this.#closed.next();
    this.#toClaim = false;
    this.#leading.next(false);
    this.#leadership.close();
    await this.#working();
    this.#context.tabs.close();
    this.#context.storage.close();
    await this.#release?.();
  }

  #call(call: WriteCall<E>): Promise<readonly StoredWrite<E>[]> {
    return new Promise((resolve, reject) => {
      this.#calls.push({ ...call, resolve, reject });
      void this.#working();
    });
  }

  /** Readings that are asked for while a transaction runs become one. */
  #readAll(): Promise<void> {
    this.#readsAll = true;
    return this.#working();
  }

  #read(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.#toRead.add(id);
    }
    return this.#working();
  }

  /** Carries out what waits. Resolves when nothing does any more. */
  #working(): Promise<void> {
    this.#work ??= this.#carryOutAll();
    return this.#work;
  }

  async #carryOutAll(): Promise<void> {
    // Deferred: what is asked for in the same task goes into one transaction.
    await Promise.resolve();
    while (this.#calls.length > 0 || this.#toRead.size > 0 || this.#readsAll) {
      const calls = this.#calls;
      const [toRead, readsAll] = [this.#toRead, this.#readsAll];
      const batch = { claims: this.#toClaim, calls, toRead, readsAll, known: this.#known };
      [this.#calls, this.#toClaim, this.#toRead, this.#readsAll] = [[], false, new Set(), false];
      await this.#carryOut(batch, calls);
    }
    this.#work = undefined;
  }

  async #carryOut(batch: WriteBatch<E>, calls: readonly WaitingCall<E>[]): Promise<void> {
    const isWritten = batch.claims || calls.length > 0;
    try {
      const outcome = await this.#context.storage.run(
        isWritten ? 'readwrite' : 'readonly',
        (transaction) => carryOut(transaction, batch, writeOf<E>),
      );
      this.#follow(outcome, calls);
    } catch (error) {
      // Claimed with the next transaction.
      this.#toClaim ||= batch.claims && this.#isElected;
      for (const { reject } of calls) {
        reject(CalendarSyncError.from(error));
      }
    }
  }

  #follow(outcome: BatchOutcome<E>, calls: readonly WaitingCall<E>[]): void {
    const { claimed, results, changed } = outcome;
    this.#known.follow(outcome);
    if (changed.size > 0) {
      this.#context.tabs.say({ writes: 'changed', ids: [...changed.keys()] } satisfies Message);
    }
    let isFencedOff = false;
    for (const [index, { fence, resolve, reject }] of calls.entries()) {
      const result = results[index];
      if (result && 'writes' in result) {
        resolve(result.writes);
        continue;
      }
      isFencedOff ||= result?.error instanceof SupersededError && fence === this.#fence;
      reject(CalendarSyncError.from(result?.error));
    }
    // By now another tab may have been elected, or this one again.
    if (claimed !== undefined && this.#isElected && !this.#toClaim) {
      this.#fence = claimed;
      this.#leading.next(true);
    } else if (isFencedOff && this.#leading.value) {
      this.#claimAgain();
    }
  }

  /**
   * What another tab claimed while it led may be stored late, and outrun the fence of this tab. Where tabs cannot be
   * connected, several lead for good: pauses let one of them at a time get on with its work.
   */
  #claimAgain(): void {
    this.#leading.next(false);
    const pauseMs = FIRST_CLAIM_PAUSE_MS * 2 ** (this.#timesFencedOff - 1);
    const isFirst = this.#timesFencedOff === 0;
    this.#timesFencedOff += 1;
    const claim = () => {
      this.#toClaim = this.#isElected;
      void this.#readAll();
    };
    if (isFirst) {
      claim();
    } else {
      timer(Math.min(pauseMs, MAX_CLAIM_PAUSE_MS), this.#context.clock)
        .pipe(takeUntil(merge(this.#closed, this.#leading.pipe(filter(Boolean)))))
        .subscribe(claim);
    }
  }
}

function isMessage(said: unknown): said is Message {
  return typeof said === 'object' && said !== null && 'writes' in said;
}

function closed(): CalendarSyncError {
  return new CalendarSyncError('cancelled', 'The session has ended: the write was not stored.');
}
