import type { SchedulerLike } from 'rxjs';
import type { CopySyncEvent } from './copy-progress';

interface LastPull {
  /** When it began, in milliseconds since the epoch. */
  readonly begunAt: number;
  /** How many pulls in a row, up to this one, have found nothing new. */
  readonly quietPulls: number;
  /** When the calendar is to be pulled again while nobody views it. */
  readonly dueAt: number;
}

const MIN_INTERVAL_MS = 60_000;
/** The documentation promises this. */
const MAX_INTERVAL_MS = 15 * 60_000;
/** Intervals are shorter by a random part of up to this share, so that calendars do not become due all at once. */
const MAX_SPREAD = 0.2;
/** Less than any pause between passes, so that what is in view is pulled in each of them. */
const FRESH_MS = 30_000;

/**
 * When each calendar is to be pulled. What is in view is due in each pass. Everything else waits for a minute, and for
 * twice as long with each pull that finds nothing new, up to a quarter of an hour; a pull that finds something begins
 * again. Each tab has a schedule, which follows what every tab does, so that a tab which takes the lead goes on with it.
 */
export class PullSchedule {
  readonly #clock: SchedulerLike;
  readonly #random: () => number;
  /** By calendar id; a calendar that is missing is due. */
  readonly #lastPulls = new Map<string, LastPull>();
  /** Calendars of which a change was committed since their last pull was complete. */
  readonly #changed = new Set<string>();
  /** When a pass was last completed, in milliseconds since the epoch. */
  #passedAt: number | undefined;

  constructor(clock: SchedulerLike, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Takes note of what any tab has done. */
  follow(event: CopySyncEvent): void {
    switch (event.kind) {
      case 'committed':
        this.#changed.add(event.calendarId);
        break;
      case 'pulled':
        this.#pulled(event.calendarId, event.begunAt);
        break;
      case 'progress':
        this.#passedAt = Math.max(this.#passedAt ?? 0, event.progress.syncedAt ?? 0) || undefined;
        break;
      default:
        break;
    }
  }

  /** After a long time without a pass, as on a computer that was asleep or offline, all calendars are due. */
  beginPass(): void {
    const sinceMs = this.#clock.now() - (this.#passedAt ?? this.#clock.now());
    // Less than nothing where the computer's clock has been set back: the times of before mean nothing any more.
    if (sinceMs > MAX_INTERVAL_MS || sinceMs < 0) {
      this.#lastPulls.clear();
      this.#passedAt = undefined;
    }
  }

  /** Whether it is time to pull a calendar, also where nobody views it. */
  isDue(calendarId: string): boolean {
    const { dueAt = -Infinity } = this.#lastPulls.get(calendarId) ?? {};
    return this.#clock.now() >= dueAt;
  }

  /** Whether a calendar was pulled so lately that it need not be pulled for coming into view. */
  isFresh(calendarId: string): boolean {
    const { begunAt = -Infinity } = this.#lastPulls.get(calendarId) ?? {};
    const sinceMs = this.#clock.now() - begunAt;
    return sinceMs >= 0 && sinceMs < FRESH_MS;
  }

  /** The calendar is due in the next pass, and is taken to be active. */
  expectChanges(calendarId: string): void {
    this.#lastPulls.delete(calendarId);
  }

  /** Forgets all calendars but these. */
  keep(calendarIds: readonly string[]): void {
    const kept = new Set(calendarIds);
    for (const id of [...this.#lastPulls.keys(), ...this.#changed]) {
      if (!kept.has(id)) {
        this.#lastPulls.delete(id);
        this.#changed.delete(id);
      }
    }
  }

  #pulled(calendarId: string, begunAt: number): void {
    const before = this.#lastPulls.get(calendarId);
    const hasChanged = this.#changed.delete(calendarId);
    const quietPulls = before && !hasChanged ? before.quietPulls + 1 : 0;
    const intervalMs = Math.min(MIN_INTERVAL_MS * 2 ** quietPulls, MAX_INTERVAL_MS);
    const dueAt = begunAt + intervalMs * (1 - MAX_SPREAD * this.#random());
    this.#lastPulls.set(calendarId, { begunAt, quietPulls, dueAt });
  }
}
