import { CalendarSyncError } from '../model/calendar-sync-error';

/** Services answer with pages that hold nothing, but hardly with so many of them in a row. */
const MAX_PAGES_WITHOUT_NEWS = 50;

/** The pages of one list, as they come: a list whose pages lead to one another for ever is found out. */
export class PageChain {
  readonly #tokens = new Set<string>();
  readonly #ids = new Set<string>();
  #pagesWithoutNews = 0;

  /**
   * Whether the list has no end: its next page was there before, or many pages in a row have brought nothing new.
   * @param ids Of what is on this page.
   */
  isEndless(ids: Iterable<string>, nextPageToken: string | undefined): boolean {
    const known = this.#ids.size;
    for (const id of ids) {
      this.#ids.add(id);
    }
    this.#pagesWithoutNews = this.#ids.size > known ? 0 : this.#pagesWithoutNews + 1;
    if (nextPageToken === undefined) {
      return false;
    }
    const wasThere = this.#tokens.has(nextPageToken);
    this.#tokens.add(nextPageToken);
    return wasThere || this.#pagesWithoutNews >= MAX_PAGES_WITHOUT_NEWS;
  }
}

export function endlessList(): CalendarSyncError {
  return new CalendarSyncError(
    'unavailable',
    'The provider does not come to the end of this list: its pages repeat, or bring nothing new. Try again later.',
  );
}
