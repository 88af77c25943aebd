import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import type { Ask } from './in-steps';
import { findOccurrences } from './occurrences';
import type { Exceptions } from './outlook-request';
import type { SentEvents } from './sent-events';
import { type RefittedExceptions, refittedExceptions } from './series/refitted-exceptions';
import { isSameTime } from './written-event';

/** A series that was added anew, with the exceptions of the one that was deleted. */
export async function restoredSeries(
  ask: Ask,
  events: SentEvents,
  added: OutlookCalendarEvent,
  exceptions: Exceptions,
): Promise<OutlookCalendarEvent> {
  const from = added.start;
  const refitted = await refittedExceptions(added, exceptions, { master: added, from });
  await restore(ask, events, added, refitted);
  return added;
}

/**
 * Makes exceptions of the occurrences of a series, one after the other; those that are as they should be stay. What Outlook refuses,
 * such as an occurrence past its neighbours of now, is left out: the series itself is right.
 */
export async function restore(
  ask: Ask,
  events: SentEvents,
  series: OutlookCalendarEvent,
  { changed: exceptions, cancelled }: RefittedExceptions,
): Promise<void> {
  const { calendarId, id: seriesId } = series;
  const starts = [...exceptions.map(({ originalStart }) => originalStart), ...cancelled];
  if (starts.length === 0) {
    return;
  }
  const found = series.recurrence
    ? await findOccurrences(ask, events, { calendarId, seriesId }, starts)
    : // Of a series that recurs no more, the one occurrence that is left.
      starts.map((start) => (isSameTime(start, series.start) ? series : undefined));
  for (const [index, { changes, source }] of exceptions.entries()) {
    const before = found[index];
    if (before) {
      const eventId = before.id;
      await events
        .patch(ask, { calendarId, eventId, changes, before, source })
        .catch((error: unknown) => unlessRefused(ask, events, before, error));
    }
  }
  for (const before of found.slice(exceptions.length)) {
    if (before) {
      await events.delete(ask, { calendarId, eventId: before.id, stored: before });
    }
  }
}

async function unlessRefused(
  ask: Ask,
  events: SentEvents,
  { calendarId, id }: OutlookCalendarEvent,
  error: unknown,
): Promise<void> {
  if (hasCode(error, 'not-found')) {
    await events.checkGone(ask, calendarId, id);
  } else if (!hasCode(error, 'invalid-event', 'invalid-request')) {
    throw error;
  }
}
