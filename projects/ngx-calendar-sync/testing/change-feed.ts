import { CalendarSyncError, type PageRequest } from 'ngx-calendar-sync';

/** A page of ids, and what comes next. */
export interface FeedPage {
  readonly ids: readonly string[];
  readonly next: { readonly pageToken: string } | { readonly cursor: string };
}

/** What a service remembers of the changes of a list, to tell them page by page, until it forgets. */
export class ChangeFeed {
  /** Each id at its latest change. */
  readonly #changes = new Map<string, number>();
  #made = 0;
  #cursors = new Map<string, number>();
  #pages = new Map<string, FeedPage & { readonly request: string }>();

  changed(id: string): void {
    this.#made += 1;
    this.#changes.delete(id);
    this.#changes.set(id, this.#made);
  }

  /** From now on every cursor and page token that it gave out is refused. */
  forget(): void {
    this.#cursors = new Map();
    this.#pages = new Map();
  }

  /** Tokens serve the scope that they were given out for. */
  page(
    { cursor, pageToken }: PageRequest,
    scope: string,
    pageSize: number,
    all: () => readonly string[],
  ): FeedPage {
    const request = `${scope} ${cursor ?? ''}`;
    if (pageToken !== undefined) {
      const page = this.#pages.get(pageToken);
      return page?.request === request ? page : lost();
    }
    const since = cursor === undefined ? undefined : this.#cursors.get(`${scope} ${cursor}`);
    if (cursor !== undefined && since === undefined) {
      return lost();
    }
    const ids =
      since === undefined
        ? all()
        : [...this.#changes].flatMap(([id, change]) => (change > since ? [id] : []));
    return this.#pagesOf(ids, request, scope, pageSize);
  }

  #pagesOf(ids: readonly string[], request: string, scope: string, pageSize: number): FeedPage {
    this.#made += 1;
    const cursor = `cursor${this.#made}`;
    this.#cursors.set(`${scope} ${cursor}`, this.#made);
    const last = Math.max(0, Math.ceil(ids.length / pageSize) - 1);
    const token = (number: number) => `page${this.#made}.${number}`;
    const pageOf = (number: number): FeedPage => ({
      ids: ids.slice(number * pageSize, (number + 1) * pageSize),
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
