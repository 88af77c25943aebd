import { syncTokenWithRestrictions } from './api-error.ts';
import { pageSize, userOf, type Call } from './call.ts';
import { readSyncToken, writeSyncToken } from './sync-token.ts';

const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 250;

/** A short list with sync tokens: a calendar list, the access rules of a calendar, or settings. */
export interface SyncedSource<T> {
  /** Name of the list, which is part of the scope of its sync tokens. */
  readonly name: string;
  /** Number of its latest change. */
  readonly change: number;
  /** The full list. */
  all(): Iterable<T>;
  /** The entries that changed after the given change, deleted ones included. */
  since(change: number): Iterable<T>;
  /** Parameters that cannot be combined with a sync token. A full list with one of them gets no sync token either. */
  readonly withoutSync?: readonly string[];
  /** Parameters that may not be false with a sync token, because an incremental list always contains such entries. */
  readonly alwaysWithSync?: readonly string[];
}

export interface SyncedPage<T> {
  readonly items: readonly T[];
  readonly tokens: { readonly nextPageToken?: string; readonly nextSyncToken?: string };
}

/** One page of the full list, or of its changes if the request has a sync token. */
export function syncedPage<T>(call: Call, source: SyncedSource<T>): SyncedPage<T> {
  const { parameters, world } = call;
  const scope = [userOf(call).email, source.name];
  const withoutSync = source.withoutSync ?? [];
  const token = parameters.text('syncToken');
  if (token !== undefined) {
    const refused =
      withoutSync.find((name) => parameters.has(name)) ??
      source.alwaysWithSync?.find((name) => parameters.flag(name) === false);
    if (refused !== undefined) {
      throw syncTokenWithRestrictions(refused);
    }
  }
  const page = call.snapshots.page(
    JSON.stringify([scope, parameters.fingerprint(['pageToken', 'maxResults', 'fields'])]),
    parameters.text('pageToken'),
    pageSize(call, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
    {
      change: source.change,
      items: () =>
        token === undefined
          ? source.all()
          : source.since(readSyncToken(world, scope, token, source.change)),
    },
  );
  const isLast = page.nextPageToken === undefined;
  const isSync = !withoutSync.some((name) => parameters.has(name));
  return {
    items: page.items,
    tokens: {
      ...(page.nextPageToken !== undefined && { nextPageToken: page.nextPageToken }),
      ...(isLast && isSync && { nextSyncToken: writeSyncToken(world, scope, page.change) }),
    },
  };
}
