import {
  asyncScheduler,
  BehaviorSubject,
  filter,
  firstValueFrom,
  interval,
  type Observable,
  of,
  type SchedulerLike,
  skip,
  Subject,
  type Subscription,
  take,
  timeout,
} from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorOptions,
  ɵVERSION as VERSION,
} from 'ngx-calendar-sync/base';
import { SupersededError } from '../replica/fence';

import { ɵheardError as heardError } from 'ngx-calendar-sync/core';
import type { CopyWorkerStatus } from 'ngx-calendar-sync/core';
import type {
  PageMessage,
  WorkerCall,
  WorkerError,
  WorkerMessage,
  WorkerMethods,
} from './worker-message';

interface PendingCall {
  /** What happens where no answer comes in time. */
  readonly overdue: Subscription;
  resolve(value: unknown): void;
  reject(error: CalendarSyncError): void;
}

/** A script that has not answered by then goes on loading, and the page does the work meanwhile. */
const START_TIMEOUT_MS = 5_000;
/** The user waits for the events of series: after this long the page expands them itself. */
const EXPAND_TIMEOUT_MS = 5_000;
/**
 * All else is work in the background, which may take long on a slow device: a worker is ended when it has been silent at so
 * many checks. A check that comes late does not count, since page and worker stood still, as while a machine sleeps.
 */
const SILENT_CHECKS = 4;
const CHECK_INTERVAL_MS = 30_000;

const LOCK_PREFIX = 'ngx-calendar-sync worker';

/** The page's end of a worker: starts it, calls it, and learns of its end. */
export class WorkerConnection {
  readonly #replicaName: string;
  readonly #mayStore: () => boolean;
  readonly #clock: SchedulerLike;
  readonly #status = new BehaviorSubject<CopyWorkerStatus>({ kind: 'starting' });
  readonly #damaged = new Subject<string>();
  readonly #started: Promise<unknown>;
  readonly #closed = new AbortController();
  readonly #lock = `${LOCK_PREFIX} ${Math.random().toString(36).slice(2)}`;
  readonly #pending = new Map<number, PendingCall>();
  #lastId = 0;
  #worker: Worker | undefined;

  readonly status$ = this.#status.asObservable();
  /** Emits the id of a calendar when the worker has read a damaged record of it. */
  readonly damaged$ = this.#damaged.asObservable();

