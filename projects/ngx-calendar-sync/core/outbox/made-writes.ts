import type { TimestampProvider } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  type ɵWriteLog as WriteLog,
  ɵwriteOfId as writeOfId,
} from 'ngx-calendar-sync/core';
import type { WaitingCalls } from './waiting-calls';
import { WriteIds } from './write-ids';

export interface MadeWritesContext<E extends CalendarEvent> {
  readonly clock: TimestampProvider;
  readonly log: WriteLog<E>;
  readonly calls: WaitingCalls<E>;
  /** Called where a write is neither on its way into the log any more nor in it. */
  readonly onGone: (id: string) => void;
}

/** Makes the writes of this tab, and knows them from those of other tabs. */
export class MadeWrites<E extends CalendarEvent> {
  readonly #context: MadeWritesContext<E>;
  readonly #writeIds: WriteIds;
  readonly #ids = new Set<string>();
  readonly #awaited = new Set<string>();
  readonly #beingStored = new Set<string>();

  constructor(context: MadeWritesContext<E>) {
    this.#context = context;
    this.#writeIds = new WriteIds(context.clock);
  }

  /** Whether a write is on its way into the log. */
  isBeingStored(id: string): boolean {
    return this.#beingStored.has(id);
  }

  make(plan: PlannedWrite<E>): StoredWrite<E> {
    const id = this.#writeIds.next();
    this.#ids.add(id);
    return { id, madeAt: this.#context.clock.now(), plan, state: 'waiting' };
  }

  /** Whether a write was made in this tab. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** A call of this tab waits for the answer of the provider to a write. */
  awaited(id: string): void {
    this.#awaited.add(id);
  }

  isAwaited(id: string): boolean {
    return this.#awaited.has(id);
  }

  /** Stores a write, whose call waits from then on: where it cannot be stored, the call is told why. */
  add(write: StoredWrite<E>): {
    readonly answer: Promise<E | undefined>;
    readonly stored: Promise<void>;
  } {
    const { id } = write;
    const { log, calls } = this.#context;
    const answer = calls.wait(id);
    this.#beingStored.add(id);
    const stored = log.add(write).then(
      () => {
        this.#settle(id);
      },
      (error: unknown) => {
        calls.reject(id, CalendarSyncError.from(error));
        this.#settle(id);
        throw error;
      },
    );
    // Told by `answer` too.
    stored.catch(() => undefined);
    return { answer, stored };
  }

  /** To be called with the writes of all tabs: what is made from now on sorts after them. */
  follow(write: StoredWrite<E>): void {
    this.#writeIds.follow(write.id);
    this.#context.calls.follow(write);
  }

  /** Forgets a write that is gone, and rejects the call that waits for it. */
  forget(id: string): void {
    this.#context.calls.reject(id);
    this.#ids.delete(id);
    this.#awaited.delete(id);
  }

  #settle(id: string): void {
    this.#beingStored.delete(id);
    if (!writeOfId(this.#context.log.writes, id)) {
      this.#context.onGone(id);
    }
  }
}
