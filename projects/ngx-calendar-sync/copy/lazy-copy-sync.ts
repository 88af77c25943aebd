import {
  defer,
  filter,
  finalize,
  firstValueFrom,
  from,
  merge,
  type Observable,
  of,
  retry,
  Subject,
  switchMap,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type CopySyncEvent, noProgress } from './copy-progress';
import type { CopySync } from './copy-sync';
import type { CopySyncContext } from './copy-sync-context';
import { pauseAfter } from './sync-pauses';

export interface LazyCopySyncContext extends CopySyncContext {
  /** Loads the code that syncs, and is called again after it has failed; specs replace it. */
  readonly loadSync?: () => Promise<{ readonly CopySync: typeof CopySync }>;
  /** The worker that pulls are to use, once its code is there; `undefined` where that cannot be loaded. */
  readonly worker?: Promise<Pick<CopySyncContext, 'store' | 'stager'> | undefined> | undefined;
}

/** Code that comes later is used all the same, but nobody waits for it without being told. */
const LATE_LOAD_MS = 60_000;

/** The {@link CopySync} of a tab. Its code is loaded when the tab first leads: a tab that never leads does without it. */
export class LazyCopySync {
  readonly #context: LazyCopySyncContext;
  readonly #events = new Subject<CopySyncEvent>();
  readonly #loadErrors = new Subject<CalendarSyncError>();
  /** Emits when a sync is asked for before the code is there. */
  readonly #wanted = new Subject<void>();
  /** Kept once it is there, with its progress, also while another tab leads. */
  #sync: CopySync | undefined;

  readonly events$: Observable<CopySyncEvent> = this.#events;

  constructor(context: LazyCopySyncContext) {
    this.#context = context;
  }

  /** As {@link CopySync.keepUp}, once the code is there. It is to be subscribed to while this tab leads. */
  keepUp(wake$: Observable<unknown>, opened$: Observable<unknown>): Observable<unknown> {
    return defer(() => {
      if (this.#sync) {
        return of(this.#sync);
      }
      // What was asked before this tab led is asked again, and told if the load fails.
      this.#events.next({ kind: 'leads' });
      return this.#load(wake$);
    }).pipe(switchMap((sync) => sync.keepUp(wake$, opened$)));
  }

  /** As {@link CopySync.sync}; see {@link #notLoaded} for what happens before the code is there. */
  sync(): Promise<void> {
    return this.#sync?.sync() ?? this.#notLoaded();
  }

  /** As {@link CopySync.pull}; see {@link #notLoaded} for what happens before the code is there. */
  pull(calendarId: string): Promise<void> {
    return this.#sync?.pull(calendarId) ?? this.#notLoaded();
  }

  /**
   * Starts a load where none is under way, and rejects if the load fails. It never resolves: once the code is there, the
   * event `leads` has every tab ask again for the syncs that it waits for.
   */
  #notLoaded(): Promise<never> {
    const failed = firstValueFrom(
      this.#loadErrors.pipe(switchMap((error) => throwError(() => error))),
    );
    this.#wanted.next();
    return failed;
  }

  #load(wake$: Observable<unknown>): Observable<CopySync> {
    const { visible, clock, random } = this.#context;
    const tell = (error: CalendarSyncError) => {
      this.#events.next({ kind: 'progress', progress: { ...noProgress, error } });
      this.#loadErrors.next(error);
    };
    return defer(() => {
      const isLate = timer(LATE_LOAD_MS, LATE_LOAD_MS, clock).subscribe(() => {
        tell(notLoaded());
      });
      return from(this.#loadOnce()).pipe(
        finalize(() => {
          isLate.unsubscribe();
        }),
      );
    }).pipe(
      tap((sync) => {
        this.#sync = sync;
        sync.events$.subscribe(this.#events);
      }),
      retry({
        delay: (error: CalendarSyncError, failures) => {
          tell(error);
          const pauseOver = timer(pauseAfter(failures, random), clock).pipe(filter(visible));
          return merge(pauseOver, wake$, this.#wanted);
        },
      }),
    );
  }

  /** @throws CalendarSyncError */
  async #loadOnce(): Promise<CopySync> {
    const { loadSync = () => import('./copy-sync'), worker } = this.#context;
    try {
      const [{ CopySync }, inWorker] = await Promise.all([loadSync(), worker]);
      return new CopySync({ ...this.#context, ...inWorker });
    } catch (cause) {
      // Chromium remembers that an import has failed, and refuses it until the page is loaded again.
      throw notLoaded(cause);
    }
  }
}

function notLoaded(cause?: unknown): CalendarSyncError {
  return new CalendarSyncError(
    'unavailable',
    'The code that syncs the calendars could not be loaded: check the network, then reload the page.',
    { cause },
  );
}
