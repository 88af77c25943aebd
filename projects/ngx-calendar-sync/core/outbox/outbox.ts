import {
  BehaviorSubject,
  catchError,
  defer,
  lastValueFrom,
  map,
  type Observable,
  throwError,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵhasCode as hasCode,
  ɵuntilAborted as untilAborted,
} from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵConfirmedWrite as ConfirmedWrite,
  type ɵHeldEvent as HeldEvent,
  type ɵOutboxContext as OutboxContext,
  type ɵOverlay as Overlay,
  type ɵPreparedWrite as PreparedWrite,
  ɵsameJson as sameJson,
  type ɵSessionOutbox as SessionOutbox,
  ɵtargetOf as targetOf,
  ɵwithOverlays as withOverlays,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { OwnVersions } from './own-versions';
import { WriteQueue } from './write-queue';

/**
 * A service may answer a write and go on listing the state before it for a while. A list that was asked for this long
 * after the answer is believed, whatever it says.
 */
const LISTING_LAG_LIMIT_MS = 5 * 60_000;

/** A write that the backend's events do not show yet. */
interface Entry<E extends CalendarEvent> {
  overlay: Overlay<E>;
  /** The event as it was shown when the write was made; `undefined` where it is not in view. */
  readonly event: E | undefined;
  isConfirmed: boolean;
}

/**
 * The app's writes, each shown from the moment it is made until the backend's events show it. They are in memory alone:
 * a write that fails is not kept.
 */
export class Outbox<E extends CalendarEvent> implements SessionOutbox<E> {
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
   * shows the answer until the backend does; a write that is refused or aborted is taken back.
   */
  async write(prepared: PreparedWrite<E>, signal?: AbortSignal): Promise<E | undefined> {
    const { backend, ask } = this.#context;
    const { shown, movedFrom } = prepared;
    const target = targetOf(shown);
    const entry = this.#entryOf(shown);
    const entries = movedFrom
      ? [this.#entryOf({ kind: 'delete', target: movedFrom }), entry]
      : [entry];
    this.#entries.next([...this.#entries.value, ...entries]);
    let isSent = false as boolean;
    // Copies of an event in several calendars may have the same id: their writes wait for each other, which harms nobody.
    const answer$ = defer(() =>
      this.#queue.run(target.seriesId ?? target.eventId, async () => {
        if (signal?.aborted) {
          return undefined;
        }
        isSent = true;
        const confirmations = entries.map((each) => this.#beforeWrite(each));
        const answer = await ask(this.#request(prepared, target), signal);
        if (answer) {
          entry.overlay = { kind: 'put', event: answer };
        }
        for (const confirm of confirmations) {
          confirm();
        }
        return answer;
      }),
    );
    try {
      return await lastValueFrom(answer$.pipe(untilAborted(signal)));
    } catch (error) {
      this.#remove(...entries);
      // The user should see what somebody else has changed, and what has become of a write that was aborted on its way.
      if (hasCode(error, 'conflict') || (isSent && signal?.aborted)) {
        for (const each of entries) {
          backend.refresh(targetOf(each.overlay).calendarId).catch(() => undefined);
        }
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
    const { movedFrom, version, anyVersion, holdsOwnChangesOnly, send } = prepared;
    const seenVersion = version ?? this.#lastVersion(target);
    const [likelier, other] =
      seenVersion === undefined ? [] : this.#versions.latest(target, seenVersion);
    const sendWith = (before: string | undefined) =>
      send(anyVersion ? undefined : before).pipe(
        map((answer) => {
          const after = answer?.version;
          const isOurs = !anyVersion || (answer && holdsOwnChangesOnly?.(answer));
          // What was asked for late may be a version that has been replaced already.
          if (
            before &&
            after &&
            after !== before &&
            isOurs &&
            !this.#versions.isReplaced(target, after)
          ) {
            this.#versions.replaced(target, before, after);
            // The event may come back to the calendar that it was taken from.
            if (movedFrom) {
              this.#versions.replaced(movedFrom, before, after);
            }
          }
          return answer;
        }),
      );
    // Some services give all occurrences of a series a new version: after a conflict that one is tried.
    return sendWith(likelier).pipe(
      catchError((error: unknown) =>
        other !== undefined && !anyVersion && CalendarSyncError.from(error).code === 'conflict'
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

  #entryOf(overlay: Overlay<E>): Entry<E> {
    const event = overlay.kind === 'put' ? overlay.event : this.seen(overlay.target);
    return { overlay, event, isConfirmed: false };
  }

  /** Prepares the backend for a write. What it returns is to be called once the overlay of the entry is the answer. */
  #beforeWrite(entry: Entry<E>): () => void {
    const { backend, clock } = this.#context;
    const tellBackend = backend.beforeWrite(targetOf(entry.overlay), entry.event);
    return () => {
      this.#confirmed(entry);
      tellBackend(this.#confirmedWrite(entry.overlay, clock.now()), () => {
        this.#remove(entry);
      });
    };
  }

  /**
   * The entry stays in its place, since later writes of the same event were made on top of it. Earlier confirmed entries
   * of the event go.
   */
  #confirmed(entry: Entry<E>): void {
    const { calendarId, eventId } = targetOf(entry.overlay);
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

  #remove(...entries: readonly Entry<E>[]): void {
    this.#entries.next(this.#entries.value.filter((other) => !entries.includes(other)));
  }
}

function isOf(event: CalendarEvent, { calendarId, eventId }: WriteTarget): boolean {
  return event.calendarId === calendarId && event.id === eventId;
}
