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
  takeUntil,
  timer,
} from 'rxjs';
import type { BrowserTabs } from '../ambient/browser-tabs';

/** How often the leader says that it is there. */
const HEARTBEAT_INTERVAL_MS = 10_000;
/** A leader that has said nothing for so long has hung. */
const LEADER_TIMEOUT_MS = 30_000;

interface Message {
  readonly leadership: 'beat' | 'hidden' | 'candidate';
}

/**
 * One tab of many leads: a visible one where there is one. A tab that is seen stands for it; a leader that is not
 * steps down for it; one that has hung is replaced.
 */
export class Leadership {
  readonly #tabs: BrowserTabs;
  readonly #closed = new Subject<void>();
  readonly #leading = new BehaviorSubject(false);
  #visible = false;
  /** This tab leads, or waits for it. */
  #candidacy: Subscription | undefined;

  readonly leading$: Observable<boolean> = this.#leading;

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
        this.#stand(false);
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
      .subscribe(() => {
        if (this.#visible) {
          this.#stand(true);
        }
      });
  }

  get leading(): boolean {
    return this.#leading.value;
  }

  /**
   * What this tab keeps is not the others' any more: another one leads them, and this one goes on for itself. What it
   * does at the moment is not cut off.
   */
  goAlone(): void {
    this.#candidacy?.unsubscribe();
    this.#tabs.leave();
    this.#hold(false);
  }

  close(): void {
    this.#closed.next();
    this.#closed.complete();
    this.#stepDown();
  }

  #stand(byForce: boolean): void {
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
          this.#stand(false);
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
