import type { SchedulerLike } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { sameJson } from '../model/same-json';
import { type PendingWrite, targetOf, withWrite } from './pending-write';

/**
 * A service may answer a write and go on listing the state before it for a while. What is listed this long after the
 * write was confirmed is believed, whatever it says.
 */
const LISTING_LAG_LIMIT_MS = 5 * 60_000;

/** What a source of events says of one event; `undefined` where it has not heard of it. */
export interface HeldEvent {
  readonly deleted: boolean;
  readonly version: string | undefined;
  /** All of it, to tell whether it has changed. */
  readonly value: unknown;
}

/** A write that the provider has answered, and that what is read may not show yet. */
export interface ConfirmedWrite<E extends CalendarEvent> {
  readonly write: PendingWrite<E>;
  /** What was read of the event before the write. */
  readonly before: HeldEvent | undefined;
  /** When the answer came, in milliseconds since the epoch. */
  readonly at: number;
}

/** What is known of the confirmed writes of one session, and of the lists that lag behind them. */
export class ConfirmedWrites<E extends CalendarEvent> {
  readonly #clock: SchedulerLike;
  readonly #unlisted = new Set<ConfirmedWrite<E>>();
  /** What our own writes have made of the versions that they were made on; events of a series may share one. */
  readonly #successors = new Map<string, string>();

  constructor(clock: SchedulerLike) {
    this.#clock = clock;
  }

  /** A write of ours has made `after` of the version `before`. */
  replaced(calendarId: string, eventId: string, before: string, after: string): void {
    this.#successors.set(versionKey(calendarId, eventId, before), after);
  }

  /** What our own writes have made of a version by now. */
  latest(calendarId: string, eventId: string, version: string): string {
    let latest = version;
    for (let next: string | undefined = version; next !== undefined;) {
      latest = next;
      next = this.#successors.get(versionKey(calendarId, eventId, latest));
    }
    return latest;
  }

  /**
   * Whether a source shows a confirmed write, or something later, by itself.
   * @param now What the source holds of the event.
   * @param askedAt When it was asked, in milliseconds since the epoch.
   */
  isShown(
    { write, before, at }: ConfirmedWrite<E>,
    now: HeldEvent | undefined,
    askedAt: number,
  ): boolean {
    if (askedAt - at > LISTING_LAG_LIMIT_MS) {
      return true;
    }
    if (write.kind === 'delete' && now?.deleted) {
      return true;
    }
    if (now?.version !== undefined) {
      const { calendarId, eventId } = targetOf(write);
      if (write.kind === 'put' && now.version === write.event.version) {
        return true;
      }
      if (this.#successors.has(versionKey(calendarId, eventId, now.version))) {
        return false;
      }
    }
    return !sameJson(before, now);
  }

  /** From now on lists are completed by this write, until one shows it. */
  add(confirmed: ConfirmedWrite<E>): void {
    this.#unlisted.add(confirmed);
  }

  /** What the provider lists of a calendar, with the writes that it does not list yet; a whole list settles the others. */
  over(calendarId: string, listed: readonly E[], isWhole: boolean): readonly E[] {
    let events = listed;
    for (const confirmed of this.#unlisted) {
      const target = targetOf(confirmed.write);
      if (target.calendarId !== calendarId) {
        continue;
      }
      if (!this.isShown(confirmed, heldIn(listed, target.eventId), this.#clock.now())) {
        events = withWrite(events, confirmed.write);
      } else if (isWhole) {
        this.#unlisted.delete(confirmed);
      }
    }
    return events;
  }
}

/** What a list says of an event. */
export function heldIn(events: readonly CalendarEvent[], eventId: string): HeldEvent | undefined {
  const value = events.find(({ id }) => id === eventId);
  return value && { deleted: false, version: value.version, value };
}

function versionKey(calendarId: string, eventId: string, version: string): string {
  return JSON.stringify([calendarId, eventId, version]);
}
