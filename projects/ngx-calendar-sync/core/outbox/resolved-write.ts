import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ConflictChoice,
  ɵOutboxProvider as OutboxProvider,
  ɵStoredWrite as StoredWrite,
} from 'ngx-calendar-sync/core';
import { waitingAgain } from './pending-writes';

/**
 * A write whose conflict is decided: `undefined` where nothing is left of it.
 * @throws CalendarSyncError `invalid-request` where the choice leaves a property undecided
 */
export function resolvedWrite<E extends CalendarEvent>(
  write: StoredWrite<E>,
  choice: ConflictChoice,
  provider: Pick<OutboxProvider<E>, 'mergeWrite'>,
): StoredWrite<E> | undefined {
  if (write.state !== 'conflict') {
    return write;
  }
  const { id, madeAt, plan, conflict } = write;
  const merged = provider.mergeWrite(plan, conflict?.theirs, choice);
  switch (merged.kind) {
    case 'send':
      return waitingAgain({ id, madeAt, plan: merged.write });
    case 'done':
      return undefined;
    case 'conflict':
      throw new CalendarSyncError(
        'invalid-request',
        ngDevMode && 'The choice leaves a property undecided: name a side for each of `fields`.',
      );
  }
}

/**
 * A write that is taken back: `undefined` where nothing is left of it. A new series that it may have split off another one
 * already is deleted.
 */
export function discardedWrite<E extends CalendarEvent>(
  { id, madeAt, plan, sentWith, state }: StoredWrite<E>,
  provider: Pick<OutboxProvider<E>, 'mergeWrite'>,
): StoredWrite<E> | undefined {
  if (sentWith === undefined || state === 'sending' || plan.kind === 'delete') {
    return undefined;
  }
  const left = provider.mergeWrite(plan, undefined, 'theirs');
  return left.kind === 'send' && left.write.kind === 'delete'
    ? waitingAgain({ id, madeAt, plan: left.write })
    : undefined;
}
