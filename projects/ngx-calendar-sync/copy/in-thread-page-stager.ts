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

/** Reads pages in the thread that calls it. */
export class InThreadPageStager implements PageStager {
  readonly #store: Pick<ReplicaStore, 'stage'>;
  readonly #waiting = new Map<number, WaitingPage>();
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
    const { scope, base } = job;
    const { entries, malformed, ids } = await readChanges(
      pulled.changes,
      scope,
      base !== undefined,
    );
    this.#waiting.set(page, { job, pulled: { changes: [], next: pulled.next }, entries });
    return {
      ids,
      storedIds: entries.map(({ id }) => id),
      exceptions: entries.flatMap((entry) =>
        entry.kind === 'exception' ? [[entry.id, entry.seriesId] as const] : [],
      ),
      malformed,
    };
  }

  stage(page: number, fence: number): Promise<void> {
    const { job, pulled, entries } = this.#waitingPage(page);
    this.#waiting.delete(page);
    const { calendarId, scope, base, first } = job;
    return this.#store.stage(
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
  }

  drop(page: number): Promise<void> {
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
