import type {
  ɵMalformedChange as MalformedChange,
  ɵPageAnswer as PageAnswer,
  ɵPullScope as PullScope,
  ɵPageEnd as PageEnd,
} from 'ngx-calendar-sync/core';

/**
 * Reads the pages of pulls and stages them in the store. A pull hands its pages over and does not know in which thread
 * they are read. Everything but {@link PageAnswer} is plain data that `postMessage` can clone; of an answer that is not
 * read yet, its `Blob` can be.
 */
export interface PageStager {
  /**
   * Takes an answer in, and tells what comes after it, so that the next page can be asked for while this one is read.
   * @throws CalendarSyncError `unavailable` for an answer that is cut short or is none of the service's.
   */
  open(answer: PageAnswer, job: PageJob): Promise<OpenedPage>;

  /** Reads the changes of an opened page. What the replica is to store waits here until it is staged or dropped. */
  read(page: number): Promise<PageContents>;

  /**
   * Stages a page that has been read, as `ReplicaStore.stage` does. Pages are staged in the order of the list.
   * @throws CalendarSyncError `cancelled` where another tab has claimed a higher fence.
   */
  stage(page: number, fence: number): Promise<void>;

  /** Forgets a page that is not to be staged. */
  drop(page: number): Promise<void>;
}

/** What a page is read for. */
export interface PageJob {
  readonly calendarId: string;
  readonly scope: PullScope;
  /** The cursor since which the page tells the changes; absent for a new replica. */
  readonly base?: string;
  /** Whether the pull begins with this page. */
  readonly first: boolean;
}

export interface OpenedPage {
  /** Stands for the page until it is staged or dropped. */
  readonly page: number;
  readonly next: PageEnd;
}

/** What a pull has to know of a page. It holds no list of all ids, which a worker would have to send to its page. */
export interface PageContents {
  /** Whether the page has something that no page of the list before has told, stored or not. */
  readonly bringsNews: boolean;
  /** How many entries the replica is to store that no page before has told: a provider may tell one on several pages. */
  readonly newEntries: number;
  /** The ids of each exception and of its series. */
  readonly exceptions: readonly (readonly [id: string, seriesId: string])[];
  readonly malformed: readonly MalformedChange[];
}
