import type { SchedulerLike } from 'rxjs';
import {
  type CalendarEvent,
  type ɵConfirmedWrite as ConfirmedWrite,
  type ɵHeldEvent as HeldEvent,
  type ɵOverlay as Overlay,
  ɵsameJson as sameJson,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import type { OwnVersions } from './own-versions';

/**
 * A service may answer a write and go on listing the state before it for a while. A list that was asked for this long
 * after the answer is believed, whatever it says.
 */
const LISTING_LAG_LIMIT_MS = 5 * 60_000;

/** A write that was answered. */
interface AnsweredWrite<E extends CalendarEvent> {
  readonly write: Pick<StoredWrite<E>, 'plan' | 'answer'>;
  /** Whether it was made in this tab, and not in another one or during an earlier visit. */
  readonly isMadeHere: boolean;
  /** In milliseconds since the epoch; not later than the clock said since. */
  answeredAt: number;
}

/** Tells whether a list of events, or what was pulled, shows a confirmed write or something later. */
export function isShownByList<E extends CalendarEvent>(
  overlay: Overlay<E>,
  answer: AnsweredWrite<E>,
  {
    versions,
    clock,
  }: { readonly versions: OwnVersions; readonly clock: Pick<SchedulerLike, 'now'> },
): ConfirmedWrite<E>['isShownBy'] {
  const target = targetOf(overlay);
  const { isMadeHere, write } = answer;
  const { kind } = write.plan;
  const replaced = write.answer?.replaced;
  // What was held before a write of an earlier visit or of another tab is not known: it may be shown already, with what somebody
  // else has changed since. Only what was changed may be deleted since: a list that lags behind lacks what was added, moved or brought
  // back, and still has what was deleted, in the version that is replaced.
  const isNewer = ({ deleted, version, isOfSeries }: HeldEvent) =>
    deleted
      ? kind === 'update' || kind === 'respond'
      : !isOfSeries &&
        version !== undefined &&
        version !== replaced &&
        (replaced !== undefined || (kind !== 'delete' && overlay.kind !== 'delete'));
  return (before, current, askedAt) => {
    // A clock that was set back since the answer would have later lists look earlier.
    const now = clock.now();
    answer.answeredAt = Math.min(answer.answeredAt, now);
    const isAskedBefore = askedAt < answer.answeredAt || askedAt > now;
    if (!isAskedBefore && askedAt - answer.answeredAt > LISTING_LAG_LIMIT_MS) {
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
    if (isAskedBefore) {
      return false;
    }
    // The series has come into the copy meanwhile, and nothing tells of the occurrence.
    if (!before && current?.isOfSeries) {
      return false;
    }
    if (!isMadeHere && current && isNewer(current)) {
      return true;
    }
    return before?.deleted !== current?.deleted || !sameJson(before?.value, current?.value);
  };
}
