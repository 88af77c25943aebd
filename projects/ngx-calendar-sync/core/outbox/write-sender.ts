import { Subscription } from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵOutboxContext as OutboxContext,
  type ɵStoredWrite as StoredWrite,
  type ɵWriteLog as WriteLog,
  ɵwriteOfId as writeOfId,
} from 'ngx-calendar-sync/core';
import { AnswerBundle } from './answer-bundle';
import { RetryPauses } from './retry-pauses';
import { calendarOf, GroupsUnderWay } from './under-way';
import { type Outcome, WriteDelivery, type WriteDeliveryContext } from './write-delivery';
import { dueGroups, type WriteGroup } from './write-order';
import { withoutError, WriteResults } from './write-results';

export interface WriteSenderContext<E extends CalendarEvent>
  extends
    Omit<WriteDeliveryContext<E>, 'keep' | 'mayGoOn'>,
    Pick<OutboxContext<E>, 'backend' | 'clock' | 'onConfirmed'> {
  readonly log: WriteLog<E>;
  readonly isOnline: () => boolean;
  /** Whether a write has to wait for what another log holds. */
  readonly isHeldBack: (write: StoredWrite<E>) => boolean;
  /** Whether a call in this tab waits for the answer to a write. */
  readonly isAwaited: (id: string) => boolean;
  /** Told before the log is, with the very error. */
  readonly onRefused: (id: string, error: CalendarSyncError) => void;
}

/** How many requests a log that outlives the page has under way at a time. */
const MAX_PARALLEL_WRITES = 4;
/** How many writes are marked as sent at most before they are: after a crash each of them is sent again. */
const MAX_MARKED_WRITES = 128;
/** More writes are marked once only so many are left, so that no request waits for the storage. */
const FEW_MARKED_WRITES = 64;

/** Sends the writes of a log while this tab leads, in order for each event, and says in the log what became of them. */
export class WriteSender<E extends CalendarEvent> {
  readonly #context: WriteSenderContext<E>;
  readonly #work = new Subscription();
  readonly #underWay = new GroupsUnderWay<E>();
  /** Those that are marked and wait to be sent. */
  readonly #queue: WriteGroup<E>[] = [];
  #requests = 0;
  readonly #delivery: WriteDelivery<E>;
  readonly #pauses: RetryPauses;
  readonly #results: WriteResults<E>;
  readonly #answers: AnswerBundle;
  #isLeading = false;
  #isClosed = false;

