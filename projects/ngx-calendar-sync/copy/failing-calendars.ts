import type { SchedulerLike } from 'rxjs';
import { type CalendarSyncError } from 'ngx-calendar-sync/base';
import { pauseAfter } from './sync-pauses';

interface Failure {
  readonly error: CalendarSyncError;
  readonly timesInARow: number;
  /** Passes leave the calendar out until then, in milliseconds since the epoch. */
  readonly retryAt: number;
}

/**
 * The calendars whose last pull failed. After the first failure the next pass tries again, since most failures are
 * short; from the second one on, a calendar is retried after a pause of its own, which grows.
 */
export class FailingCalendars {
  readonly #failures = new Map<string, Failure>();

  constructor(
    private readonly clock: SchedulerLike,
    private readonly random: () => number,
  ) {}

  /** By calendar id, why its last pull failed. */
  get errors(): ReadonlyMap<string, CalendarSyncError> {
    return new Map([...this.#failures].map(([id, { error }]) => [id, error]));
  }

  has(calendarId: string): boolean {
    return this.#failures.has(calendarId);
  }

  isWaiting(calendarId: string): boolean {
    const { retryAt = -Infinity } = this.#failures.get(calendarId) ?? {};
    return this.clock.now() < retryAt;
  }

  failed(calendarId: string, error: CalendarSyncError): void {
    const timesInARow = (this.#failures.get(calendarId)?.timesInARow ?? 0) + 1;
    const pauseMs = timesInARow === 1 ? 0 : pauseAfter(timesInARow - 1, this.random);
    const retryAt = this.clock.now() + pauseMs;
    this.#failures.set(calendarId, { error, timesInARow, retryAt });
  }

  succeeded(calendarId: string): void {
    this.#failures.delete(calendarId);
  }

  /** Ends all pauses: the account or the service was at fault, and not these calendars. */
  retryAll(): void {
    for (const [id, failure] of this.#failures) {
      this.#failures.set(id, { ...failure, timesInARow: 0, retryAt: -Infinity });
    }
  }

  /** Forgets all calendars but these. */
  keep(calendarIds: readonly string[]): void {
    for (const id of this.#failures.keys()) {
      if (!calendarIds.includes(id)) {
        this.#failures.delete(id);
      }
    }
  }

  /** The same ids with those that failed at the end, so that no other calendar waits for them. */
  failedLast(calendarIds: readonly string[]): readonly string[] {
    return [
      ...calendarIds.filter((id) => !this.has(id)),
      ...calendarIds.filter((id) => this.has(id)),
    ];
  }
}
