import { randomBytes } from 'node:crypto';
import { invalidParameter } from './api-error.ts';
import { LazyList } from './lazy-list.ts';

/** Limit on lists that are being paged: beyond it the oldest is dropped, and its page tokens become invalid. */
const MAX_LISTS = 100;

/** A list to page. */
export interface ListReading<T> {
  /** Computes the list, lazily if it can. */
  items(): Iterable<T>;
  /** The number of the latest change when the items are read. */
  readonly change: number;
  /** The source of lazily read items. Until it changes, the same request can reuse the list. */
  readonly source?: Changeable;
}

/** A source that lets its readers finish before it changes. */
export interface Changeable {
  addReader(finish: () => void): () => void;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken: string | undefined;
  readonly change: number;
}

interface ListSnapshot {
  readonly request: string;
  readonly items: LazyList<unknown>;
  readonly change: number;
  readonly source: Changeable | undefined;
  readonly forget: () => void;
}

/**
 * Serves lists page by page. Later pages show the state of the first one, even if events are written meanwhile. A page
 * token can be used again, because a client that lost the answer repeats the request.
 */
export class ListSnapshots {
  private readonly lists = new Map<string, ListSnapshot>();
  /** Id of the latest list of each request. */
  private readonly latest = new Map<string, string>();

  /**
   * @param request Fingerprint of the request: a page token is valid for the same request only.
   * @throws ApiError 400 for a page token of another request.
   */
  page<T>(
    request: string,
    pageToken: string | undefined,
    size: number,
    reading: ListReading<T>,
  ): Page<T> {
    if (pageToken === undefined) {
      return this.firstPage(request, size, reading);
    }
    const { id, offset } = readPageToken(pageToken);
    const list = this.lists.get(id);
    if (list?.request !== request || offset === undefined) {
      throw invalidParameter('pageToken', 'Invalid page token value.');
    }
    return pageOf(id, list, offset, size);
  }

  clear(): void {
    this.lists.forEach((list) => {
      list.forget();
    });
    this.lists.clear();
    this.latest.clear();
  }

  /** Reuses the list of the same request if nothing has changed since. */
  private firstPage<T>(request: string, size: number, reading: ListReading<T>): Page<T> {
    const { change, source } = reading;
    const known = this.latest.get(request);
    const list = known === undefined ? undefined : this.lists.get(known);
    const isCurrent = source !== undefined && list?.source === source && list.change === change;
    if (known !== undefined && list && isCurrent) {
      return pageOf(known, list, 0, size);
    }
    const items = new LazyList(reading.items());
    if (!items.reaches(size)) {
      return { items: items.slice(0, size), change, nextPageToken: undefined };
    }
    const stop = source?.addReader(() => {
      items.finish();
    });
    const made: ListSnapshot = { request, items, change, source, forget: () => stop?.() };
    return pageOf(this.keep(made), made, 0, size);
  }

  private keep(list: ListSnapshot): string {
    const id = randomBytes(9).toString('base64url');
    this.lists.set(id, list);
    this.latest.set(list.request, id);
    const [oldest] = this.lists;
    if (this.lists.size > MAX_LISTS && oldest) {
      this.drop(...oldest);
    }
    return id;
  }

  private drop(id: string, { request, forget }: ListSnapshot): void {
    forget();
    this.lists.delete(id);
    if (this.latest.get(request) === id) {
      this.latest.delete(request);
    }
  }
}

function pageOf<T>(id: string, list: ListSnapshot, offset: number, size: number): Page<T> {
  const next = offset + size;
  return {
    items: list.items.slice(offset, next) as T[],
    change: list.change,
    nextPageToken: list.items.reaches(next) ? writePageToken(id, next) : undefined,
  };
}

function writePageToken(id: string, offset: number): string {
  return Buffer.from(`${id} ${offset}`).toString('base64url');
}

function readPageToken(token: string): { id: string; offset: number | undefined } {
  const [id = '', place = ''] = Buffer.from(token, 'base64url').toString().split(' ');
  return { id, offset: /^\d+$/.test(place) ? Number(place) : undefined };
}
