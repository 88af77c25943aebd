import type { SchedulerLike } from 'rxjs';
import type { CalendarSyncError } from '../model/calendar-sync-error';
import { pauseAfter } from './sync-pauses';

interface Failure {
  readonly error: CalendarSyncError;
  /** How often in a row. */
  readonly times: number;
  /** Passes leave the calendar alone until then, in milliseconds since the epoch. */
  readonly retryAt: number;
}

/**
 * The calendars whose last pull failed. The next pass tries each once more, since most failures pass; from then on it is
 * retried after a pause of its own, which grows.
 */
export class FailingCalendars {
  readonly #failures = new Map<string, Failure>();

  constructor(
    private readonly clock: SchedulerLike,
    private readonly random: () => number,
  ) {}

  /** By calendar id. */
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
    const times = (this.#failures.get(calendarId)?.times ?? 0) + 1;
    const pause = times === 1 ? 0 : pauseAfter(times - 1, this.random);
    const retryAt = this.clock.now() + pause;
    this.#failures.set(calendarId, { error, times, retryAt });
  }

  succeeded(calendarId: string): void {
    this.#failures.delete(calendarId);
  }

  /** The failures were not the calendars' own: the next pass asks for them again. */
  retryAll(): void {
    for (const [id, failure] of this.#failures) {
      this.#failures.set(id, { ...failure, times: 0, retryAt: -Infinity });
    }
  }

  /** Forgets the calendars that are not to be copied any more. */
  keep(calendarIds: readonly string[]): void {
    for (const id of this.#failures.keys()) {
      if (!calendarIds.includes(id)) {
        this.#failures.delete(id);
      }
    }
  }

  /** Those that failed come last, so that the others never wait for them. */
  last(calendarIds: readonly string[]): readonly string[] {
    return [
      ...calendarIds.filter((id) => !this.has(id)),
      ...calendarIds.filter((id) => this.has(id)),
    ];
  }
}
