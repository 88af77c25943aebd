import type { EventTime } from 'ngx-calendar-sync/core';
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
  /** The occurrences as Google lists them now, deleted ones too. */
  readonly instances: readonly GoogleEvent[];
  readonly calendarTimeZone: string | undefined;
}

/**
 * What somebody else has changed of single occurrences since a write of the whole series was made. Google gives the series no
 * other version by that, so that the write is no conflict, and would take those changes back with the occurrences that it
 * replaces.
 */
export async function unseenExceptions({
  newSeries,
  master,
  seenMaster,
  from,
  seen,
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
  return refittedExceptions(newSeries, unseen, master, from, calendarTimeZone, null);
}
