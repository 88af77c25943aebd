import { type Observable, Subject, takeUntil } from 'rxjs';
import { ɵendlessList as endlessList, ɵPageChain as PageChain } from 'ngx-calendar-sync/core';

/** A page as the calendar service has answered it. */
export interface AnsweredPage<E> {
  /** Of what the service has listed, also of what is left out of {@link events}. */
  readonly ids: readonly string[];
  readonly events: readonly E[];
  /** What the next page is asked for with; `undefined` after the last one. */
  readonly next: string | undefined;
}

export interface EventPagesContext<E> {
  /** Asks for one page. */
  readonly list: (next: string | undefined) => Observable<AnsweredPage<E>>;
  /** Sends a request, which ends with the session and with the signal of the app. */
  readonly ask: (request: Observable<AnsweredPage<E>>) => Promise<AnsweredPage<E>>;
}

/** The pages of a list. Each is requested when the app asks for it, and not before. */
export class EventPages<E> implements AsyncIterator<readonly E[], undefined> {
  readonly #context: EventPagesContext<E>;
  readonly #chain = new PageChain();
  readonly #returned = new Subject<void>();
  /** Settles with the page before: pages that are asked for at the same time come one after the other. */
  #before: Promise<unknown> = Promise.resolve();
  #next: string | undefined;
  #isDone = false;

  constructor(context: EventPagesContext<E>) {
    this.#context = context;
  }

  next(): Promise<IteratorResult<readonly E[], undefined>> {
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

  async #nextPage(): Promise<IteratorResult<readonly E[], undefined>> {
    if (this.#isDone) {
      return { done: true, value: undefined };
    }
    try {
      const { list, ask } = this.#context;
      const { ids, events, next } = await ask(list(this.#next).pipe(takeUntil(this.#returned)));
      if (this.#chain.isEndless(ids, next)) {
        throw endlessList();
      }
      this.#next = next;
      this.#isDone ||= !next;
      return { done: false, value: events };
    } catch (error) {
      if (this.#isDone) {
        return { done: true, value: undefined };
      }
      this.#isDone = true;
      throw error;
    }
  }
}
