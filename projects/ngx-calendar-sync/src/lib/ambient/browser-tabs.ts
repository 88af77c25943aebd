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

/** What connects the tabs of an origin; `undefined` where the browser lacks either, or keeps it from this page. */
export interface TabConnections {
  readonly locks: LockManager;
  readonly channel: (name: string) => BroadcastChannel;
}

export const TAB_CONNECTIONS = new InjectionToken<TabConnections | undefined>(
  'ngx-calendar-sync tab connections',
  {
    providedIn: 'root',
    factory: () => {
      const window = inject(DOCUMENT).defaultView;
      // Whatever the types promise: an insecure page has no locks, and a browser may have taken the name alone.
      const { locks }: { readonly locks?: LockManager | undefined } = window?.navigator ?? {};
      const { BroadcastChannel: Channel }: Partial<typeof globalThis> = window ?? {};
      return locks && Channel ? { locks, channel: (name) => new Channel(name) } : undefined;
    },
  },
);

interface Envelope {
  readonly kind: 'say' | 'ask' | 'answer';
  readonly from: string;
  readonly to?: string;
  readonly body?: unknown;
}

/** A tab that keeps its turn longer than this has hung. */
const TURN_TIMEOUT_MS = 30_000;
/** A tab that does not answer in this time sleeps. */
const ANSWER_TIMEOUT_MS = 500;

/** The tabs of this origin that go by one name. Without {@link TabConnections} this tab is alone. */
export class BrowserTabs {
  readonly #name: string;
  #locks: LockManager | undefined;
  #channel: BroadcastChannel | undefined;
  readonly #clock: SchedulerLike;
  readonly #me = Math.random().toString(36).slice(2);
  readonly #envelopes = new Subject<Envelope>();
  readonly #closed = new Subject<void>();

  /** What other tabs say. */
  readonly said$: Observable<unknown> = this.#envelopes.pipe(
    filter(({ kind }) => kind === 'say'),
    map(({ body }) => body),
  );

  /** `answer` is what this tab tells another one that asks; `undefined` where it has nothing to tell. */
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
    this.#beThere();
  }

  say(body: unknown): void {
    this.#post({ kind: 'say', body });
  }

  /** What the other tabs answer, as it comes; at once nothing where there are none. */
  ask(): Observable<unknown> {
    return defer(() => from(this.#others())).pipe(
      mergeMap((others) => (others > 0 ? this.#answers(others) : EMPTY)),
      filter((body) => body !== undefined),
      takeUntil(this.#closed),
    );
  }

  /** Does `work` while no other tab does what goes by the same name. A tab that has hung is not waited for. */
  async inTurn<R>(what: string, work: () => Promise<R>): Promise<R> {
    const locks = this.#locks;
    if (!locks) {
      return work();
    }
    const turn = { has: false };
    const waiting = new AbortController();
    const turnTimeout = timer(TURN_TIMEOUT_MS, this.#clock).subscribe(() => {
      waiting.abort();
    });
    const start = () => {
      turn.has = true;
      turnTimeout.unsubscribe();
      return work();
    };
    try {
      return await locks.request(`${this.#name} ${what}`, { signal: waiting.signal }, start);
    } catch (error) {
      if (turn.has) {
        throw error;
      }
      return await start();
    }
  }

  /**
   * Emits when this tab is the one that has what goes by a name, and completes when another tab takes it by force.
   * Unsubscribing gives it to the next tab that waits for it.
   */
  hold(what: string, byForce: boolean): Observable<void> {
    return new Observable((subscriber) => {
      if (!this.#locks) {
        subscriber.next();
        return undefined;
      }
      const over = new AbortController();
      const untilOver = () =>
        new Promise<void>((resolve) => {
          over.signal.addEventListener('abort', () => {
            resolve();
          });
          if (over.signal.aborted) {
            resolve();
          } else {
            subscriber.next();
          }
        });
      const options = byForce ? { steal: true } : { signal: over.signal };
      const complete = () => {
        subscriber.complete();
      };
      this.#locks.request(`${this.#name} ${what}`, options, untilOver).then(complete, complete);
      return () => {
        over.abort();
      };
    });
  }

  /** From now on this tab is alone, as without {@link TabConnections}: it neither hears the others nor keeps them waiting. */
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

  /** A lock that each tab holds for as long as it lives: so they can be counted. */
  get #presence(): string {
    return `${this.#name} tab `;
  }

  #beThere(): void {
    this.#locks
      ?.request(
        this.#presence + this.#me,
        () => new Promise<void>((resolve) => this.#closed.subscribe({ complete: resolve })),
      )
      .catch(() => undefined);
  }

  async #others(): Promise<number> {
    try {
      const { held = [] } = (await this.#locks?.query()) ?? {};
      const tabs = held.filter(({ name = '' }) => name.startsWith(this.#presence));
      return tabs.filter(({ name }) => name !== this.#presence + this.#me).length;
    } catch {
      return 0;
    }
  }

  #answers(others: number): Observable<unknown> {
    return new Observable((subscriber) => {
      const answers = this.#envelopes
        .pipe(
          filter(({ kind, to }) => kind === 'answer' && to === this.#me),
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
    this.#channel?.postMessage({ ...envelope, from: this.#me } satisfies Envelope);
  }
}
