import {
  type CalendarEvent,
  type ɵOutboxContext as OutboxContext,
  type ɵPlannedWrite as PlannedWrite,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  type ɵWriteAnswer as WriteAnswer,
} from 'ngx-calendar-sync/core';

/** What a merge has left of one of the writes that were sent as one request. */
export interface MergedPart<E extends CalendarEvent> extends Pick<WriteAnswer<E>, 'isOverruled'> {
  readonly plan: PlannedWrite<E>;
}

/**
 * Each write of a group as it came to be sent on top of what somebody else had changed, so that taking it back does not bring
 * back what the event was before their change.
 * @param theirs The event as they had left it.
 * @returns By the id of the write.
 */
export function mergedGroup<E extends CalendarEvent>(
  writes: readonly StoredWrite<E>[],
  theirs: E,
  { provider, conflictPolicy }: Pick<OutboxContext<E>, 'provider' | 'conflictPolicy'>,
): ReadonlyMap<string, MergedPart<E>> {
  const parts = new Map<string, MergedPart<E>>();
  let before = theirs;
  for (const { id, plan } of writes) {
    const merged = provider.mergeWrite(plan, before, conflictPolicy());
    if (merged.kind === 'send') {
      parts.set(id, { plan: merged.write });
      before = shownEvent(merged.write.shown) ?? before;
    } else {
      // Where nothing would be sent with `mine` either, an earlier request of this write has made the event what it is.
      const isApplied = provider.mergeWrite(plan, before, 'mine').kind === 'done';
      parts.set(id, { plan, ...(isApplied ? {} : { isOverruled: true }) });
    }
  }
  return parts;
}
