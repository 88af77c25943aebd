import type {
  ɵPageAnswer as PageAnswer,
  ɵPulledPage as PulledPage,
  ɵReplicaEntry as ReplicaEntry,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import type { OpenedPage, PageContents, PageJob, PageStager } from './page-stager';
import { scopeKey } from './pull-scope';
import { readChanges } from './pulled-entries';

interface WaitingPage {
  readonly job: PageJob;
  readonly pulled: PulledPage;
  /** Empty until the page is read. */
  readonly entries: readonly ReplicaEntry[];
}

/** What the pages of a list have told so far. */
interface ToldIds {
  /** Of everything, also of what is not stored. */
  readonly all: Set<string>;
  readonly stored: Set<string>;
}

/** Reads pages in the thread that calls it. */
export class InThreadPageStager implements PageStager {
  readonly #store: Pick<ReplicaStore, 'stage'>;
  readonly #waiting = new Map<number, WaitingPage>();
  /** By calendar id, while a list of it is being read. */
  readonly #told = new Map<string, ToldIds>();
  #lastPage = 0;

  constructor(store: Pick<ReplicaStore, 'stage'>) {
    this.#store = store;
  }

  async open(answer: PageAnswer, job: PageJob): Promise<OpenedPage> {
    const pulled = 'answer' in answer ? await answer.read(answer.answer, job.scope) : answer;
    this.#lastPage += 1;
    this.#waiting.set(this.#lastPage, { job, pulled, entries: [] });
    return { page: this.#lastPage, next: pulled.next };
  }

  async read(page: number): Promise<PageContents> {
    const { job, pulled } = this.#waitingPage(page);
    const { calendarId, scope, base, first } = job;
    const { entries, malformed, ids } = await readChanges(
      pulled.changes,
      scope,
      base !== undefined,
    );
    this.#waiting.set(page, { job, pulled: { changes: [], next: pulled.next }, entries });
    const known = first ? undefined : this.#told.get(calendarId);
    const told = known ?? { all: new Set<string>(), stored: new Set<string>() };
    this.#told.set(calendarId, told);
    return {
      bringsNews: addedTo(told.all, ids) > 0,
      newEntries: addedTo(
        told.stored,
        entries.map(({ id }) => id),
      ),
      exceptions: entries.flatMap((entry) =>
        entry.kind === 'exception' ? [[entry.id, entry.seriesId] as const] : [],
      ),
      malformed,
    };
  }

  async stage(page: number, fence: number): Promise<void> {
    const { job, pulled, entries } = this.#waitingPage(page);
    this.#waiting.delete(page);
    const { calendarId, scope, base, first } = job;
    let isListDone = 'cursor' in pulled.next;
    try {
      await this.#store.stage(
        calendarId,
        {
          scope: scopeKey(scope),
          first,
          entries,
          next: pulled.next,
          ...(base === undefined ? {} : { base }),
        },
        fence,
      );
    } catch (error) {
      isListDone = true;
      throw error;
    } finally {
      if (isListDone) {
        this.#told.delete(calendarId);
      }
    }
  }

  drop(page: number): Promise<void> {
    const waiting = this.#waiting.get(page);
    if (waiting) {
      this.#told.delete(waiting.job.calendarId);
    }
    this.#waiting.delete(page);
    return Promise.resolve();
  }

  #waitingPage(page: number): WaitingPage {
    const waiting = this.#waiting.get(page);
    if (!waiting) {
      throw new TypeError(`Page ${page} does not wait to be staged.`);
    }
    return waiting;
  }
}

/** Returns how many of these ids were not in the set before. */
function addedTo(known: Set<string>, ids: readonly string[]): number {
  const before = known.size;
  for (const id of ids) {
    known.add(id);
  }
  return known.size - before;
}
