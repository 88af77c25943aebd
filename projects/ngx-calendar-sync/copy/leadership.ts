import {
  BehaviorSubject,
  EMPTY,
  filter,
  merge,
  type Observable,
  type SchedulerLike,
  Subject,
  type Subscription,
  switchMap,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { type ɵBrowserTabs as BrowserTabs } from 'ngx-calendar-sync/base';
import type { ReplicaStatus } from 'ngx-calendar-sync/core';

const HEARTBEAT_INTERVAL_MS = 10_000;
/** A leader without a heartbeat for this long is taken to hang. */
const LEADER_TIMEOUT_MS = 30_000;

interface Message {
  readonly leadership: 'beat' | 'hidden' | 'candidate';
}

/**
 * Elects one tab of many as the leader, a visible one where there is one. A visible tab is a candidate, and a hidden
 * leader steps down for a candidate. A leader that hangs is replaced.
 */
export class Leadership {
  readonly #tabs: BrowserTabs;
  readonly #closed = new Subject<void>();
  readonly #leading = new BehaviorSubject(false);
  readonly #leaderless = new Subject<number>();
  #visible = false;
  /** While this tab leads or waits to lead. */
  #candidacy: Subscription | undefined;

  readonly leading$: Observable<boolean> = this.#leading;
  /**
   * Emits whenever {@link LEADER_TIMEOUT_MS} have passed in which this tab did not lead and heard of none that leads or wants to:
   * how many times in a row.
   */
  readonly leaderless$: Observable<number> = this.#leaderless;

  constructor(tabs: BrowserTabs, visible$: Observable<boolean>, clock: SchedulerLike) {
    this.#tabs = tabs;
    const heard$ = tabs.said$.pipe(filter(isMessage));
    heard$.pipe(takeUntil(this.#closed)).subscribe(({ leadership }) => {
      if (leadership === 'candidate' && !this.#visible) {
        this.#stepDown();
      }
      if (leadership === 'hidden' && this.#visible) {
        this.#say('candidate');
      }
    });
    visible$.pipe(takeUntil(this.#closed)).subscribe((visible) => {
      this.#visible = visible;
      if (visible) {
        this.#becomeCandidate(false);
      } else if (this.leading) {
        this.#say('hidden');
      } else {
        this.#stepDown();
      }
    });
    this.#leading
      .pipe(
        switchMap((leading) => (leading ? timer(0, HEARTBEAT_INTERVAL_MS, clock) : EMPTY)),
        takeUntil(this.#closed),
      )
      .subscribe(() => {
        this.#say('beat');
      });
    merge(this.#leading, heard$)
      .pipe(
        switchMap(() =>
          this.leading ? EMPTY : timer(LEADER_TIMEOUT_MS, LEADER_TIMEOUT_MS, clock),
        ),
        takeUntil(this.#closed),
      )
      .subscribe((timesBefore) => {
        this.#leaderless.next(timesBefore + 1);
        if (this.#visible) {
          this.#becomeCandidate(true);
        }
      });
  }

  get leading(): boolean {
    return this.#leading.value;
  }

  /**
   * Leaves the other tabs, which elect another leader, and leads for itself alone: what this tab stores cannot be seen
   * by the others any more. A leader that calls it goes on leading without a break.
   */
  goAlone(): void {
    this.#candidacy?.unsubscribe();
    this.#tabs.leave();
    this.#hold(false);
  }

  /** {@link goAlone}, once a storage that tabs share is out of reach for this tab. */
  goAloneWithout(storage$: Observable<ReplicaStatus>): void {
    storage$
      .pipe(
        filter((status) => status.kind === 'memory' && status.reason !== 'chosen'),
        take(1),
        takeUntil(this.#closed),
      )
      .subscribe(() => {
        this.goAlone();
      });
  }

  close(): void {
    this.#closed.next();
    this.#closed.complete();
    this.#stepDown();
  }

  #becomeCandidate(byForce: boolean): void {
    if (this.leading || (this.#candidacy && !byForce)) {
      return;
    }
    this.#candidacy?.unsubscribe();
    this.#hold(byForce);
    this.#say('candidate');
  }

  #hold(byForce: boolean): void {
    this.#candidacy = this.#tabs.hold('leader', byForce).subscribe({
      next: () => {
        this.#leading.next(true);
      },
      complete: () => {
        this.#stepDown();
        if (this.#visible) {
          this.#becomeCandidate(false);
        }
      },
    });
  }

  #stepDown(): void {
    this.#candidacy?.unsubscribe();
    this.#candidacy = undefined;
    if (this.leading) {
      this.#leading.next(false);
    }
  }

  #say(leadership: Message['leadership']): void {
    this.#tabs.say({ leadership } satisfies Message);
  }
}

function isMessage(said: unknown): said is Message {
  return typeof said === 'object' && said !== null && 'leadership' in said;
}
