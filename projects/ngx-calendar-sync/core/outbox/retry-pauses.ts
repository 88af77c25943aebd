import { type SchedulerLike, type Subscription, timer } from 'rxjs';
import type { CalendarSyncError, CalendarSyncErrorCode } from 'ngx-calendar-sync/base';

const FIRST_RETRY_PAUSE_MS = 2_000;
const MAX_RETRY_PAUSE_MS = 5 * 60_000;

/** Nothing can be sent until these are over. */
const STOPPING_CODES: readonly CalendarSyncErrorCode[] = ['offline', 'expired', 'signed-out'];
/** The same request may succeed later. */
const TRANSIENT_CODES: readonly CalendarSyncErrorCode[] = [
  ...STOPPING_CODES,
  'unavailable',
  'rate-limited',
  'script-failed',
  'not-ready',
  // It was not taken back, or it would be in the log no more.
  'cancelled',
];

export function isTransient({ code }: CalendarSyncError): boolean {
  return TRANSIENT_CODES.includes(code);
}

/** Growing pauses after failures: of all writes where nothing can be sent, else of the writes that have failed. */
export class RetryPauses {
  readonly #clock: SchedulerLike;
  readonly #onOver: () => void;
  /** The pauses that are not over, by the id of the write. Timers tell their end: the clock may be set back. */
  readonly #paused = new Map<string, Subscription>();
  readonly #failures = new Map<string, number>();
  #stop: Subscription | undefined;
  #stops = 0;

  /** @param onOver Called when a pause is over by itself. */
  constructor(clock: SchedulerLike, onOver: () => void) {
    this.#clock = clock;
    this.#onOver = onOver;
  }

  /** Whether all writes wait. */
  get isStopped(): boolean {
    return this.#stop !== undefined;
  }

  isPaused(id: string): boolean {
    return this.#paused.has(id);
  }

  /** @param ids The writes that were sent as one request. */
  pause(ids: readonly string[], { code }: CalendarSyncError): void {
    if (STOPPING_CODES.includes(code)) {
      if (!this.#stop) {
        this.#stop = this.#after(this.#stops, () => (this.#stop = undefined));
        this.#stops += 1;
      }
      return;
    }
    for (const id of ids) {
      const failures = this.#failures.get(id) ?? 0;
      this.#failures.set(id, failures + 1);
      this.#paused.get(id)?.unsubscribe();
      this.#paused.set(
        id,
        this.#after(failures, () => this.#paused.delete(id)),
      );
    }
  }

  /** The service has answered these. */
  succeeded(ids: readonly string[]): void {
    this.#stops = 0;
    for (const id of ids) {
      this.#failures.delete(id);
    }
  }

  /** Forgets the failures of writes that are no more. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#failures.delete(id);
      this.#end(id);
    }
  }

  /** Ends the pauses, or that of one write and of all writes together. */
  wake(id?: string): void {
    this.#stop?.unsubscribe();
    this.#stop = undefined;
    for (const paused of id === undefined ? [...this.#paused.keys()] : [id]) {
      this.#end(paused);
    }
  }

  #end(id: string): void {
    this.#paused.get(id)?.unsubscribe();
    this.#paused.delete(id);
  }

  #after(failures: number, end: () => void): Subscription {
    const pause = Math.min(FIRST_RETRY_PAUSE_MS * 2 ** failures, MAX_RETRY_PAUSE_MS);
    return timer(pause, this.#clock).subscribe(() => {
      end();
      this.#onOver();
    });
  }
}
