import { firstValueFrom, type Observable } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
  type ɵInMemoryProviderOptions as InMemoryProviderOptions,
} from 'ngx-calendar-sync/testing';
import { anEvent } from './fixed-event';
import type { CalendarEvent } from '../../core/model/calendar-event';
import type { ReplicaEntry } from '../../core/replica/replica-entry';
import type { ReplicaStore } from '../../core/replica/replica-store';
import { ALL_TIME } from '../replica/specs/entries';
import type {
  CalendarProvider,
  PulledPage,
  PullRequest,
  PullScope,
} from '../../core/provider/calendar-provider';

export interface Service {
  readonly name: string;
  readonly scope: PullScope;
  readonly options: Partial<InMemoryProviderOptions>;
}

/** A service like Google's, and one like Microsoft's. */
export const SERVICES: readonly Service[] = [
  {
    name: 'masters and everything',
    scope: { coverage: 'everything' },
    options: { series: 'masters', ids: 'client', versions: true, pageSize: 2 },
  },
  {
    name: 'occurrences in a window',
    scope: {
      coverage: { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2027-01-01T00:00:00Z') },
    },
    options: { series: 'occurrences', ids: 'service', versions: false, pageSize: 2 },
  },
];

const weekly = { seriesId: 'weekly', originalStart: '2026-05-11T09:00:00Z' };

/**
 * Events of the calendar `work`: across the end of a month, of whole days, over many months, and a series with a moved
 * and a cancelled occurrence.
 */
export const SAMPLE_EVENTS: readonly CalendarEvent[] = [
  anEvent('cancelled', {
    seriesId: 'weekly',
    originalStart: '2026-05-18T09:00:00Z',
    status: 'cancelled',
  }),
  anEvent('standup'),
  anEvent('night', { start: '2026-05-31T22:00:00Z', end: '2026-06-01T04:00:00Z' }),
  anEvent('holiday', { start: '2026-06-01', end: '2026-06-03', allDay: true }),
  anEvent('moved', { ...weekly, start: '2026-05-12T15:00:00Z', end: '2026-05-12T16:00:00Z' }),
  anEvent('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] }),
  anEvent('project', { start: '2026-02-01', end: '2026-11-01', allDay: true }),
];

export function aProvider(
  { options }: Service,
  events: readonly CalendarEvent[] = SAMPLE_EVENTS,
): InMemoryCalendarProvider {
  return new InMemoryCalendarProvider({ calendars: [aCalendar('work')], events, ...options });
}

/** All entries that a read of the replica returns, in the order of their ids. */
export async function copyOf(store: ReplicaStore): Promise<readonly ReplicaEntry[]> {
  return inOrder(await store.read('work', ALL_TIME));
}

/** All entries that the service sends, in the order of their ids. Of an entry on several pages the last one counts. */
export async function heldBy(
  provider: Pick<CalendarProvider, 'pull'>,
  scope: PullScope,
  calendarId = 'work',
): Promise<readonly ReplicaEntry[]> {
  const entries = new Map<string, ReplicaEntry>();
  for (let request: PullRequest | undefined = { scope }; request;) {
    const { changes, next }: PulledPage = await firstValueFrom(provider.pull(calendarId, request));
    for (const change of changes) {
      if (change.kind !== 'malformed') {
        entries.set(change.id, change);
      }
    }
    request = 'pageToken' in next ? { scope, pageToken: next.pageToken } : undefined;
  }
  return inOrder([...entries.values()]);
}

/** A provider that calls `before` before each request of a pull, with the number of the request, from 1. */
export function watched(
  provider: InMemoryCalendarProvider,
  before: (request: number) => void,
): Pick<CalendarProvider, 'pull'> {
  let requests = 0;
  return {
    pull(calendarId: string, request: PullRequest): Observable<PulledPage> {
      requests += 1;
      before(requests);
      return provider.pull(calendarId, request);
    },
  };
}

/** Leaves out cancelled occurrences of a series that is gone: they show nothing, and not every service sends them. */
function inOrder(entries: readonly ReplicaEntry[]): readonly ReplicaEntry[] {
  const ids = new Set(entries.map(({ id }) => id));
  return entries
    .filter((entry) => entry.kind !== 'cancelled' || ids.has(entry.seriesId))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
