import {
  BehaviorSubject,
  catchError,
  map,
  type Observable,
  type SchedulerLike,
  throwError,
} from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from '../model/calendar-sync-error';
import { sameJson } from '../model/same-json';
import type { ConfirmedWrite, EventBackend, HeldEvent } from '../provider/event-backend';
import {
  type Overlay,
  type PreparedWrite,
  targetOf,
  type WriteTarget,
} from '../provider/event-write';
import { withOverlays } from '../provider/overlays';
import { OwnVersions } from './own-versions';
import { WriteQueue } from './write-queue';

/**
 * A service may answer a write and go on listing the state before it for a while. A list that was asked for this long
 * after the answer is believed, whatever it says.
 */
const LISTING_LAG_LIMIT_MS = 5 * 60_000;

export interface OutboxContext<E extends CalendarEvent> {
  readonly backend: EventBackend<E, unknown>;
  /** The event as it was last read; `undefined` where it is not in view. */
  readonly read: (target: WriteTarget) => E | undefined;
  /** Sends a request; it is cancelled when the session ends. */
  readonly ask: <R>(request: Observable<R>) => Promise<R>;
  readonly clock: SchedulerLike;
}

/** A write that the backend's events do not show yet. */
interface Entry<E extends CalendarEvent> {
  overlay: Overlay<E>;
  isConfirmed: boolean;
}

/**
 * The app's writes, each shown from the moment it is made until the backend's events show it. They are in memory alone:
 * a write that fails is not kept.
 */
export class Outbox<E extends CalendarEvent> {
  readonly #context: OutboxContext<E>;
  readonly #entries = new BehaviorSubject<readonly Entry<E>[]>([]);
  readonly #queue = new WriteQueue();
  readonly #versions = new OwnVersions();

  /** In the order of the writes. */
  readonly overlays$: Observable<readonly Overlay<E>[]> = this.#entries.pipe(
    map((entries) => entries.map(({ overlay }) => overlay)),
  );

  constructor(context: OutboxContext<E>) {
    this.#context = context;
  }

  /** The event that the user sees, with the overlays on it; `undefined` where it is not in view. */
  seen(target: WriteTarget): E | undefined {
    const read = this.#context.read(target);
    const overlays = this.#entries.value.map(({ overlay }) => overlay);
    return withOverlays(read ? [read] : [], overlays).find((event) => isOf(event, target));
  }

  /**
   * Shows a write, sends it after the earlier ones of the same event or series, and gives the answer. The overlay then
   * shows the answer until the backend does; a write that is refused is taken back.
   */
  async write(prepared: PreparedWrite<E>): Promise<E | undefined> {
    const { backend, clock, ask } = this.#context;
    const { shown } = prepared;
    const target = targetOf(shown);
    const { calendarId, eventId, seriesId = eventId } = target;
    const event = shown.kind === 'put' ? shown.event : this.seen(target);
    const entry: Entry<E> = { overlay: shown, isConfirmed: false };
    this.#entries.next([...this.#entries.value, entry]);
    try {
      return await this.#queue.run(`${calendarId}/${seriesId}`, async () => {
        const tellBackend = backend.beforeWrite(target, event);
        const answer = await ask(this.#request(prepared, target));
        this.#showAnswer(entry, answer ? { kind: 'put', event: answer } : shown);
        tellBackend(this.#confirmedWrite(entry.overlay, clock.now()), () => {
          this.#remove(entry);
        });
        return answer;
      });
    } catch (error) {
      this.#remove(entry);
      // The user should see what somebody else has changed.
      if (CalendarSyncError.from(error).code === 'conflict') {
        backend.refresh(calendarId).catch(() => undefined);
      }
      throw error;
    }
  }

  /** Gives the events of the overlays their current colours. */
  recolor(recolor: (event: E) => E): void {
    for (const entry of this.#entries.value) {
      if (entry.overlay.kind === 'put') {
        entry.overlay = { kind: 'put', event: recolor(entry.overlay.event) };
      }
    }
    this.#entries.next([...this.#entries.value]);
  }

  /** The request, with the version that the user saw or the one that our own writes have made of it since. */
  #request(prepared: PreparedWrite<E>, target: WriteTarget): Observable<E | undefined> {
    const { version, anyVersion, send } = prepared;
    const seenVersion = anyVersion ? undefined : (version ?? this.#lastVersion(target));
    const [likelier, other] =
      seenVersion === undefined ? [] : this.#versions.latest(target, seenVersion);
    const sendWith = (sentVersion: string | undefined) =>
      send(sentVersion).pipe(
        map((answer) => {
          if (sentVersion && answer?.version && answer.version !== sentVersion) {
            this.#versions.replaced(target, sentVersion, answer.version);
          }
          return answer;
        }),
      );
    // Some services give all occurrences of a series a new version: after a conflict that one is tried.
    return sendWith(likelier).pipe(
      catchError((error: unknown) =>
        other !== undefined && CalendarSyncError.from(error).code === 'conflict'
          ? sendWith(other)
          : throwError(() => error),
      ),
    );
  }

  /** The last known version of an event: that of its last overlay, or else of the event as it was read. */
  #lastVersion(target: WriteTarget): string | undefined {
    const overlaid = this.#entries.value
      .flatMap(({ overlay }) => (overlay.kind === 'put' ? [overlay.event] : []))
      .filter((event) => isOf(event, target));
    const events = [this.#context.read(target), ...overlaid];
    return events.flatMap((event) => event?.version ?? []).at(-1);
  }

  /**
   * Puts the answer into the overlay of an entry. The entry stays in its place, since later writes of the same event
   * were made on top of it. Earlier confirmed entries of the event go.
   */
  #showAnswer(entry: Entry<E>, overlay: Overlay<E>): void {
    const { calendarId, eventId } = targetOf(overlay);
    entry.overlay = overlay;
    entry.isConfirmed = true;
    this.#entries.next(
      this.#entries.value.filter((other) => {
        const target = targetOf(other.overlay);
        const isSame = target.calendarId === calendarId && target.eventId === eventId;
        return other === entry || !other.isConfirmed || !isSame;
      }),
    );
  }

  #confirmedWrite(overlay: Overlay<E>, answeredAt: number): ConfirmedWrite<E> {
    const target = targetOf(overlay);
    const isShownBy = (
      before: HeldEvent | undefined,
      current: HeldEvent | undefined,
      askedAt: number,
    ) => {
      if (askedAt - answeredAt > LISTING_LAG_LIMIT_MS) {
        return true;
      }
      if (overlay.kind === 'delete' && current?.deleted) {
        return true;
      }
      if (current?.version !== undefined) {
        if (overlay.kind === 'put' && current.version === overlay.event.version) {
          return true;
        }
        if (this.#versions.isReplaced(target, current.version)) {
          return false;
        }
      }
      // A list that was asked for before the write was answered may show the state between two writes of ours.
      if (askedAt < answeredAt) {
        return false;
      }
      return before?.deleted !== current?.deleted || !sameJson(before?.value, current?.value);
    };
    return { overlay, isShownBy };
  }

  #remove(entry: Entry<E>): void {
    this.#entries.next(this.#entries.value.filter((other) => other !== entry));
  }
}

function isOf(event: CalendarEvent, { calendarId, eventId }: WriteTarget): boolean {
  return event.calendarId === calendarId && event.id === eventId;
}
