import { type EventTime, ɵisDay as isDay } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { ExceptionPatch } from '../google-request';
import { exceptionsAmong } from './listed-exceptions';
import { isSameException, refittedExceptions } from './refitted-exceptions';
import { isSameTime, originalStartOf } from './series-times';

/** A series that a write moves or divides, and what is there of it now. */
export interface ReplacedSeries {
  /** As it will be, or the one that takes its place from `from` on. */
  readonly newSeries: GoogleEvent;
  /** Its master as it is at Google before the write. */
  readonly master: GoogleEvent;
  /** Its master as the write was made on it: one that Google had not answered then lacks what Google adds to each event. */
  readonly seenMaster: GoogleEvent;
  /** The original start of the first occurrence that is replaced. */
  readonly from: EventTime;
  /** The exceptions that the write was made with, deleted occurrences too. */
  readonly seen: readonly GoogleEvent[];
  /** The ids, in the new series, of what an earlier request has found that others had changed. */
  readonly foundEarlier: ReadonlySet<string>;
  /** The occurrences as Google lists them now, deleted ones too. */
  readonly instances: readonly GoogleEvent[];
  readonly calendarTimeZone: string | undefined;
}

/**
 * What somebody else has changed of single occurrences since a write of the whole series was made. Google gives the series no
 * other version by that, so that the write is no conflict, and would take those changes back with the occurrences that it
 * replaces. What they have taken back is to be as the series makes it.
 */
export async function unseenExceptions({
  newSeries,
  master,
  seenMaster,
  from,
  seen,
  foundEarlier,
  instances,
  calendarTimeZone,
}: ReplacedSeries): Promise<readonly ExceptionPatch[]> {
  const { changed } = exceptionsAmong(instances, master);
  const isCancelled = ({ status }: GoogleEvent) => status === 'cancelled';
  const unseen = [...changed, ...instances.filter(isCancelled)].filter((exception) => {
    const start = originalStartOf(exception, calendarTimeZone);
    return !seen.some((each) => {
      const seenStart = originalStartOf(each, calendarTimeZone);
      return (
        start !== undefined &&
        seenStart !== undefined &&
        isSameTime(start, seenStart) &&
        isSameException(
          { exception: each, master: seenMaster },
          { exception, master },
          calendarTimeZone,
        )
      );
    });
  });
  const refitted = (exceptions: readonly GoogleEvent[]) =>
    refittedExceptions(newSeries, exceptions, master, from, calendarTimeZone, null);
  const plain = instances.filter((each) => !isCancelled(each) && !changed.includes(each));
  const starts = new Set(seen.map((each) => startOf(each, calendarTimeZone)));
  const wasSeen = (each: GoogleEvent) => starts.has(startOf(each, calendarTimeZone));
  // Only exceptions are refitted, and what is deleted is one in any case.
  const idsOf = async (each: readonly GoogleEvent[]) =>
    (await refitted(each.map((one) => ({ ...one, status: 'cancelled' })))).map(({ id }) => id);
  const others = foundEarlier.size > 0 ? plain.filter((each) => !wasSeen(each)) : [];
  const takenBack = [
    ...(await idsOf(plain.filter(wasSeen))),
    ...(await idsOf(others)).filter((id) => foundEarlier.has(id)),
  ];
  return [...(await refitted(unseen)), ...takenBack.map((id) => ({ id, patch: {} }))];
}

/** The start that the series gives an occurrence, in a form that is the same at each offset. */
function startOf(
  occurrence: GoogleEvent,
  calendarTimeZone: string | undefined,
): string | undefined {
  const start = originalStartOf(occurrence, calendarTimeZone);
  return start === undefined || isDay(start) ? start : String(Date.parse(start));
}
