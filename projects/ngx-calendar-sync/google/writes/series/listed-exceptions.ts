import type { EventTime } from 'ngx-calendar-sync/core';
import { ɵisSameBut as isSameBut } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';

/** What belongs to an occurrence alone, also where nobody has changed it. */
export const OWN_FIELDS = [
  'end',
  'htmlLink',
  'id',
  'originalStartTime',
  'recurrence',
  'recurringEventId',
  'start',
] as const;

/** The exceptions among the listed occurrences of a series, which Google lists without saying which they are. */
export function exceptionsAmong(
  instances: readonly GoogleEvent[],
  master: GoogleEvent,
): { readonly changed: readonly GoogleEvent[]; readonly cancelled: readonly EventTime[] } {
  const isCancelled = ({ status }: GoogleEvent) => status === 'cancelled';
  return {
    changed: instances.filter((instance) => !isCancelled(instance) && isChanged(instance, master)),
    cancelled: instances.filter(isCancelled).flatMap(originalStartOf),
  };
}

function isChanged(instance: GoogleEvent, master: GoogleEvent): boolean {
  const start = instantOf(instance.start);
  return (
    start !== instantOf(instance.originalStartTime) ||
    instantOf(instance.end) - start !== instantOf(master.end) - instantOf(master.start) ||
    !isSameBut(instance, master, OWN_FIELDS)
  );
}

function originalStartOf({ originalStartTime }: GoogleEvent): readonly EventTime[] {
  const times = originalStartTime && timesOf({ start: originalStartTime });
  return times ? [times.start] : [];
}

function instantOf(time: GoogleEvent['start']): number {
  return Date.parse(time?.dateTime ?? time?.date ?? '');
}
