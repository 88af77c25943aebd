import { BehaviorSubject, type Observable, type SchedulerLike } from 'rxjs';
import {
  type CalendarEvent,
  type ɵConfirmedWrite as ConfirmedWrite,
  type ɵConfirmWrite as ConfirmWrite,
  type ɵEventBackend as EventBackend,
  type ɵHeldEvent as HeldEvent,
  type ɵOverlay as Overlay,
  ɵsameJson as sameJson,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵWriteAnswer as WriteAnswer,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import type { OwnVersions } from './own-versions';
import { type RenamedEvents, renamingBy } from './renamed-events';

/**
 * A service may answer a write and go on listing the state before it for a while. A list that was asked for this long
 * after the answer is believed, whatever it says.
 */
const LISTING_LAG_LIMIT_MS = 5 * 60_000;

export interface FollowedWritesContext<E extends CalendarEvent> {
  readonly backend: Pick<EventBackend<E, unknown>, 'beforeWrite'>;
  readonly versions: OwnVersions;
  readonly renamed: Pick<RenamedEvents<E>, 'add'>;
  readonly clock: SchedulerLike;
  /** The event with the overlays on it. */
  readonly seen: (target: WriteTarget) => E | undefined;
  /** Whether a write was made in this tab. */
  readonly isMadeHere: (id: string) => boolean;
  /** The ids of the calendars of which more writes are about to be sent. */
  readonly busyCalendars: () => ReadonlySet<string>;
  /** Called once this tab's events show a confirmed write. */
  readonly onShown: (id: string) => void;
}

/** What one write shows of one event: a write that moves an event has two. */
interface Part<E extends CalendarEvent> {
  overlay: Overlay<E>;
  /** The event as it was shown when the write was made; `undefined` where it is not in view. */
  readonly event: E | undefined;
  confirm?: ConfirmWrite<E>;
  isShown: boolean;
}

interface Followed<E extends CalendarEvent> {
  write: StoredWrite<E>;
  readonly parts: readonly Part<E>[];
  readonly isMadeHere: boolean;
  isConfirmed: boolean;
  isToldToBackend: boolean;
}

/**
 * The writes of all tabs as this tab shows them: each from the moment it is made until this tab's own events show it, or
 * until it is refused or taken back.
 */
export class FollowedWrites<E extends CalendarEvent> {
  readonly #context: FollowedWritesContext<E>;
  readonly #followed = new Map<string, Followed<E>>();
  readonly #overlays = new BehaviorSubject<readonly Overlay<E>[]>([]);
  #soon: Promise<void> | undefined;

  /** In the order of the writes. */
  readonly overlays$: Observable<readonly Overlay<E>[]> = this.#overlays;

  constructor(context: FollowedWritesContext<E>) {
    this.#context = context;
  }

  get overlays(): readonly Overlay<E>[] {
    return this.#overlays.value;
  }

  /**
   * The last known version of an event: that of its last overlay, or else of the event as it was read.
   * @param read The event as it was read.
   */
  lastVersion({ calendarId, eventId }: WriteTarget, read: E | undefined): string | undefined {
    const overlaid = this.overlays
      .flatMap((overlay) => shownEvent(overlay) ?? [])
      .filter((event) => event.calendarId === calendarId && event.id === eventId);
    return [read, ...overlaid].flatMap((event) => event?.version ?? []).at(-1);
  }

  /** @param writes All that are in the log now. */
  follow(writes: readonly StoredWrite<E>[]): void {
    const ids = new Set(writes.map(({ id }) => id));
    for (const [id, { isConfirmed, parts }] of this.#followed) {
      // What another tab shows already may not be in this tab's events yet.
      if (!ids.has(id) && (!isConfirmed || parts.every(({ isShown }) => isShown))) {
        this.#followed.delete(id);
      }
    }
    for (const write of writes) {
      const wasConfirmed = this.#followed.get(write.id)?.isConfirmed;
      const followed = this.#updated(write);
      this.#followed.set(write.id, followed);
      if (followed.isConfirmed && !wasConfirmed) {
        for (const { overlay } of followed.parts) {
          this.#hideAllButLast(targetOf(overlay));
        }
      }
    }
    this.#emit();
    const busy = this.#context.busyCalendars();
    for (const followed of this.#followed.values()) {
      // The events of a calendar are read again once, after the last of the writes that are sent now.
      if (
        followed.isConfirmed &&
        !followed.isToldToBackend &&
        !busy.has(calendarOf(followed.write))
      ) {
        followed.isToldToBackend = true;
        this.#tellBackend(followed);
      }
    }
  }

  #updated(write: StoredWrite<E>): Followed<E> {
    const followed = this.#followed.get(write.id) ?? {
      write,
      parts: this.#partsOf(write),
      isMadeHere: this.#context.isMadeHere(write.id),
      isConfirmed: false,
      isToldToBackend: false,
    };
    followed.write = write;
    if (write.state === 'sending' || write.state === 'confirmed') {
      for (const part of followed.parts) {
        part.confirm ??= this.#context.backend.beforeWrite(targetOf(part.overlay), part.event);
      }
    }
    const main = followed.parts.at(-1);
    if (main && !followed.isConfirmed) {
      main.overlay = write.plan.shown;
    }
    if (main && write.answer && !followed.isConfirmed) {
      followed.isConfirmed = true;
      this.#remember(write, write.answer);
      if (write.answer.isVoid) {
        for (const part of followed.parts) {
          part.isShown = true;
        }
      }
      main.overlay = answered(main.overlay, write.answer.event);
    }
    return followed;
  }

  #partsOf({ plan: { shown, movedFrom } }: StoredWrite<E>): readonly Part<E>[] {
    const overlays: readonly Overlay<E>[] = movedFrom
      ? [{ kind: 'delete', target: movedFrom }, shown]
      : [shown];
    return overlays.map((overlay) => ({
      overlay,
      event: shownEvent(overlay) ?? this.#context.seen(targetOf(overlay)),
      isShown: false,
    }));
  }

  /** Later writes that were made on the version before are no conflict. */
  #remember({ plan }: StoredWrite<E>, { event, replaced }: WriteAnswer<E>): void {
    const { versions, renamed } = this.#context;
    const target = targetOf(plan.shown);
    const renaming = renamingBy(plan, event);
    if (renaming) {
      renamed.add(renaming);
      const { calendarId, to: eventId } = renaming;
      const before = shownEvent(plan.shown)?.version;
      if (before !== undefined && event?.version !== undefined) {
        versions.replaced({ calendarId, eventId }, before, event.version);
      }
    }
    // The answer to a series that was split is the new series.
    const after = event?.id === target.eventId ? event.version : undefined;
    // What was asked for late may be a version that has been replaced already.
    if (replaced && after && after !== replaced && !versions.isReplaced(target, after)) {
      versions.replaced(target, replaced, after);
      // The event may come back to the calendar that it was taken from.
      if (plan.movedFrom) {
        versions.replaced(plan.movedFrom, replaced, after);
      }
    }
  }

  /** Of the confirmed writes of an event only the last one shows: it holds the earlier ones. */
  #hideAllButLast({ calendarId, eventId }: WriteTarget): void {
    const parts = [];
    for (const followed of this.#followed.values()) {
      for (const part of followed.isConfirmed ? followed.parts : []) {
        const target = targetOf(part.overlay);
        if (target.eventId === eventId && target.calendarId === calendarId) {
          parts.push({ followed, part });
        }
      }
    }
    parts.sort((a, b) => (a.followed.write.id < b.followed.write.id ? -1 : 1));
    for (const { followed, part } of parts.slice(0, -1)) {
      // A series that was split off the one that is written stays until it is read.
      if (part.overlay.kind !== 'series' || part.overlay.from === undefined) {
        this.#shown(followed, part);
      }
    }
  }

  #tellBackend(followed: Followed<E>): void {
    const { answer } = followed.write;
    for (const part of followed.parts) {
      if (answer && !part.isShown) {
        part.confirm?.(this.#confirmedWrite(followed, part.overlay, answer.at), () => {
          this.#shown(followed, part);
          this.#emitSoon();
        });
      }
    }
    if (answer?.isVoid) {
      this.#context.onShown(followed.write.id);
    }
  }

  #shown(followed: Followed<E>, part: Part<E>): void {
    part.isShown = true;
    if (followed.parts.every(({ isShown }) => isShown)) {
      followed.isToldToBackend = true;
      this.#context.onShown(followed.write.id);
    }
  }

  /** The write is not in the log any more, and this tab shows it. */
  forget(id: string): void {
    this.#followed.delete(id);
    this.#emit();
  }

  /** Once for all writes that the same pull has brought. */
  #emitSoon(): void {
    this.#soon ??= Promise.resolve().then(() => {
      this.#soon = undefined;
      this.#emit();
    });
  }

  #emit(): void {
    const inOrder = [...this.#followed].sort(([a], [b]) => (a < b ? -1 : 1));
    const overlays = inOrder.flatMap(([, { write, parts }]) =>
      write.state === 'failed'
        ? []
        : parts.filter(({ isShown }) => !isShown).map(({ overlay }) => overlay),
    );
    if (!sameElements(overlays, this.#overlays.value)) {
      this.#overlays.next(overlays);
    }
  }

  #confirmedWrite(
    { isMadeHere }: Followed<E>,
    overlay: Overlay<E>,
    answeredAt: number,
  ): ConfirmedWrite<E> {
    const target = targetOf(overlay);
    const { versions } = this.#context;
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
        if (current.version === shownEvent(overlay)?.version) {
          return true;
        }
        if (versions.isReplaced(target, current.version)) {
          return false;
        }
      }
      // A list that was asked for before the write was answered may show the state between two writes of ours.
      if (askedAt < answeredAt) {
        return false;
      }
      return before?.deleted !== current?.deleted || !sameJson(before?.value, current?.value);
    };
    return { overlay, isMadeHere, isShownBy };
  }
}

function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

function calendarOf({ plan }: StoredWrite): string {
  return targetOf(plan.shown).calendarId;
}

function answered<E extends CalendarEvent>(overlay: Overlay<E>, event: E | undefined): Overlay<E> {
  if (!event) {
    return overlay;
  }
  if (overlay.kind === 'series' && overlay.from === undefined) {
    const target = { ...overlay.target, eventId: event.id };
    return overlay.master ? { ...overlay, target, master: event } : overlay;
  }
  if (overlay.kind === 'series') {
    return overlay.master ? { ...overlay, master: event } : overlay;
  }
  return { kind: 'put', event };
}
