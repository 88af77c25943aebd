import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵsameJson as sameJson,
  type ɵPageAnswer as PageAnswer,
  type ɵPageEnd as PageEnd,
  type ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import { InThreadPageStager } from '../in-thread-page-stager';
import type { OpenedPage, PageContents, PageJob, PageStager } from '../page-stager';
import { type WorkerConnection, WorkerLostError } from './worker-connection';

/** A page that waits to be staged. The answer is kept, so that it can be read again if the worker ends. */
interface WaitingPage {
  readonly answer: PageAnswer;
  readonly job: PageJob;
  readonly next: PageEnd;
  readonly isInWorker: boolean;
  /** Its number in the stager that has read it. */
  readonly number: number;
}

/**
 * Has the worker read and stage the answers that the provider has not read itself. What the worker cannot do, the main
 * thread does, at any point of a list of pages: both write to the same database.
 */
export class WorkerPageStager implements PageStager {
  readonly #store: Pick<ReplicaStore, 'stage' | 'state'>;
  readonly #worker: WorkerConnection;
  readonly #inThread: PageStager;
  readonly #waiting = new Map<number, WaitingPage>();
  /** By calendar id, what comes after the page that was staged last, where the worker has staged it. */
  readonly #stagedByWorker = new Map<string, PageEnd>();
  #lastNumber = 0;

  /** @param store That of the main thread. */
  constructor(store: Pick<ReplicaStore, 'stage' | 'state'>, worker: WorkerConnection) {
    this.#store = store;
    this.#worker = worker;
    this.#inThread = new InThreadPageStager(store);
  }

  async open(answer: PageAnswer, job: PageJob): Promise<OpenedPage> {
    const page = await this.#worker.orElse(
      () => this.#openInWorker(answer, job),
      () => this.#openInThread(answer, job),
    );
    this.#lastNumber += 1;
    this.#waiting.set(this.#lastNumber, page);
    return { page: this.#lastNumber, next: page.next };
  }

  async read(number: number): Promise<PageContents> {
    const page = this.#waitingPage(number);
    if (!page.isInWorker) {
      return this.#inThread.read(page.number);
    }
    return this.#worker.orElse(
      () => this.#worker.call('read', page.number),
      async () => {
        const reopened = await this.#openInThread(page.answer, page.job);
        this.#waiting.set(number, reopened);
        return this.#inThread.read(reopened.number);
      },
    );
  }

  async stage(number: number, fence: number): Promise<void> {
    const page = this.#waitingPage(number);
    this.#waiting.delete(number);
    if (!page.isInWorker) {
      await this.#stageInThread(page, fence);
      return;
    }
    const { calendarId, first } = page.job;
    await this.#worker.orElse(
      async () => {
        await this.#worker.call('stage', page.number, fence);
        this.#stagedByWorker.set(calendarId, page.next);
      },
      async () => {
        // The worker may have staged it before it ended.
        if (!first && (await this.#isLastStaged(calendarId, page.next))) {
          this.#stagedByWorker.set(calendarId, page.next);
          return;
        }
        const reopened = await this.#openInThread(page.answer, page.job);
        await this.#inThread.read(reopened.number);
        await this.#stageInThread(reopened, fence);
      },
    );
  }

  async drop(number: number): Promise<void> {
    const page = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (page) {
      const dropped = page.isInWorker
        ? this.#worker.call('drop', page.number)
        : this.#inThread.drop(page.number);
      // A worker that has ended holds nothing any more.
      await dropped.catch(() => undefined);
    }
  }

  async #openInWorker(answer: PageAnswer, job: PageJob): Promise<WaitingPage> {
    if (!('answer' in answer)) {
      throw new WorkerLostError();
    }
    await this.#worker.started();
    const { page, next } = await this.#worker.call('open', answer.answer, job);
    return { answer, job, next, isInWorker: true, number: page };
  }

  async #openInThread(answer: PageAnswer, job: PageJob): Promise<WaitingPage> {
    const { page, next } = await this.#inThread.open(answer, job);
    return { answer, job, next, isInWorker: false, number: page };
  }

  async #stageInThread({ job, number }: WaitingPage, fence: number): Promise<void> {
    const { calendarId, first } = job;
    const before = this.#stagedByWorker.get(calendarId);
    this.#stagedByWorker.delete(calendarId);
    // A store that has left the database for memory may lack what the worker has written last.
    if (before && !first && !(await this.#isLastStaged(calendarId, before))) {
      throw new CalendarSyncError(
        'cancelled',
        'What this sync had stored so far is gone. The next one begins anew.',
      );
    }
    await this.#inThread.stage(number, fence);
  }

  async #isLastStaged(calendarId: string, next: PageEnd): Promise<boolean> {
    const { staged } = await this.#store.state(calendarId);
    return sameJson(staged?.next, next);
  }

  #waitingPage(number: number): WaitingPage {
    const page = this.#waiting.get(number);
    if (!page) {
      throw new TypeError(`Page ${number} does not wait to be staged.`);
    }
    return page;
  }
}
