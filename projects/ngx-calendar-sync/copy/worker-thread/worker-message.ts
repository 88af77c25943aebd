import type { ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';
import type { ɵToldError as ToldError } from 'ngx-calendar-sync/core';
import type { OpenedPage, PageJob, PageStager } from '../page-stager';
import type { PlainSeriesEvents, PlainSeriesQuery } from './plain-series';

/** What a worker does for its page. `postMessage` can copy all arguments and results. */
export interface WorkerMethods
  extends Pick<ReplicaStore, 'commit' | 'compact'>, Pick<PageStager, 'read' | 'stage' | 'drop'> {
  /** As {@link PageStager.open}, for an answer that the worker is to read. */
  open(answer: Blob, job: PageJob): Promise<OpenedPage>;

  /** When series happen in a range. */
  expand(query: PlainSeriesQuery): Promise<PlainSeriesEvents>;
}

/** A method and its arguments. */
export type WorkerCall = {
  readonly [Method in keyof WorkerMethods]: {
    readonly method: Method;
    readonly args: Readonly<Parameters<WorkerMethods[Method]>>;
  };
}[keyof WorkerMethods];

/** What a page says to its worker. */
export type PageMessage =
  /** Comes first. The worker holds the lock for as long as it lives, so that the page learns of its end. */
  | { readonly kind: 'begin'; readonly replicaName: string; readonly lock: string }
  | ({ readonly kind: 'call'; readonly id: number } & WorkerCall);

/** What a worker says to its page. */
export type WorkerMessage =
  /** The script has run; it is of this version of the library. */
  | { readonly kind: 'loaded'; readonly version: string }
  /** Calls are answered from now on. */
  | { readonly kind: 'ready' }
  /** The worker cannot go on, and what it has stored since its last result may be lost. */
  | { readonly kind: 'failed'; readonly reason: WorkerFailure }
  /** A damaged record of this calendar was read. */
  | { readonly kind: 'damaged'; readonly calendarId: string }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WorkerError };

/** Why a worker cannot go on: a part of its code could not be loaded, or the browser refuses it the storage. */
export type WorkerFailure = 'code' | 'storage';

/** The browser copies no class and no code of an error. */
export interface WorkerError extends ToldError {
  /** Whether it is a SupersededError. */
  readonly isSuperseded: boolean;
}
