import { firstValueFrom, of, timeout } from 'rxjs';
import { ɵindexedDbReplicaStore as indexedDbReplicaStore } from 'ngx-calendar-sync/copy';
import type { ReplicaEntry } from '../../../core/replica/replica-entry';
import { ALL_TIME } from '../../../copy/replica/specs/entries';
import type { GoogleCalendarList, GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { byId, comparison } from '../../../service/specs/faults/comparison';
import type { Account } from './account';
import { type CopyingApp, VIEW_RANGE } from './copying-app';

const RANGES = [VIEW_RANGE, { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' }];

/** Describes each difference between what Google has and the app's copy, or what the app shows of it. */
export async function differences(account: Account, app: CopyingApp): Promise<readonly string[]> {
  const { found, compare } = comparison();
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
        const copied = (await store.read(id, ALL_TIME)).map(fromEntry);
        compare(`entries of ${id}`, copied.sort(byId), items.map(fromResource).sort(byId));
      }),
    );
    found.push(...(await shownDifferences(account, app)));
  } finally {
    store.close();
  }
  return found;
}

/** Describes each difference between what Google has and what the app shows. The app is offline from then on. */
export async function shownDifferences(
  account: Account,
  app: CopyingApp,
): Promise<readonly string[]> {
  const { found, compare } = comparison();
  const { items: list = [] } = await account.ask<GoogleCalendarList>('users/me/calendarList');
  // Offline, so that the events that are shown can only come from the copy.
  app.online = false;
  await Promise.all(
    list.flatMap(({ id = '' }) =>
      RANGES.map(async ({ start, end }) => {
        const query = { singleEvents: 'true', timeMin: start, timeMax: end };
        const { items = [] } = await eventsOf(account, id, query);
        const shown$ = app.service.watchEvents({ calendarIds: [id], start, end });
        const events = await firstValueFrom(
          shown$.pipe(timeout({ first: 5_000, with: () => of([]) })),
        );
        const copied = events.map(({ googleEvent }) => googleEvent);
        compare(`${id} from ${start}`, copied.sort(byId), [...items].sort(byId));
      }),
    ),
  );
  return found;
}

function eventsOf(
  account: Account,
  calendarId: string,
  query: Readonly<Record<string, string>>,
): Promise<GoogleEvents> {
  return account.ask(`calendars/${encodeURIComponent(calendarId)}/events`, query);
}

/** Of a cancelled occurrence only these fields are compared, since Google promises no others. */
function fromEntry(entry: ReplicaEntry): { readonly id: string } {
  if ('record' in entry) {
    return { ...entry.record, id: entry.id };
  }
  if (entry.kind === 'gone') {
    return entry;
  }
  const { id, seriesId, originalStart } = entry;
  return { id, ...{ seriesId, originalStart } };
}

function fromResource(item: GoogleEvent): object {
  if (item.status !== 'cancelled') {
    return item;
  }
  const { id, recurringEventId: seriesId, originalStartTime: time } = item;
  return { id, seriesId, originalStart: time?.date ?? time?.dateTime };
}