  constructor(context: WriteSenderContext<E>) {
    this.#context = context;
    this.#delivery = new WriteDelivery({
      ...context,
      keep: (id, found) => this.#keep(id, found),
      mayGoOn: () => this.#isLeading && !this.#isClosed,
    });
    this.#pauses = new RetryPauses(context.clock, () => {
      this.#markDue();
    });
    this.#results = new WriteResults({
      ...context,
      pauses: this.#pauses,
      isClosed: () => this.#isClosed,
    });
    this.#answers = new AnswerBundle(context.clock, () => {
      this.#markDue();
    });
  }

  start(): void {
    const { log } = this.#context;
    this.#work.add(
      log.leading$.subscribe((isLeading) => {
        this.#isLeading = isLeading;
        this.#markDue();
      }),
    );
  }

  /** Tries what waits without the pauses after failures. */
  wake(id?: string): void {
    this.#pauses.wake(id);
    this.#markDue();
  }

  /** Whether writes of a calendar are sent now or about to be. */
  isBusy(calendarId: string): boolean {
    if (this.#underWay.isBusy(calendarId, this.#context.log.writes)) {
      return true;
    }
    // What has failed and waits is tried again, but nobody knows when that will succeed.
    return this.#due().some((group) => calendarOf(group) === calendarId && !group.writes[0].error);
  }

  /**
   * To be called when the log has changed.
   * @param gone The ids of the writes that have left it.
   */
  follow(gone: readonly string[]): void {
    if (gone.length > 0) {
      this.#pauses.forget(gone);
      for (const group of this.#underWay.abortDiscarded(this.#context.log.writes)) {
        // It may have been done at the provider.
        this.#results.refresh(group.writes[0].plan);
      }
    }
    this.#markDue();
  }

  #markDue(): void {
    if (!this.#isLeading || this.#isClosed) {
      return;
    }
    const { isDurable } = this.#context.log;
    const { marked } = this.#underWay;
    if (isDurable && marked > FEW_MARKED_WRITES) {
      return;
    }
    const due = this.#due().slice(0, isDurable ? MAX_MARKED_WRITES - marked : undefined);
    if (due.length > 0) {
      void this.#sendAll(due);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#answers.storeAll();
    this.#work.unsubscribe();
    this.#pauses.wake();
  }

  #due(): readonly WriteGroup<E>[] {
    const { log, provider, isOnline, isHeldBack } = this.#context;
    // Offline, a write is neither marked nor tried, so that it can still be joined with later ones.
    if (this.#pauses.isStopped || (log.isDurable && !isOnline())) {
      return [];
    }
    // A write that was refused and is retried may be earlier than the one of its event that is sent now.
    const { orderKeys } = this.#underWay;
    return dueGroups(
      log.writes,
      (first, second) => (log.isDurable ? provider.joinWrites(first, second) : undefined),
      (write, keys) =>
        keys.some((key) => orderKeys.has(key)) ||
        this.#pauses.isPaused(write.id) ||
        isHeldBack(write),
    );
  }

  /** Marks the groups in one transaction, then has them sent. */
  async #sendAll(groups: readonly WriteGroup<E>[]): Promise<void> {
    const { log } = this.#context;
    for (const group of groups) {
      this.#underWay.add(group);
    }
    const firstOf = new Map(
      groups.flatMap(({ writes }) => writes.map(({ id }) => [id, writes[0].id] as const)),
    );
    let marked: readonly StoredWrite<E>[];
    try {
      marked = await log.change(
        [...firstOf.keys()],
        (write) =>
          write.state === 'waiting' || write.state === 'sending'
            ? sending(write, firstOf.get(write.id) ?? write.id)
            : write,
        { asLeader: true },
      );
    } catch (error) {
      for (const group of groups) {
        this.#underWay.done(group);
        // Else another tab leads, which sends them.
        if (!hasCode(error, 'cancelled')) {
          this.#pause(group, error);
        }
      }
      return;
    }
    const isMarked = new Set(marked.flatMap(({ id, state }) => (state === 'sending' ? [id] : [])));
    for (const group of groups) {
      // What was taken back meanwhile is not sent; the rest of its group is due again.
      if (group.writes.every(({ id }) => isMarked.has(id))) {
        this.#queue.push(group);
      } else {
        this.#done(group);
      }
    }
    this.#sendQueued();
  }

  #sendQueued(): void {
    const limit = this.#context.log.isDurable ? MAX_PARALLEL_WRITES : Infinity;
    const { writes } = this.#context.log;
    while (this.#requests < limit) {
      const group = this.#queue.shift();
      if (!group) {
        return;
      }
      // Another tab may lead by now, and a write may have been taken back.
      const isWhole = group.writes.every(({ id }) => writeOfId(writes, id));
      if (isWhole && this.#isLeading && !this.#isClosed) {
        void this.#send(group);
      } else {
        this.#done(group);
      }
    }
  }

  #done(group: WriteGroup<E>): void {
    this.#underWay.done(group);
    this.#markDue();
  }

  /** The next request leaves as soon as this one is answered: it does not wait until the answer is stored. */
  async #send(group: WriteGroup<E>): Promise<void> {
    this.#requests += 1;
    const outcome = await this.#outcomeOf(group).catch((error: unknown) =>
      CalendarSyncError.from(error),
    );
    const answeredAt = this.#context.clock.now();
    this.#requests -= 1;
    this.#underWay.answered(group);
    this.#sendQueued();
    if (outcome instanceof CalendarSyncError) {
      await this.#stored(group, () => this.#results.refused(group, outcome));
    } else if ('fields' in outcome) {
      await this.#stored(group, () => this.#results.refused(group, outcome.error, outcome));
    } else {
      const store = () => {
        void this.#stored(group, () => this.#results.confirmed(group, outcome, answeredAt));
      };
      this.#answers.add(store, this.#queue.length > 0);
    }
  }

  async #stored(group: WriteGroup<E>, store: () => Promise<void>): Promise<void> {
    this.#underWay.isBeingStored(group);
    try {
      await store();
    } catch (error) {
      // The log could not store what has become of it: it is sent again, which does nothing twice.
      this.#pause(group, error);
    }
    this.#done(group);
  }

  // `async`, so that what throws is a rejection.
  async #outcomeOf(group: WriteGroup<E>): Promise<Outcome<E>> {
    const [{ id }] = group.writes;
    return group.plan === 'none'
      ? { event: undefined, isVoid: true }
      : this.#delivery.deliver(id, group.plan, this.#underWay.signalOf(group));
  }

  /** What was sent is not tried again before a pause. */
  #pause({ writes }: WriteGroup<E>, error: unknown): void {
    if (!this.#isClosed) {
      const ids = writes.map(({ id }) => id);
      this.#pauses.pause(ids, CalendarSyncError.from(error));
    }
  }

  /** What was found for a group is of its first write, from which the request is made anew. */
  async #keep(id: string, found: StoredWrite<E>['plan']['request']): Promise<void> {
    await this.#context.log.change(
      [id],
      (write) => ({
        ...write,
        plan: { ...write.plan, request: { ...write.plan.request, ...found } },
      }),
      { asLeader: true },
    );
  }
}

/**
 * A write that is marked as sent before its request leaves.
 * @param sentWith The id of the first of the writes that are sent with it.
 */
function sending<E extends CalendarEvent>(write: StoredWrite<E>, sentWith: string): StoredWrite<E> {
  return { ...withoutError(write), state: 'sending', sentWith };
}
