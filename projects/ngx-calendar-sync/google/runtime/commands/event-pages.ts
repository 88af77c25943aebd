import { type Observable, Subject, takeUntil } from 'rxjs';
import { ɵendlessList as endlessList, ɵPageChain as PageChain } from 'ngx-calendar-sync/core';
import type { GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';

type Page = readonly GoogleCalendarEvent[];

export interface EventPagesContext {
  /** Asks for one page. */
  readonly list: (pageToken: string | undefined) => Observable<GoogleEvents>;
  /** Sends a request, which ends with the session and with the signal of the app. */
  readonly ask: (request: Observable<GoogleEvents>) => Promise<GoogleEvents>;
  readonly toEvents: (page: GoogleEvents) => Page;
}

/** The pages of a list. Each is requested when the app asks for it, and not before. */
export class EventPages implements AsyncIterator<Page, undefined> {
  readonly #context: EventPagesContext;
  readonly #chain = new PageChain();
  readonly #returned = new Subject<void>();
  /** Settles with the page before: pages that are asked for at the same time come one after the other. */
  #before: Promise<unknown> = Promise.resolve();
  #pageToken: string | undefined;
  #isDone = false;

  constructor(context: EventPagesContext) {
    this.#context = context;
  }

  next(): Promise<IteratorResult<Page, undefined>> {
    const next = this.#before.then(() => this.#nextPage());
    this.#before = next.catch(() => undefined);
    return next;
  }

  /** Called by `break`. A page that is on its way is given up. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.#isDone = true;
    this.#returned.next();
    return Promise.resolve({ done: true, value: undefined });
  }

  async #nextPage(): Promise<IteratorResult<Page, undefined>> {
    if (this.#isDone) {
      return { done: true, value: undefined };
    }
    try {
      const { list, ask, toEvents } = this.#context;
      const page = await ask(list(this.#pageToken).pipe(takeUntil(this.#returned)));
      const ids = page.items?.flatMap(({ id }) => id ?? []) ?? [];
      if (this.#chain.isEndless(ids, page.nextPageToken)) {
        throw endlessList();
      }
      this.#pageToken = page.nextPageToken;
      this.#isDone ||= !page.nextPageToken;
      return { done: false, value: toEvents(page) };
    } catch (error) {
      if (this.#isDone) {
        return { done: true, value: undefined };
      }
      this.#isDone = true;
      throw error;
    }
  }
}
