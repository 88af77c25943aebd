import {
  type CalendarEvent,
  type ɵConfirmWrite as ConfirmWrite,
  type ɵOverlay as Overlay,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';

/** What one write shows of one event: a write that moves an event has two. */
export interface WritePart<E extends CalendarEvent> {
  overlay: Overlay<E>;
  /** The event as it was shown when the write was made; `undefined` where it is not in view. */
  readonly event: E | undefined;
  confirm?: ConfirmWrite<E>;
  isShown: boolean;
}

export interface FollowedWrite<E extends CalendarEvent> {
  write: StoredWrite<E>;
  readonly parts: readonly WritePart<E>[];
  readonly isMadeHere: boolean;
  isConfirmed: boolean;
  /** Whether it has left the log, as one does that another tab shows before this one. */
  isGone: boolean;
  /** When it was answered, in milliseconds since the epoch; not later than the clock said since. */
  answeredAt: number;
}

export function isAllShown<E extends CalendarEvent>({ parts }: FollowedWrite<E>): boolean {
  return parts.every(({ isShown }) => isShown);
}

/** What a write shows that the events do not show yet. */
export function overlaysOf<E extends CalendarEvent>({
  write,
  parts,
}: FollowedWrite<E>): readonly Overlay<E>[] {
  return write.state === 'failed'
    ? []
    : parts.flatMap(({ overlay, isShown }) => (isShown ? [] : [overlay]));
}

/** An overlay with the answer to its write. */
export function answered<E extends CalendarEvent>(
  overlay: Overlay<E>,
  event: E | undefined,
): Overlay<E> {
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

export interface FollowedPart<E extends CalendarEvent> {
  readonly followed: FollowedWrite<E>;
  readonly part: WritePart<E>;
}

/**
 * Whether an overlay hides what the events show of a later one: both are of one series, and at least one of them is of the series as
 * a whole.
 */
export function hides(earlier: Overlay, later: Overlay): boolean {
  if (earlier.kind !== 'series' && later.kind !== 'series') {
    return false;
  }
  const names = seriesOf(later);
  return seriesOf(earlier).some((name) => names.includes(name));
}

/** The series that an overlay is of, or whose occurrence it is of; a division is of two. */
export function seriesOf(overlay: Overlay): readonly string[] {
  const { calendarId, eventId, seriesId } = targetOf(overlay);
  const ids = overlay.kind === 'series' ? [eventId, overlay.master?.id] : [seriesId];
  return ids.flatMap((id) => (id === undefined ? [] : [`${calendarId}\n${id}`]));
}

/** The last confirmed write of each event, which holds the earlier ones. */
export class LastConfirmed<E extends CalendarEvent> {
  readonly #last = new Map<string, FollowedPart<E>>();

  /**
   * To be called once for each write that is confirmed.
   * @returns What a later confirmed write of its event holds from now on.
   */
  add(followed: FollowedWrite<E>): readonly FollowedPart<E>[] {
    return followed.parts.flatMap((part) => {
      const name = nameOf(part.overlay);
      const added = { followed, part };
      const other = this.#last.get(name);
      const isLast = !other || other.followed.write.id < followed.write.id;
      if (isLast) {
        this.#last.set(name, added);
      }
      const earlier = isLast ? other : added;
      // A series that was split off the one that is written stays until it is read.
      return earlier && !isDivision(earlier.part.overlay) ? [earlier] : [];
    });
  }

  forget(followed: FollowedWrite<E>): void {
    for (const { overlay } of followed.parts) {
      if (this.#last.get(nameOf(overlay))?.followed === followed) {
        this.#last.delete(nameOf(overlay));
      }
    }
  }
}

/** Whether two writes show the same event in the same calendar. */
export function areOfSameEvent<E extends CalendarEvent>(
  a: FollowedWrite<E>,
  b: FollowedWrite<E>,
): boolean {
  const names = b.parts.map(({ overlay }) => nameOf(overlay));
  return a.parts.some(({ overlay }) => names.includes(nameOf(overlay)));
}

/** A write that was refused follows its event to another calendar: there it is shown, and looked for in what is read. */
export function isOfSamePlace(before: StoredWrite, now: StoredWrite): boolean {
  return (
    calendarOf(before) === calendarOf(now) &&
    before.plan.movedFrom?.calendarId === now.plan.movedFrom?.calendarId
  );
}

function calendarOf({ plan }: StoredWrite): string {
  return targetOf(plan.shown).calendarId;
}

/** Names the event that an overlay is of. */
function nameOf(overlay: Overlay): string {
  const { calendarId, eventId } = targetOf(overlay);
  return `${calendarId}\n${eventId}`;
}

function isDivision(overlay: Overlay): boolean {
  return overlay.kind === 'series' && overlay.from !== undefined;
}
