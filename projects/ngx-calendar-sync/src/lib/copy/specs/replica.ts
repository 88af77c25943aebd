import { asyncScheduler, filter, firstValueFrom, lastValueFrom, map } from 'rxjs';
import type { InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import type { CalendarEvent } from '../../model/calendar-event';
import { inRange, type TimeRange } from '../../model/time-range';
import type { PullScope } from '../../provider/calendar-provider';
import { memoryReplicaStore } from '../../replica/memory-replica-store';
import type { ReplicaStore } from '../../replica/replica-store';
import { CopiedEvents } from '../copied-events';
import type { CopySyncEvent } from '../copy-progress';
import { CopySync } from '../copy-sync';

export interface Replica {
  readonly store: ReplicaStore;
  /** What the pulls of `work` have told so far. */
  readonly events: readonly CopySyncEvent[];
  /** Pulls `work`. */
  pull(): Promise<void>;
  /** The events of `work` that show in a range, by id. */
  shown(range: TimeRange): Promise<readonly CalendarEvent[]>;
}

/** A replica of the calendar `work`; what it does not cover is asked for online. */
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
    shown: async (range) => {
      const answer$ = copied.watch('work', range).pipe(filter(({ loading }) => !loading));
      const { events: found } = await firstValueFrom(answer$);
      // As a session does: the store tells days of every zone.
      return byId(found.filter((event) => inRange(event, range)));
    },
  };
}

/** What the service lists of `work` in a range, by id. */
export async function listed(
  provider: InMemoryCalendarProvider,
  range: TimeRange,
): Promise<readonly CalendarEvent[]> {
  return byId(await lastValueFrom(provider.listEvents('work', { range })));
}

function isCommit(event: CopySyncEvent): event is Extract<CopySyncEvent, { kind: 'committed' }> {
  return event.kind === 'committed';
}

function byId(events: readonly CalendarEvent[]): readonly CalendarEvent[] {
  return [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
}
