import type {
  ɵSeriesEventsOf as SeriesEventsOf,
  ɵSeriesOverlay as SeriesOverlay,
  ɵSeriesPart as SeriesPart,
} from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type OutlookCalendarEvent,
} from 'ngx-calendar-sync/outlook/runtime';
import { type Field, isSameField, valuesOf } from '../event-fields';
import type { OutlookWrite } from '../outlook-request';
import { occurrenceOf } from '../provisional-occurrence';
import { changed } from '../written-event';
import type { RefittedExceptions } from './refitted-exceptions';
import { lengthOf, timeAfter } from './series-times';

type Part = SeriesPart<OutlookCalendarEvent>;

/** What an exception did not change itself follows the series. */
export function inheriting(
  exception: OutlookCalendarEvent,
  before: OutlookCalendarEvent,
  after: OutlookCalendarEvent,
  fields: readonly Field[],
  context: EventContext,
): OutlookCalendarEvent {
  const inherited = fields.filter(
    (field) => field !== 'conference' && isSameField(field, exception, before),
  );
  return changed(exception, valuesOf(after, inherited), context);
}

/** A write of the master as it shows on all occurrences. */
export function inScope(write: OutlookWrite, series: Part): OutlookWrite {
  const { shown } = write;
  return shown.kind === 'series' && shown.master
    ? { ...write, shown: overlayOf(series, shown.master) }
    : write;
}

export function overlayOf(
  { master: { id, calendarId }, exceptions, cancelled }: Part,
  master: OutlookCalendarEvent,
): SeriesOverlay<OutlookCalendarEvent> {
  return { kind: 'series', target: { calendarId, eventId: id }, master, exceptions, cancelled };
}

/** The exceptions of a new series, as they show until Outlook has made them. */
export function shownExceptions(
  master: OutlookCalendarEvent,
  { changed: exceptions, cancelled }: RefittedExceptions,
  context: EventContext,
): Pick<SeriesEventsOf<OutlookCalendarEvent>, 'exceptions' | 'cancelled'> {
  return {
    exceptions: exceptions.map(({ originalStart, changes }) => {
      const end = timeAfter(originalStart, lengthOf(master), master.timeZone);
      const occurrence = occurrenceOf(master, { originalStart, start: originalStart, end });
      return changed(occurrence, changes, context);
    }),
    cancelled,
  };
}
