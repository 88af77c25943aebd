import { BehaviorSubject, type Observable, type SchedulerLike } from 'rxjs';
import {
  type CalendarEvent,
  type ɵConfirmedWrite as ConfirmedWrite,
  type ɵConfirmWrite as ConfirmWrite,
  type ɵEventBackend as EventBackend,
  type ɵOverlay as Overlay,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵWriteAnswer as WriteAnswer,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { isShownByList } from './is-shown-by-list';
import type { OwnVersions } from './own-versions';
import { type RenamedEvents, renamingBy } from './renamed-events';
import { idsOf } from './write-order';

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
  /** When it was answered, in milliseconds since the epoch; not later than the clock said since. */
  answeredAt: number;
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
    return this.overlays.reduce((last, overlay) => {
      const event = shownEvent(overlay);
      const isMeant = event?.calendarId === calendarId && event.id === eventId;
      return (isMeant ? event.version : undefined) ?? last;
    }, read?.version);
  }

  /** @param writes All that are in the log now. One that has not changed is the same object as before. */
  follow(writes: readonly StoredWrite<E>[]): void {
    const ids = idsOf(writes);
    for (const [id, { isConfirmed, parts }] of this.#followed) {
      // What another tab shows already may not be in this tab's events yet.
      if (!ids.has(id) && (!isConfirmed || parts.every(({ isShown }) => isShown))) {
        this.#followed.delete(id);
      }
    }
    const confirmed = new Set<string>();
    for (const write of writes) {
      const before = this.#followed.get(write.id);
      if (before?.write !== write) {
        const wasConfirmed = before?.isConfirmed;
        const followed = this.#updated(write, before);
        this.#followed.set(write.id, followed);
        if (followed.isConfirmed && !wasConfirmed) {
          for (const { overlay } of followed.parts) {
            confirmed.add(nameOf(overlay));
          }
        }
      }
    }
    this.#hideAllButLast(confirmed);
    this.#emit();
    this.#tellBackend();
  }

  #updated(write: StoredWrite<E>, before: Followed<E> | undefined): Followed<E> {
    const isHere = before && isOfSamePlace(before.write, write);
    const followed = isHere
      ? before
      : {
          write,
          parts: this.#partsOf(write),
          isMadeHere: this.#context.isMadeHere(write.id),
          isConfirmed: false,
          answeredAt: Infinity,
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
      followed.answeredAt = write.answer.at;
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
  #hideAllButLast(names: ReadonlySet<string>): void {
    if (names.size === 0) {
      return;
    }
    const last = new Map<string, { readonly followed: Followed<E>; readonly part: Part<E> }>();
    for (const [, followed] of this.#inOrder()) {
      for (const part of followed.isConfirmed ? followed.parts : []) {
        const name = nameOf(part.overlay);
        const earlier = last.get(name);
        // A series that was split off the one that is written stays until it is read.
        if (earlier && !isDivision(earlier.part.overlay)) {
          this.#shown(earlier.followed, earlier.part);
        }
        if (names.has(name)) {
          last.set(name, { followed, part });
        }
      }
    }
  }

  /** The events of a calendar are read again once, after the last of the writes that are sent now. */
  #tellBackend(): void {
    const untold = [...this.#followed.values()].filter(
      ({ isConfirmed, isToldToBackend }) => isConfirmed && !isToldToBackend,
    );
    if (untold.length === 0) {
      return;
    }
    const busy = this.#context.busyCalendars();
    for (const followed of untold) {
      if (!busy.has(calendarOf(followed.write))) {
        followed.isToldToBackend = true;
        this.#tellOf(followed);
      }
    }
  }

  #tellOf(followed: Followed<E>): void {
    const { answer } = followed.write;
    for (const part of followed.parts) {
      if (answer && !part.isShown) {
        part.confirm?.(this.#confirmedWrite(followed, part.overlay), () => {
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
    const overlays: Overlay<E>[] = [];
    for (const [, { write, parts }] of this.#inOrder()) {
      for (const { overlay, isShown } of write.state === 'failed' ? [] : parts) {
        if (!isShown) {
          overlays.push(overlay);
        }
      }
    }
    if (!sameElements(overlays, this.#overlays.value)) {
      this.#overlays.next(overlays);
    }
  }

  #inOrder(): readonly (readonly [string, Followed<E>])[] {
    return [...this.#followed].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #confirmedWrite(followed: Followed<E>, overlay: Overlay<E>): ConfirmedWrite<E> {
    const { isMadeHere } = followed;
    const isShownBy = isShownByList(overlay, followed, this.#context);
    return { overlay, isMadeHere, isShownBy };
  }
}

function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

/** Names the event that an overlay is of. */
function nameOf(overlay: Overlay): string {
  const { calendarId, eventId } = targetOf(overlay);
  return `${calendarId}\n${eventId}`;
}

function isDivision(overlay: Overlay): boolean {
  return overlay.kind === 'series' && overlay.from !== undefined;
}

function calendarOf({ plan }: StoredWrite): string {
  return targetOf(plan.shown).calendarId;
}

/** A write that was refused follows its event to another calendar: there it is shown, and looked for in what is read. */
function isOfSamePlace(before: StoredWrite, { plan }: StoredWrite): boolean {
  return (
    calendarOf(before) === targetOf(plan.shown).calendarId &&
    before.plan.movedFrom?.calendarId === plan.movedFrom?.calendarId
  );
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
