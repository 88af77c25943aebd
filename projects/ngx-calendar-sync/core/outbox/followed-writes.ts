import { BehaviorSubject, type Observable, type SchedulerLike } from 'rxjs';
import {
  type CalendarEvent,
  type ɵChangedWrites as ChangedWrites,
  type ɵConfirmedWrite as ConfirmedWrite,
  type ɵEventBackend as EventBackend,
  type ɵOverlay as Overlay,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵWriteAnswer as WriteAnswer,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import {
  answered,
  type FollowedPart,
  type FollowedWrite,
  hides,
  isAllShown,
  isOfSamePlace,
  LastConfirmed,
  overlaysOf,
  type WritePart,
} from './followed-write';
import { isShownByList } from './is-shown-by-list';
import type { OwnVersions } from './own-versions';
import { type RenamedEvents, renamingBy } from './renamed-events';
import { UnshownMoves } from './unshown-moves';
import { WritesOfSeries } from './writes-of-series';

export interface FollowedWritesContext<E extends CalendarEvent> {
  readonly backend: Pick<EventBackend<E, unknown>, 'beforeWrite'>;
  readonly versions: OwnVersions;
  readonly renamed: Pick<RenamedEvents<E>, 'add'>;
  readonly clock: SchedulerLike;
  /** The event with the overlays on it. */
  readonly seen: (target: WriteTarget) => E | undefined;
  /** Whether a write was made in this tab. */
  readonly isMadeHere: (id: string) => boolean;
  /** Whether more writes of a calendar are about to be sent. */
  readonly isBusy: (calendarId: string) => boolean;
  /** Called once this tab's events show a confirmed write. */
  readonly onShown: (id: string) => void;
}

/**
 * The writes of all tabs as this tab shows them: each from the moment it is made until this tab's own events show it, or
 * until it is refused or taken back.
 */
export class FollowedWrites<E extends CalendarEvent> {
  readonly #context: FollowedWritesContext<E>;
  /** By id, in the order of their ids unless {@link #isInOrder} says otherwise. */
  #followed = new Map<string, FollowedWrite<E>>();
  #isInOrder = true;
  #lastId = '';
  readonly #lastConfirmed = new LastConfirmed<E>();
  /** The confirmed ones of which the backend is not told yet. */
  readonly #untold = new Set<FollowedWrite<E>>();
  readonly #unshownMoves = new UnshownMoves<E>();
  readonly #ofSeries = new WritesOfSeries<E>();
  /** What this tab's events show, and what is still shown of an earlier write of the series hides. */
  #hidden: FollowedPart<E>[] = [];
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

  /** To be called with each change of the log. */
  follow({ changed, gone }: ChangedWrites<E>): void {
    for (const id of gone) {
      const followed = this.#followed.get(id);
      if (followed) {
        followed.isGone = true;
        this.#forgetWhereDone(followed);
        this.#releaseAfter(followed);
      }
    }
    const added: FollowedWrite<E>[] = [];
    for (const write of changed) {
      const known = this.#followed.get(write.id);
      const before = known && isOfSamePlace(known.write, write) ? known : undefined;
      const followed = before ?? this.#added(write);
      const wasConfirmed = followed.isConfirmed;
      this.#update(followed, write);
      this.#ofSeries.put(followed);
      if (!before) {
        added.push(followed);
      }
      if (followed.isConfirmed && !wasConfirmed) {
        this.#untold.add(followed);
        if (write.plan.movedFrom && !isAllShown(followed)) {
          this.#unshownMoves.add(followed);
        }
        for (const earlier of this.#lastConfirmed.add(followed)) {
          this.#shown(earlier.followed, earlier.part);
        }
      }
    }
    // What hides it may have been given up, or may show something else by now.
    this.#showHidden();
    const isAnythingElse =
      gone.length > 0 || added.length < changed.length || this.#untold.size > 0;
    if (isAnythingElse || !this.#isInOrder || this.#soon) {
      this.#emit();
    } else {
      this.#emitIfOther([...this.overlays, ...added.flatMap((each) => overlaysOf(each))]);
    }
    this.#tellBackend();
  }

  #added(write: StoredWrite<E>): FollowedWrite<E> {
    const followed = {
      write,
      parts: this.#partsOf(write),
      isMadeHere: this.#context.isMadeHere(write.id),
      isConfirmed: false,
      isGone: false,
      answeredAt: Infinity,
    };
    const before = this.#followed.get(write.id);
    if (before) {
      this.#ofSeries.remove(before);
    }
    this.#followed.set(write.id, followed);
    // Another tab's write may be earlier than what is known.
    this.#isInOrder &&= this.#lastId < write.id;
    this.#lastId = this.#lastId < write.id ? write.id : this.#lastId;
    return followed;
  }

  #update(followed: FollowedWrite<E>, write: StoredWrite<E>): void {
    followed.write = write;
    followed.isGone = false;
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
  }

  #partsOf({ plan: { shown, movedFrom } }: StoredWrite<E>): readonly WritePart<E>[] {
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
    if (plan.kind === 'delete' && replaced !== undefined) {
      versions.deleted(target, replaced);
    }
    // The answer to a series that was split is the new series.
    const after = event?.id === target.eventId ? event.version : undefined;
    if (replaced && after) {
      versions.replaced(target, replaced, after);
      // The event may come back to the calendar that it was taken from.
      if (plan.movedFrom) {
        versions.replaced(plan.movedFrom, replaced, after);
      }
    }
  }

  /** The events of a calendar are read again once, after the last of the writes that are sent now. */
  #tellBackend(): void {
    const isBusy = new Map<string, boolean>();
    for (const followed of this.#untold) {
      const { calendarId } = targetOf(followed.write.plan.shown);
      const isBusyNow = isBusy.get(calendarId) ?? this.#context.isBusy(calendarId);
      isBusy.set(calendarId, isBusyNow);
      if (!isBusyNow) {
        this.#untold.delete(followed);
        this.#tellOf(followed);
      }
    }
  }

  #tellOf(followed: FollowedWrite<E>): void {
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
      this.#leaveLog(followed);
    }
  }

  /**
   * This tab's events show a part of a write. Its overlay stays while one of an earlier write of its series does, which would hide
   * what the events show of the later one.
   */
  #shown(followed: FollowedWrite<E>, part: WritePart<E>): void {
    if (this.#isHidden({ followed, part })) {
      this.#hidden.push({ followed, part });
      return;
    }
    this.#leave({ followed, part });
    if (part.overlay.kind === 'series') {
      this.#showHidden();
    }
  }

  /** To be called when an overlay may have gone that has hidden what the events show. */
  #showHidden(): void {
    const told = this.#hidden.sort((a, b) => (a.followed.write.id < b.followed.write.id ? -1 : 1));
    this.#hidden = [];
    for (const each of told) {
      if (this.#isHidden(each)) {
        this.#hidden.push(each);
      } else {
        this.#leave(each);
      }
    }
  }

  #isHidden({ followed, part }: FollowedPart<E>): boolean {
    return this.#ofSeries
      .thatMayHide(part.overlay)
      .some(
        ({ write, parts }) =>
          write.id < followed.write.id &&
          write.state !== 'failed' &&
          parts.some(({ isShown, overlay }) => !isShown && hides(overlay, part.overlay)),
      );
  }

  #leave({ followed, part }: FollowedPart<E>): void {
    part.isShown = true;
    if (isAllShown(followed)) {
      this.#untold.delete(followed);
      this.#forgetWhereDone(followed);
      if (!followed.isGone) {
        this.#leaveLog(followed);
      }
    }
  }

  #leaveLog(followed: FollowedWrite<E>): void {
    if (!this.#unshownMoves.keeps(followed)) {
      this.#context.onShown(followed.write.id);
      this.#releaseAfter(followed);
    }
  }

  #releaseAfter(move: FollowedWrite<E>): void {
    for (const followed of this.#unshownMoves.release(move)) {
      this.#leaveLog(followed);
    }
  }

  /** What another tab shows already, and has taken out of the log, may not be in this tab's events yet. */
  #forgetWhereDone(followed: FollowedWrite<E>): void {
    if (followed.isGone && (!followed.isConfirmed || isAllShown(followed))) {
      this.#followed.delete(followed.write.id);
      this.#ofSeries.remove(followed);
      this.#untold.delete(followed);
      this.#lastConfirmed.forget(followed);
    }
  }

  /** Once for all writes that the same pull has brought. */
  #emitSoon(): void {
    this.#soon ??= Promise.resolve().then(() => {
      this.#soon = undefined;
      this.#emit();
    });
  }

  #emit(): void {
    if (!this.#isInOrder) {
      this.#followed = new Map([...this.#followed].sort(([a], [b]) => (a < b ? -1 : 1)));
      this.#isInOrder = true;
    }
    const overlays: Overlay<E>[] = [];
    for (const followed of this.#followed.values()) {
      overlays.push(...overlaysOf(followed));
    }
    this.#emitIfOther(overlays);
  }

  #emitIfOther(overlays: readonly Overlay<E>[]): void {
    if (!sameElements(overlays, this.#overlays.value)) {
      this.#overlays.next(overlays);
    }
  }

  #confirmedWrite(followed: FollowedWrite<E>, overlay: Overlay<E>): ConfirmedWrite<E> {
    const { isMadeHere } = followed;
    const isShownBy = isShownByList(overlay, followed, this.#context);
    return { overlay, isMadeHere, isShownBy };
  }
}

function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}
