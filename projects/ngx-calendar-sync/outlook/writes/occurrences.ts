import { of } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵdateTimeOf as dateTimeOf,
  type ɵSeriesEventsOf as SeriesEventsOf,
} from 'ngx-calendar-sync/core';
import {
  type OutlookCalendarEvent,
  ɵorIfGone as orIfGone,
  ɵOWN_PROPERTIES as OWN_PROPERTIES,
} from 'ngx-calendar-sync/outlook/runtime';
import type { Ask } from './in-steps';
import type { Exceptions, StoredEvent } from './outlook-request';
import { type OccurrenceName } from './provisional-occurrence';
import { ofExisting, rowsOf, type SentEvents } from './sent-events';
import { deletedDays } from './write-requests';
import { isSameTime } from './written-event';

const DAY_MS = 86_400_000;

/** A series as it is now at Outlook; `undefined` where it is gone. */
export async function readSeries(
  ask: Ask,
  events: SentEvents,
  calendarId: string,
  seriesId: string,
): Promise<SeriesEventsOf<OutlookCalendarEvent> | undefined> {
  const resource = await ask(
    events.api
      .event(seriesId, `exceptionOccurrences,${OWN_PROPERTIES}`)
      .pipe(orIfGone(() => of(undefined))),
  );
  if (!resource) {
    return undefined;
  }
  const { exceptionOccurrences = [], ...own } = resource;
  const master = await events.eventOf(calendarId, own);
  const days = master.recurrence
    ? await ask(deletedDays(events.api, seriesId).pipe(ofExisting()))
    : [];
  return {
    master,
    exceptions: await Promise.all(
      exceptionOccurrences.map((exception) => events.eventOf(calendarId, exception)),
    ),
    cancelled: days.map((day) => startOn(master, day)),
  };
}

/** The exceptions of a series with all that Outlook stores of them. */
export async function wholeExceptions(
  ask: Ask,
  events: SentEvents,
  { master, exceptions, cancelled }: SeriesEventsOf<OutlookCalendarEvent>,
): Promise<Exceptions> {
  const changed: StoredEvent[] = [];
  for (const exception of exceptions) {
    const whole = await events.readWhole(ask, master.calendarId, exception.id);
    if (!whole) {
      await events.checkGone(ask, master.calendarId, exception.id);
    }
    changed.push(whole ?? exception);
  }
  return { changed, cancelled };
}

/**
 * To be called for an occurrence that is to be deleted and is not there.
 * @throws CalendarSyncError `not-found` where it was not deleted: somebody else has divided its series, so that it has another id.
 */
export async function checkDeleted(
  ask: Ask,
  events: SentEvents,
  calendarId: string,
  { seriesId, originalStart }: OccurrenceName,
): Promise<void> {
  const master = await events.read(ask, calendarId, seriesId);
  if (!master) {
    return;
  }
  const { allDay, timeZone = 'UTC' } = master;
  const start = allDay ? originalStart : dateTimeOf(new Date(originalStart), timeZone);
  const days = await ask(deletedDays(events.api, seriesId));
  if (!days.includes(start.slice(0, 'yyyy-MM-dd'.length))) {
    throw new CalendarSyncError(
      'not-found',
      ngDevMode &&
        'Somebody else has divided the series, which has no such occurrence any more: delete the one that takes its place.',
    );
  }
}

/** The start that a series gives its occurrence of a day. */
function startOn({ allDay, start, timeZone }: OutlookCalendarEvent, day: string): string {
  if (allDay) {
    return day;
  }
  const zone = timeZone ?? 'UTC';
  return dateTimeOf(`${day}${dateTimeOf(new Date(start), zone).slice(10, 19)}`, zone);
}

/** The occurrence, whether anybody has changed it or not; `undefined` where it was deleted. */
export async function findOccurrence(
  ask: Ask,
  events: SentEvents,
  calendarId: string,
  { seriesId, originalStart }: OccurrenceName,
): Promise<OutlookCalendarEvent | undefined> {
  const [found] = await findOccurrences(ask, events, { calendarId, seriesId }, [originalStart]);
  return found;
}

/**
 * In the order of the starts; `undefined` for an occurrence that was deleted, or that the series never had. That there is no such
 * series is not believed of one request alone: its exceptions would be lost.
 */
export async function findOccurrences(
  ask: Ask,
  events: SentEvents,
  { calendarId, seriesId }: { readonly calendarId: string; readonly seriesId: string },
  originalStarts: readonly string[],
): Promise<readonly (OutlookCalendarEvent | undefined)[]> {
  const known: OutlookCalendarEvent[] = [];
  const find = (start: string) =>
    known.find(
      ({ originalStart }) => originalStart !== undefined && isSameTime(originalStart, start),
    );
  for (const start of originalStarts) {
    if (!find(start)) {
      const at = Date.parse(start);
      const range = { start: new Date(at - 2 * DAY_MS), end: new Date(at + 2 * DAY_MS) };
      const rows = await ask(
        rowsOf(events.api.instances(seriesId, range)).pipe(orIfGone(() => of(undefined))),
      );
      if (!rows) {
        await events.checkGone(ask, calendarId, seriesId);
        return originalStarts.map(() => undefined);
      }
      for (const row of rows) {
        known.push(await events.eventOf(calendarId, row));
      }
    }
  }
  // One that was moved far away is not near its original start.
  if (originalStarts.some((start) => !find(start))) {
    const series = await readSeries(ask, events, calendarId, seriesId);
    if (!series) {
      await events.checkGone(ask, calendarId, seriesId);
    }
    known.push(...(series?.exceptions ?? []));
  }
  return originalStarts.map(find);
}
