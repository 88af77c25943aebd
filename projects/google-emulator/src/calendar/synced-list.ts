import { syncTokenWithRestrictions } from './api-error.ts';
import { pageSize, userOf, type Call } from './call.ts';
import { readSyncToken, writeSyncToken } from './sync-token.ts';

const USUAL_PAGE = 100;
const LARGEST_PAGE = 250;

/** A short list that clients keep a copy of: a calendar list, the rules of a calendar, settings. */
export interface SyncedSource<T> {
  /** Whose list, and of what. */
  readonly name: string;
  /** Number of its latest change. */
  readonly change: number;
  /** Everything that the request asks for. */
  all(): Iterable<T>;
  /** What changed after the given number, deletions too. */
  since(change: number): Iterable<T>;
  /** Parameters that a sync token does not go with; a first list with one of them starts no sync either. */
  readonly withoutSync?: readonly string[];
  /** Those that may not be false beside a sync token, since what they speak of always comes along. */
  readonly alwaysWithSync?: readonly string[];
}

export interface SyncedPage<T> {
  readonly items: readonly T[];
  readonly tokens: { readonly nextPageToken?: string; readonly nextSyncToken?: string };
}

/** One page of such a list, whole or of its changes. */
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
    pageSize(call, USUAL_PAGE, LARGEST_PAGE),
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
