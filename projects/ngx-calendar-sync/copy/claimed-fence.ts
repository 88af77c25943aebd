import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';
import { SupersededError } from './replica/fence';

/** The fence that this tab writes with. */
export class ClaimedFence {
  readonly #store: Pick<ReplicaStore, 'claim'>;
  /** 0 loses to any claimed fence; it is replaced once this tab leads. */
  #fence = Promise.resolve(0);
  #leads = false;

  constructor(store: Pick<ReplicaStore, 'claim'>) {
    this.#store = store;
  }

  get current(): Promise<number> {
    return this.#fence;
  }

  /** This tab leads from now on, until {@link release}. */
  claim(): Promise<number> {
    this.#leads = true;
    return (this.#fence = this.#store.claim());
  }

  release(): void {
    this.#leads = false;
  }

  /**
   * What another tab claimed while it led may be stored late, and outrun the fence of this tab: where this tab leads, it
   * claims again.
   */
  errorOf(thrown: unknown): CalendarSyncError {
    if (thrown instanceof SupersededError && this.#leads) {
      this.#fence = this.#store.claim();
    }
    return CalendarSyncError.from(thrown);
  }
}
