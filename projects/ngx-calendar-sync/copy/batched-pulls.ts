import type { SchedulerLike } from 'rxjs';
import type {
  ɵCalendarProvider as CalendarProvider,
  ɵPullScope as PullScope,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import { GatheredPulls } from './gathered-pulls';
import { asksForChanges } from './pull';

export interface BatchedPullsContext {
  readonly provider: Pick<CalendarProvider, 'pull' | 'batches'>;
  readonly store: Pick<ReplicaStore, 'state'>;
  readonly scope: () => PullScope;
  /** So many requests at most are sent side by side. They take one round trip, as a batch of them would. */
  readonly maxParallelRequests: number;
  readonly clock: SchedulerLike;
}

/** A network or a service that refuses a batch is not sent another one for so long. */
const REFUSAL_PAUSE_MS = 60 * 60_000;

/** Sends the first requests of pulls in batches, where the provider can and it saves something. */
export class BatchedPulls {
  readonly #context: BatchedPullsContext;
  #gathered: GatheredPulls | undefined;
  /** In milliseconds since the epoch. */
  #refusedUntil = -Infinity;

  constructor(context: BatchedPullsContext) {
    this.#context = context;
  }

  /** What pulls that begin now are to ask. */
  get provider(): Pick<CalendarProvider, 'pull'> {
    return this.#gathered ?? this.#context.provider;
  }

  /**
   * Groups of calendars to be pulled by {@link together}; calendars that are in no group are pulled one by one. A group
   * has only calendars that ask for changes, since a whole replica would delay the others. There is none where the
   * calendars are so few that their requests can be sent side by side: a batch of those would save nothing.
   */
  async groupsOf(calendarIds: readonly string[]): Promise<readonly (readonly string[])[]> {
    const { provider, store, scope, maxParallelRequests, clock } = this.#context;
    const isWorthIt = (ids: readonly string[]) => ids.length > maxParallelRequests;
    const { maxPulls = 0 } = provider.batches ?? {};
    const taken = calendarIds.filter((id) => provider.batches?.takes?.(id) ?? true);
    if (maxPulls === 0 || clock.now() < this.#refusedUntil || !isWorthIt(taken)) {
      return [];
    }
    const asking = await Promise.all(
      taken.map(async (id) => (asksForChanges(await store.state(id), scope()) ? [id] : [])),
    );
    const ids = asking.flat();
    const groups = Array.from({ length: Math.ceil(ids.length / maxPulls) }, (_, index) =>
      ids.slice(index * maxPulls, (index + 1) * maxPulls),
    );
    return groups.filter(isWorthIt);
  }

  /** Runs `pull` for the calendars of a group side by side, so that their first requests go in one batch. */
  async together<End>(
    calendarIds: readonly string[],
    pull: (calendarId: string) => Promise<End>,
  ): Promise<readonly End[]> {
    const { provider, maxParallelRequests, clock } = this.#context;
    const { batches } = provider;
    const gathered =
      batches && new GatheredPulls(calendarIds, { provider, batches, maxParallelRequests });
    this.#gathered = gathered;
    try {
      return await Promise.all(
        calendarIds.map((id) => pull(id).finally(() => gathered?.leave(id))),
      );
    } finally {
      this.#gathered = undefined;
      if (gathered?.isRefused) {
        this.#refusedUntil = clock.now() + REFUSAL_PAUSE_MS;
      }
    }
  }
}