  /**
   * @param startWorker What the app has configured; it may throw.
   * @param mayStore Whether page and worker store in the same place: what the page keeps in memory, no worker can see.
   */
  constructor(
    startWorker: () => Worker,
    replicaName: string,
    mayStore: () => boolean,
    clock: SchedulerLike = asyncScheduler,
  ) {
    this.#replicaName = replicaName;
    this.#mayStore = mayStore;
    this.#clock = clock;
    this.#started = firstValueFrom(
      this.#status.pipe(
        filter(({ kind }) => kind !== 'starting'),
        timeout({ first: START_TIMEOUT_MS, scheduler: clock, with: () => of(undefined) }),
      ),
      { defaultValue: undefined },
    );
    try {
      const worker = startWorker();
      worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
        this.#receive(data);
      };
      worker.onmessageerror = () => {
        this.#fail(ended());
      };
      worker.onerror = (event) => {
        // It is told here; without this the browser would report it as an uncaught error of the page, too.
        event.preventDefault();
        this.#fail(this.isRunning ? ended() : notStarted());
      };
      this.#worker = worker;
    } catch (error) {
      this.#fail(notStarted({ cause: error }));
    }
  }

  get isRunning(): boolean {
    return this.#status.value.kind === 'running' && !this.#closed.signal.aborted;
  }

  /** Resolves when it is known whether the worker runs, and after a few seconds in any case. */
  async started(): Promise<void> {
    await this.#started;
  }

  /** What `inWorker` resolves to or, where the worker cannot do that or ends meanwhile, `inThread`. */
  async orElse<R>(inWorker: () => Promise<R>, inThread: () => Promise<R>): Promise<R> {
    try {
      return await inWorker();
    } catch (error) {
      if (error instanceof WorkerLostError) {
        return inThread();
      }
      throw error;
    }
  }

  /**
   * @throws WorkerLostError where the worker does not run or may not do this, does not answer in time, or ends before it
   * has answered.
   */
  call<Method extends keyof WorkerMethods>(
    method: Method,
    ...args: Parameters<WorkerMethods[Method]>
  ): ReturnType<WorkerMethods[Method]> {
    const result = new Promise((resolve, reject) => {
      if (!this.isRunning || !(method === 'expand' || this.#mayStore())) {
        throw new WorkerLostError();
      }
      this.#lastId += 1;
      const id = this.#lastId;
      const overdue = this.#whenOverdue(method, id);
      this.#pending.set(id, { overdue, resolve, reject });
      try {
        this.#say({ kind: 'call', id, ...({ method, args } as unknown as WorkerCall) });
      } catch {
        // What cannot be cloned is done in the page.
        this.#answered(id);
        throw new WorkerLostError();
      }
    });
    return result as ReturnType<WorkerMethods[Method]>;
  }

  close(): void {
    this.#end();
    this.#status.complete();
  }

  #say(message: PageMessage): void {
    this.#worker?.postMessage(message);
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'loaded':
        if (message.version === VERSION) {
          this.#say({ kind: 'begin', replicaName: this.#replicaName, lock: this.#lock });
        } else {
          this.#fail(ofAnotherVersion(message.version));
        }
        break;
      case 'ready':
        this.#status.next({ kind: 'running' });
        this.#watchLock();
        break;
      case 'failed':
        this.#fail(message.reason === 'code' ? notStarted() : withoutStorage());
        break;
      case 'damaged':
        this.#damaged.next(message.calendarId);
        break;
      case 'result':
        this.#answered(message.id)?.resolve(message.value);
        break;
      case 'error':
        this.#answered(message.id)?.reject(errorOf(message.error));
        break;
    }
  }

  #answered(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    call?.overdue.unsubscribe();
    this.#pending.delete(id);
    return call;
  }

  /** A worker that hangs fires no event. What it was to store it must not store later, beside the page: it is ended. */
  #whenOverdue(method: keyof WorkerMethods, id: number): Subscription {
    return method === 'expand'
      ? this.#clock.schedule(
          () => this.#answered(id)?.reject(new WorkerLostError()),
          EXPAND_TIMEOUT_MS,
        )
      : this.#checkedFromNow().subscribe(() => {
          this.#fail(silent());
        });
  }

  /** Emits when so many checks have come in time. */
  #checkedFromNow(): Observable<unknown> {
    let dueAt = this.#clock.now();
    return interval(CHECK_INTERVAL_MS, this.#clock).pipe(
      filter(() => {
        dueAt += CHECK_INTERVAL_MS;
        const lateMs = this.#clock.now() - dueAt;
        dueAt += lateMs;
        return lateMs < CHECK_INTERVAL_MS;
      }),
      skip(SILENT_CHECKS - 1),
      take(1),
    );
  }

  /** A worker that the browser ends, as for want of memory, fires no event. Its lock comes free. */
  #watchLock(): void {
    // Contrary to the DOM's types, `locks` is missing on insecure pages.
    const { locks } = navigator as Partial<Navigator>;
    locks
      ?.request(this.#lock, { signal: this.#closed.signal }, () => {
        this.#fail(ended());
      })
      .catch(() => undefined);
  }

  #fail(error: CalendarSyncError): void {
    if (!this.#closed.signal.aborted) {
      this.#end();
      this.#status.next({ kind: 'failed', error });
    }
  }

  #end(): void {
    this.#closed.abort();
    this.#worker?.terminate();
    for (const id of [...this.#pending.keys()]) {
      this.#answered(id)?.reject(new WorkerLostError());
    }
  }
}

/** What was under way in a worker that has ended: its result is not known. */
export class WorkerLostError extends CalendarSyncError {
  constructor() {
    super('cancelled', 'The worker of the local copy has ended: the page goes on without it.');
  }
}

function notStarted(options?: CalendarSyncErrorOptions): CalendarSyncError {
  return new CalendarSyncError(
    'script-failed',
    'The worker of the local copy could not be started, so the page does its work. Check that the file of the ' +
      'worker is served as JavaScript and that the CSP allows it (worker-src).',
    options,
  );
}

function ofAnotherVersion(version: string): CalendarSyncError {
  return new CalendarSyncError(
    'script-failed',
    `The worker of the local copy is of version ${version} of ngx-calendar-sync, and the page of ${VERSION}, so the ` +
      'page does its work. Deploy both together.',
  );
}

function withoutStorage(): CalendarSyncError {
  return new CalendarSyncError(
    'unavailable',
    'The browser does not let the worker of the local copy store it, so the page does its work.',
  );
}

function ended(): CalendarSyncError {
  return new CalendarSyncError(
    'unexpected',
    'The worker of the local copy has ended, so the page does its work until it is loaded again.',
  );
}

function silent(): CalendarSyncError {
  return new CalendarSyncError(
    'unexpected',
    'The worker of the local copy did not answer for two minutes and was ended, so the page does its work until it is ' +
      'loaded again.',
  );
}

function errorOf(error: WorkerError): CalendarSyncError {
  return error.isSuperseded ? new SupersededError() : heardError(error);
}
