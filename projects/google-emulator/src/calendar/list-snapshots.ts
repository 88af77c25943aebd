import { randomBytes } from 'node:crypto';
import { invalidParameter } from './api-error.ts';

/** Lists that somebody is in the middle of paging; the oldest go first. */
const MOST_LISTS = 200;

/** A list as it was when its first page was asked for, so that later pages fit to it whatever is written meanwhile. */
export interface ListSnapshot {
  readonly items: readonly unknown[];
  /** The change number that the items were read at. */
  readonly change: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken: string | undefined;
  readonly change: number;
}

/** Pages of lists, by tokens that may be used again: a client that lost an answer asks for the same page. */
export class ListSnapshots {
  private readonly lists = new Map<string, ListSnapshot & { readonly request: string }>();

  /**
   * @param request What the list was asked for; a page token serves no other request.
   * @param read Makes the list; called for the first page only.
   * @throws ApiError 400 for a page token that is not of this request.
   */
  page<T>(
    request: string,
    pageToken: string | undefined,
    size: number,
    read: () => { readonly items: readonly T[]; readonly change: number },
  ): Page<T> {
    let id: string;
    let offset = 0;
    let list: ListSnapshot;
    if (pageToken === undefined) {
      id = randomBytes(9).toString('base64url');
      list = read();
    } else {
      const [known = '', place = ''] = Buffer.from(pageToken, 'base64url').toString().split(' ');
      const stored = this.lists.get(known);
      if (stored?.request !== request || !/^\d+$/.test(place)) {
        throw invalidParameter('pageToken', 'Invalid page token value.');
      }
      id = known;
      offset = Number(place);
      list = stored;
    }
    const next = offset + size;
    const more = next < list.items.length;
    if (more && pageToken === undefined) {
      this.keep(id, { ...list, request });
    }
    return {
      items: list.items.slice(offset, next) as T[],
      nextPageToken: more ? Buffer.from(`${id} ${next}`).toString('base64url') : undefined,
      change: list.change,
    };
  }

  clear(): void {
    this.lists.clear();
  }

  private keep(id: string, list: ListSnapshot & { readonly request: string }): void {
    this.lists.set(id, list);
    const [oldest] = this.lists.keys();
    if (this.lists.size > MOST_LISTS && oldest !== undefined) {
      this.lists.delete(oldest);
    }
  }
}
