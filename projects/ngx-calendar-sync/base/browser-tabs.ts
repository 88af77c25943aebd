import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import {
  defer,
  EMPTY,
  filter,
  from,
  map,
  mergeMap,
  Observable,
  type SchedulerLike,
  Subject,
  take,
  takeUntil,
  timer,
} from 'rxjs';

/** What the tabs of an origin need to coordinate: Web Locks and BroadcastChannel. */
export interface TabConnections {
  readonly locks: LockManager;
  readonly channel: (name: string) => BroadcastChannel;
}

/** `undefined` where the browser lacks locks or channels, or does not give them to this page. */
export const TAB_CONNECTIONS = new InjectionToken<TabConnections | undefined>(
  'ngx-calendar-sync tab connections',
  {
    providedIn: 'root',
    factory: () => {
      const window = inject(DOCUMENT).defaultView;
      // Contrary to the DOM's types, `navigator.locks` is missing on insecure pages, and `BroadcastChannel` may be there
      // but `undefined`.
      const { locks }: { readonly locks?: LockManager | undefined } = window?.navigator ?? {};
      const { BroadcastChannel: Channel }: Partial<typeof globalThis> = window ?? {};
      return locks && Channel ? { locks, channel: (name) => new Channel(name) } : undefined;
    },
  },
);

/** What is sent over the channel. Only an `answer` has a receiver; the rest goes to all other tabs. */
interface Envelope {
  readonly kind: 'say' | 'ask' | 'answer';
  readonly from: string;
  readonly to?: string;
  readonly body?: unknown;
}

/** A tab that holds a lock for longer than this is taken to hang. */
const TURN_TIMEOUT_MS = 30_000;
/** A tab that does not answer in this time is taken to be frozen by the browser. */
const ANSWER_TIMEOUT_MS = 500;

/**
 * The tabs of this origin that use the same name. Without {@link TabConnections} this tab is alone: it gets every turn
 * at once and hears nobody.
 */
export class BrowserTabs {
  readonly #name: string;
  #locks: LockManager | undefined;
  #channel: BroadcastChannel | undefined;
  readonly #clock: SchedulerLike;
  readonly #ownId = Math.random().toString(36).slice(2);
  readonly #envelopes = new Subject<Envelope>();
  readonly #closed = new Subject<void>();

  /** The messages of the other tabs. */
  readonly said$: Observable<unknown> = this.#envelopes.pipe(
    filter(({ kind }) => kind === 'say'),
    map(({ body }) => body),
  );

  /** @param answer What this tab answers when another one asks; `undefined` if it has no answer. */
  constructor(
    name: string,
    connections: TabConnections | undefined,
    clock: SchedulerLike,
    answer: () => unknown = () => undefined,
  ) {
    this.#name = name;
    this.#clock = clock;
    this.#locks = connections?.locks;
    this.#channel = connections?.channel(name);
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<Envelope>) => {
      this.#envelopes.next(data);
      if (data.kind === 'ask') {
        this.#post({ kind: 'answer', to: data.from, body: answer() });
      }
    });
    this.#showPresence();
  }

  /** Sends a message to all other tabs. */
  say(body: unknown): void {
    this.#post({ kind: 'say', body });
  }

  /**
   * Asks the other tabs, and emits each answer as it comes. Completes when all have answered, or after
   * {@link ANSWER_TIMEOUT_MS}; at once where there are no others.
   */
  ask(): Observable<unknown> {
    return defer(() => from(this.#countOthers())).pipe(
      mergeMap((others) => (others > 0 ? this.#answersOf(others) : EMPTY)),
      filter((body) => body !== undefined),
      takeUntil(this.#closed),
    );
  }

  /**
   * Runs `work` while no other tab runs work of the same name. It does not wait for a tab that hangs: after
   * {@link TURN_TIMEOUT_MS} it runs all the same.
   */
  async inTurn<R>(name: string, work: () => Promise<R>): Promise<R> {
    const locks = this.#locks;
    if (!locks) {
      return work();
    }
    // An object, since TypeScript would take a variable that only a callback changes for a constant.
    const turn = { hasBegun: false };
    const waiting = new AbortController();
    const turnTimeout = timer(TURN_TIMEOUT_MS, this.#clock).subscribe(() => {
      waiting.abort();
    });
    const start = () => {
      turn.hasBegun = true;
      turnTimeout.unsubscribe();
      return work();
    };
    try {
      return await locks.request(`${this.#name} ${name}`, { signal: waiting.signal }, start);
    } catch (error) {
      if (turn.hasBegun) {
        throw error;
      }
      return await start();
    }
  }

  /**
   * Requests a lock that one tab at a time can have. Emits when this tab has it, and completes when another tab takes
   * it by force. Unsubscribing releases it to the next tab that waits.
   * @param byForce Whether to take it from the tab that has it now.
   */
  hold(name: string, byForce: boolean): Observable<void> {
    return new Observable((subscriber) => {
      if (!this.#locks) {
        subscriber.next();
        return undefined;
      }
      const release = new AbortController();
      const untilReleased = () =>
        new Promise<void>((resolve) => {
          release.signal.addEventListener('abort', () => {
            resolve();
          });
          // The browser may grant the lock after it was released.
          if (release.signal.aborted) {
            resolve();
          } else {
            subscriber.next();
          }
        });
      const options = byForce ? { steal: true } : { signal: release.signal };
      const complete = () => {
        subscriber.complete();
      };
      // The request is rejected when another tab takes the lock by force.
      this.#locks.request(`${this.#name} ${name}`, options, untilReleased).then(complete, complete);
      return () => {
        release.abort();
      };
    });
  }

  /** From now on this tab is alone, as without {@link TabConnections}; the others neither hear it nor wait for it. */
  leave(): void {
    this.close();
    this.#locks = undefined;
  }

  close(): void {
    this.#closed.next();
    this.#closed.complete();
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Each tab holds a lock with this prefix for as long as it is open, so that tabs can be counted. */
  get #presencePrefix(): string {
    return `${this.#name} tab `;
  }

  #showPresence(): void {
    this.#locks
      ?.request(
        this.#presencePrefix + this.#ownId,
        () => new Promise<void>((resolve) => this.#closed.subscribe({ complete: resolve })),
      )
      .catch(() => undefined);
  }

  async #countOthers(): Promise<number> {
    try {
      const { held = [] } = (await this.#locks?.query()) ?? {};
      const tabs = held.filter(({ name = '' }) => name.startsWith(this.#presencePrefix));
      return tabs.filter(({ name }) => name !== this.#presencePrefix + this.#ownId).length;
    } catch {
      return 0;
    }
  }

  #answersOf(others: number): Observable<unknown> {
    return new Observable((subscriber) => {
      const answers = this.#envelopes
        .pipe(
          filter(({ kind, to }) => kind === 'answer' && to === this.#ownId),
          take(others),
          map(({ body }) => body),
          takeUntil(timer(ANSWER_TIMEOUT_MS, this.#clock)),
        )
        .subscribe(subscriber);
      this.#post({ kind: 'ask' });
      return answers;
    });
  }

  #post(envelope: Omit<Envelope, 'from'>): void {
    this.#channel?.postMessage({ ...envelope, from: this.#ownId } satisfies Envelope);
  }
}
