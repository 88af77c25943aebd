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
 * A service may answer a write and go on listing the state before it for a while. What is listed this long after the
 * write was confirmed is believed, whatever it says.
 */
const LISTING_LAG_LIMIT_MS = 5 * 60_000;

export interface OutboxContext<E extends CalendarEvent> {
  readonly backend: EventBackend<E, unknown>;
  /** The event as it was last read, if it is in view. */
  readonly read: (target: WriteTarget) => E | undefined;
  /** Sends a request; it is cancelled when the session ends. */
  readonly ask: <R>(request: Observable<R>) => Promise<R>;
  readonly clock: SchedulerLike;
}

/** A write that what is read does not show yet. */
interface Entry<E extends CalendarEvent> {
  overlay: Overlay<E>;
  isConfirmed: boolean;
}

/** The app's writes, each shown from the moment it is made until what is read shows it. */
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

  /** An event as the user sees it; `undefined` where it is not in view. */
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
        const confirm = backend.beforeWrite(target, event);
        const answer = await ask(this.#sent(prepared, target));
        this.#confirm(entry, answer ? { kind: 'put', event: answer } : shown);
        const confirmed = this.#confirmed(entry.overlay, clock.now());
        confirm(confirmed, () => {
          this.#remove(entry);
        });
        return answer;
      });
    } catch (error) {
      this.#remove(entry);
      // What somebody else has changed is to be seen.
      if (CalendarSyncError.from(error).code === 'conflict') {
        backend.refresh(calendarId).catch(() => undefined);
      }
      throw error;
    }
  }

  /** Shows the overlays in other colours. */
  recolor(recolor: (event: E) => E): void {
    for (const entry of this.#entries.value) {
      if (entry.overlay.kind === 'put') {
        entry.overlay = { kind: 'put', event: recolor(entry.overlay.event) };
      }
    }
    this.#entries.next([...this.#entries.value]);
  }

  /** The request, with the version that the user saw or what our own writes have made of it since. */
  #sent(prepared: PreparedWrite<E>, target: WriteTarget): Observable<E | undefined> {
    const { version, anyVersion, send } = prepared;
    const seen = anyVersion ? undefined : (version ?? this.#lastVersion(target));
    const [latest, ofSeries] = seen === undefined ? [] : this.#versions.latest(target, seen);
    const sendOn = (current: string | undefined) =>
      send(current).pipe(
        map((answer) => {
          if (current && answer?.version && answer.version !== current) {
            this.#versions.replaced(target, current, answer.version);
          }
          return answer;
        }),
      );
    return sendOn(latest).pipe(
      catchError((error: unknown) =>
        ofSeries !== undefined && CalendarSyncError.from(error).code === 'conflict'
          ? sendOn(ofSeries)
          : throwError(() => error),
      ),
    );
  }

  /** The version that the provider has last told of an event, in an answer to a write or in what was read. */
  #lastVersion(target: WriteTarget): string | undefined {
    const written = this.#entries.value
      .flatMap(({ overlay }) => (overlay.kind === 'put' ? [overlay.event] : []))
      .filter((event) => isOf(event, target));
    return [this.#context.read(target), ...written].flatMap((event) => event?.version ?? []).at(-1);
  }

  /** The entry stays in its place: later writes of the same event were made on top of it. It replaces earlier ones. */
  #confirm(entry: Entry<E>, overlay: Overlay<E>): void {
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

  #confirmed(overlay: Overlay<E>, at: number): ConfirmedWrite<E> {
    const target = targetOf(overlay);
    const isShownBy = (
      before: HeldEvent | undefined,
      now: HeldEvent | undefined,
      askedAt: number,
    ) => {
      if (askedAt - at > LISTING_LAG_LIMIT_MS || (overlay.kind === 'delete' && now?.deleted)) {
        return true;
      }
      if (now?.version !== undefined) {
        if (overlay.kind === 'put' && now.version === overlay.event.version) {
          return true;
        }
        if (this.#versions.isReplaced(target, now.version)) {
          return false;
        }
      }
      // What was asked for before the answer may be the state between two writes of ours.
      if (askedAt < at) {
        return false;
      }
      return before?.deleted !== now?.deleted || !sameJson(before?.value, now?.value);
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
