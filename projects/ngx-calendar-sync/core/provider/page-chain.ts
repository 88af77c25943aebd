import { defer, EMPTY, expand, type Observable, throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';

/** A page without anything new is allowed, and services do send some; more than these in a row would never end. */
const MAX_PAGES_WITHOUT_NEWS = 50;

/** Follows the pages of one list, to detect a list that does not end. */
export class PageChain {
  readonly #tokens = new Set<string>();
  readonly #ids = new Set<string>();
  #pagesWithoutNews = 0;

  /**
   * Whether the list does not end: its next page has been before, or many pages in a row have brought nothing new.
   * @param ids The ids of everything on this page.
   */
  isEndless(ids: Iterable<string>, nextPageToken: string | undefined): boolean {
    const known = this.#ids.size;
    for (const id of ids) {
      this.#ids.add(id);
    }
    return this.isEndlessAfter(this.#ids.size > known, nextPageToken);
  }

  /** As {@link isEndless}, for a page whose ids are compared elsewhere. */
  isEndlessAfter(bringsNews: boolean, nextPageToken: string | undefined): boolean {
    this.#pagesWithoutNews = bringsNews ? 0 : this.#pagesWithoutNews + 1;
    if (nextPageToken === undefined) {
      return false;
    }
    const isRepeated = this.#tokens.has(nextPageToken);
    this.#tokens.add(nextPageToken);
    return isRepeated || this.#pagesWithoutNews >= MAX_PAGES_WITHOUT_NEWS;
  }
}

/**
 * The pages of a list, one after the other. A service may send short and empty pages in the middle of a list: only the token
 * says whether there is another.
 * @param request Asks for the page of this token, without one for the first page.
 * @param read Which ids a page has, and the token of the next page.
 */
export function pagesOf<Page>(
  request: (pageToken?: string) => Observable<Page>,
  read: (page: Page) => { readonly ids: Iterable<string>; readonly next: string | undefined },
): Observable<Page> {
  return defer(() => {
    const chain = new PageChain();
    return request().pipe(
      expand((page) => {
        const { ids, next } = read(page);
        if (chain.isEndless(ids, next)) {
          return throwError(endlessList);
        }
        return next ? request(next) : EMPTY;
      }),
    );
  });
}

export function endlessList(): CalendarSyncError {
  return new CalendarSyncError(
    'unavailable',
    ngDevMode &&
      'The provider does not come to the end of this list: its pages repeat or bring nothing new. Try again later.',
  );
}
