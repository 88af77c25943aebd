import type { ConflictSide } from 'ngx-calendar-sync/core';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import {
  ɵalreadyApplied as alreadyApplied,
  ɵisSameValue as isSameValue,
} from 'ngx-calendar-sync/core/outbox';
import type { ChangedByBoth, MergedPatch } from './merge-lists';
import { mergePatch } from './merge-patch';

type Times = Pick<GoogleEvent, 'start' | 'end'>;

/**
 * Start, end and their zones are one value: an event whose start one side has moved and whose end the other could end
 * before it starts, or last as long as nobody wants.
 */
export function mergedTimes(
  { base, patch, theirs }: ChangedByBoth,
  side: ConflictSide,
): MergedPatch {
  const before = timesOf(base);
  const mine = timesOf(mergePatch(timesOf(base), patch) as GoogleEvent);
  const now = timesOf(theirs);
  if (isSameValue('times', before, now)) {
    return { merged: patch, isConflicting: false };
  }
  if (alreadyApplied(now, mine)) {
    return { merged: {}, isConflicting: false };
  }
  const merged = side === 'mine' ? wireTimes(mine) : {};
  return { merged, isConflicting: true };
}

/** Both times as a patch that removes what is left of the other kind of time. */
export function wireTimes({ start, end }: Times): {
  readonly start?: object;
  readonly end?: object;
} {
  return { ...(start && { start: toWire(start) }), ...(end && { end: toWire(end) }) };
}

function timesOf({ start, end }: GoogleEvent): Times {
  return { ...(start && { start: timeOf(start) }), ...(end && { end: timeOf(end) }) };
}

/** A day has no zone, though Google may send one with it. */
function timeOf(time: GoogleEventDateTime): GoogleEventDateTime {
  return time.date === undefined ? time : { date: time.date };
}

function toWire({ date, dateTime, timeZone }: GoogleEventDateTime): object {
  return { date: date ?? null, dateTime: dateTime ?? null, timeZone: timeZone ?? null };
}
