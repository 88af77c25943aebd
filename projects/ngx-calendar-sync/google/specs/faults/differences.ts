import { firstValueFrom, of, timeout } from 'rxjs';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync';
import type { ReplicaEntry } from '../../../src/lib/replica/replica-entry';
import { ALL_TIME } from '../../../src/lib/replica/specs/entries';
import type { GoogleCalendarList, GoogleEvent, GoogleEvents } from '../../api/wire-types.generated';
import type { Account } from './account';
import { type CopyingApp, view } from './copying-app';

const RANGES = [view, { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' }];

/** Where the app's copy, or what it shows of it, is not what Google holds: in words, each place once. */
export async function differences(account: Account, app: CopyingApp): Promise<readonly string[]> {
  const found: string[] = [];
  const compare = (what: string, mine: unknown, google: unknown) => {
    const [a, b] = [mine, google].map((value) => JSON.stringify(value, inOrderOfNames));
    if (a !== b) {
      found.push(`${what}: ${a ?? ''} is not ${b ?? ''}`);
    }
  };
  const store = indexedDbReplicaStore(`google:${account.email}`);
  try {
    const { items: list = [] } = await account.ask<GoogleCalendarList>('users/me/calendarList');
    const { calendars = {} } = (await store.calendars()) ?? {};
    compare('calendars', Object.values(calendars).sort(byId), [...list].sort(byId));
    compare('storage', await firstValueFrom(store.status$), { kind: 'persistent' });
    const ids = list.map(({ id = '' }) => id);
    await Promise.all(
      ids.map(async (id) => {
        const { items = [] } = await eventsOf(account, id, { maxResults: '2500' });
        const mine = (await store.read(id, ALL_TIME)).map(toldOf);
        compare(`entries of ${id}`, mine.sort(byId), items.map(googleTold).sort(byId));
      }),
    );
    // What is shown has to come from the copy, else it proves nothing.
    app.online = false;
    await Promise.all(
      ids.flatMap((id) =>
        RANGES.map(async ({ start, end }) => {
          const query = { singleEvents: 'true', timeMin: start, timeMax: end };
          const { items = [] } = await eventsOf(account, id, query);
          const shown = app.service.watchEvents({ calendarIds: [id], start, end });
          const events = await firstValueFrom(
            shown.pipe(timeout({ first: 5_000, with: () => of([]) })),
          );
          const mine = events.map(({ googleEvent }) => googleEvent);
          compare(`${id} from ${start}`, mine.sort(byId), [...items].sort(byId));
        }),
      ),
    );
  } finally {
    store.close();
  }
  return found;
}

function eventsOf(
  account: Account,
  calendarId: string,
  query: Readonly<Record<string, string>>,
): Promise<GoogleEvents> {
  return account.ask(`calendars/${encodeURIComponent(calendarId)}/events`, query);
}

/** Of a cancelled occurrence Google promises no more. */
function toldOf(entry: ReplicaEntry): { readonly id: string } {
  if ('record' in entry) {
    return { ...entry.record, id: entry.id };
  }
  if (entry.kind === 'gone') {
    return entry;
  }
  const { id, seriesId, originalStart } = entry;
  return { id, ...{ seriesId, originalStart } };
}

function googleTold(item: GoogleEvent): object {
  if (item.status !== 'cancelled') {
    return item;
  }
  const { id, recurringEventId: seriesId, originalStartTime: time } = item;
  return { id, seriesId, originalStart: time?.date ?? time?.dateTime };
}

function byId(a: { readonly id?: string }, b: { readonly id?: string }): number {
  return (a.id ?? '') < (b.id ?? '') ? -1 : 1;
}

function inOrderOfNames(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
