import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵPageRequest as PageRequest } from 'ngx-calendar-sync/core';

/** A page of ids, and what comes next. */
export interface FeedPage {
  readonly ids: readonly string[];
  readonly next: { readonly pageToken: string } | { readonly cursor: string };
}

/** What the pages are made from. */
export interface FeedQuery {
  /** A cursor or page token is refused with another scope than the one it was given out for. */
  readonly scope: string;
  /** How many rows a page has at most. */
  readonly pageSize: number;
  /** The ids of everything in the list now, for a request without a cursor. */
  readonly all: () => readonly string[];
  /** How many rows an id takes; by default one. An id with several rows may be on several pages. */
  readonly rowsOf?: (id: string) => number;
}

/** The changes of a list since a cursor, page by page; the service can forget its cursors. */
export class ChangeFeed {
  readonly #lag: number;
  /** By id, the number of its latest change. */
  readonly #changes = new Map<string, number>();
  /** For each pull of changes, the number of the latest change when it began. */
  readonly #pulls: number[] = [];
  #made = 0;
  #cursors = new Map<string, number>();
  #pages = new Map<string, FeedPage & { readonly request: string }>();

  /** @param lag After a change, how many pulls of changes do not tell it yet. */
  constructor(lag = 0) {
    this.#lag = lag;
  }

  changed(id: string): void {
    this.#made += 1;
    this.#changes.delete(id);
    this.#changes.set(id, this.#made);
  }

  /** Refuses all cursors and page tokens that were given out so far. */
  forget(): void {
    this.#cursors = new Map();
    this.#pages = new Map();
  }

  page({ cursor, pageToken }: PageRequest, query: FeedQuery): FeedPage {
    const { scope, all } = query;
    const request = `${scope} ${cursor ?? ''}`;
    if (pageToken !== undefined) {
      const page = this.#pages.get(pageToken);
      return page?.request === request ? page : lost();
    }
    if (cursor === undefined) {
      return this.#pagesOf(all(), this.#made, request, query);
    }
    const since = this.#cursors.get(`${scope} ${cursor}`) ?? lost();
    this.#pulls.push(this.#made);
    const until = Math.max(since, this.#pulls.at(-1 - this.#lag) ?? since);
    const changed = [...this.#changes].filter(([, change]) => change > since && change <= until);
    return this.#pagesOf(
      changed.map(([id]) => id),
      until,
      request,
      query,
    );
  }

  /** @param until The number of the latest change that these ids tell. */
  #pagesOf(
    ids: readonly string[],
    until: number,
    request: string,
    { scope, pageSize, rowsOf = () => 1 }: FeedQuery,
  ): FeedPage {
    const rows = ids.flatMap((id) => new Array<string>(rowsOf(id)).fill(id));
    this.#made += 1;
    const cursor = `cursor${this.#made}`;
    this.#cursors.set(`${scope} ${cursor}`, until);
    const last = Math.max(0, Math.ceil(rows.length / pageSize) - 1);
    const token = (number: number) => `page${this.#made}.${number}`;
    const pageOf = (number: number): FeedPage => ({
      ids: [...new Set(rows.slice(number * pageSize, (number + 1) * pageSize))],
      next: number === last ? { cursor } : { pageToken: token(number + 1) },
    });
    for (let number = 1; number <= last; number += 1) {
      this.#pages.set(token(number), { ...pageOf(number), request });
    }
    return pageOf(0);
  }
}

function lost(): never {
  throw new CalendarSyncError('cursor-lost', 'The service does not know this token any more.');
}
