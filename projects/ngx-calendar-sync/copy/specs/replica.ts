import { asyncScheduler, filter, firstValueFrom, lastValueFrom, map } from 'rxjs';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import type { CalendarEvent } from '../../core/model/calendar-event';
import { inRange, type TimeRange } from '../../core/model/time-range';
import type { PullScope } from '../../core/provider/calendar-provider';
import { memoryReplicaStore } from '../replica/memory-replica-store';
import type { ReplicaStore } from '../../core/replica/replica-store';
import { CopiedEvents } from '../copied-events';
import type { CopySyncEvent } from '../copy-progress';
import { CopySync } from '../copy-sync';

/** The calendar `work` copied: a store, the pulls that fill it, and what is read from it. */
export interface Replica {
  readonly store: ReplicaStore;
  /** What {@link CopySync} has emitted so far, such as commits and progress. */
  readonly events: readonly CopySyncEvent[];
  pull(): Promise<void>;
  /** The events that show in a range, in the order of their ids. */
  eventsIn(range: TimeRange): Promise<readonly CalendarEvent[]>;
}

/** An empty replica; what it does not cover is asked for online. */
export function aReplica(provider: InMemoryCalendarProvider, scope: () => PullScope): Replica {
  const store = memoryReplicaStore();
  const sync = new CopySync({
    provider,
    store,
    scope,
    calendarIds: () => Promise.resolve(['work']),
    shown: () => Promise.resolve(),
    visible: () => true,
    clock: asyncScheduler,
    random: () => 0.5,
  });
  const events: CopySyncEvent[] = [];
  sync.events$.subscribe((event) => events.push(event));
  const copied = new CopiedEvents<CalendarEvent>({
    store,
    changes$: sync.events$.pipe(filter(isCommit)),
    toEvent: provider.toEvent.bind(provider),
    occurrencesIn: provider.occurrencesIn?.bind(provider),
    occurrenceOf: provider.occurrenceOf.bind(provider),
    timeZoneOf: () => undefined,
    online: {
      watch: (calendarId, range) =>
        provider
          .listEvents(calendarId, { range })
          .pipe(map((listed) => ({ events: listed, loading: false }))),
    },
  });
  return {
    store,
    events,
    pull: () => sync.pull('work'),
    eventsIn: async (range) => {
      const answer$ = copied.watch('work', range).pipe(filter(({ loading }) => !loading));
      const { events: found } = await firstValueFrom(answer$);
      // The store finds an all-day event by its days anywhere on Earth, and so may return one that is outside the range
      // in the zone of this browser. A session leaves it out, too.
      return inOrderOfIds(found.filter((event) => inRange(event, range)));
    },
  };
}

/** The events of `work` that the service lists in a range, in the order of their ids. */
export async function listed(
  provider: InMemoryCalendarProvider,
  range: TimeRange,
): Promise<readonly CalendarEvent[]> {
  return inOrderOfIds(await lastValueFrom(provider.listEvents('work', { range })));
}

function isCommit(event: CopySyncEvent): event is Extract<CopySyncEvent, { kind: 'committed' }> {
  return event.kind === 'committed';
}

function inOrderOfIds(events: readonly CalendarEvent[]): readonly CalendarEvent[] {
  return [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
}
