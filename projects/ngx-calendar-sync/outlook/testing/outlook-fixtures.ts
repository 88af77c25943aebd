import type { Calendar, CalendarEvent } from 'ngx-calendar-sync/core';
import type {
  OutlookCalendar,
  OutlookCalendarEvent,
  OutlookEvent,
  OutlookDateTimeTimeZone,
} from 'ngx-calendar-sync/outlook';
import { anEvent } from 'ngx-calendar-sync/testing';

/** An event for a test; Graph's own event is made of its properties, unless `outlookEvent` has them. */
export type OutlookEventInTest = CalendarEvent & Partial<OutlookCalendarEvent>;

/**
 * An event today at nine, in the browser's time zone, in the calendar `primary`; `properties` replace any of its own. Without an
 * `end` it lasts an hour, or the whole day where `start` is a day.
 * @example anOutlookEvent('standup', { title: 'Stand-up', categories: ['Work'] })
 * @example anOutlookEvent('holiday', { start: '2026-12-24' })
 */
export function anOutlookEvent(
  id: string,
  properties: Partial<OutlookCalendarEvent> = {},
): OutlookEventInTest {
  const { start, end, allDay } = properties;
  const times = anEvent(id, {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(allDay === undefined ? {} : { allDay }),
  });
  return { ...times, ...properties };
}

/** Graph's event with what the model says of it. */
export function outlookEventOf(event: OutlookEventInTest): OutlookEvent {
  const { id, version, title, start, end, allDay, location, description, seriesId } = event;
  const { categories, importance, showAs, status, recurrence } = event;
  return {
    ...event.outlookEvent,
    id,
    subject: title,
    start: wallTimeOf(start),
    end: wallTimeOf(end),
    isAllDay: allDay,
    isCancelled: status === 'cancelled',
    type: recurrence ? 'seriesMaster' : seriesId === undefined ? 'singleInstance' : 'occurrence',
    ...(version === undefined ? {} : { '@odata.etag': version }),
    ...(seriesId === undefined ? {} : { seriesMasterId: seriesId }),
    ...(location === undefined ? {} : { location: { displayName: location } }),
    ...(description === undefined ? {} : { body: { contentType: 'text', content: description } }),
    ...(categories === undefined ? {} : { categories: [...categories] }),
    ...(importance === undefined ? {} : { importance }),
    ...(showAs === undefined ? {} : { showAs }),
  };
}

/** A wall time of UTC, as Graph sends it. */
function wallTimeOf(time: string): OutlookDateTimeTimeZone {
  return { dateTime: new Date(time).toISOString().slice(0, 19) + '.0000000', timeZone: 'UTC' };
}

/** The calendar with Graph's own, for the account of this address. */
export function toOutlookCalendar(calendar: Calendar, address: string): OutlookCalendar {
  const { id, name, accessRole, primary } = calendar;
  const isOwn = accessRole === 'owner';
  return {
    ...calendar,
    outlookCalendar: {
      id,
      name,
      canEdit: accessRole === 'owner' || accessRole === 'writer',
      canShare: isOwn,
      isDefaultCalendar: primary,
      allowedOnlineMeetingProviders: ['teamsForBusiness'],
      owner: { name: isOwn ? address : name, address: isOwn ? address : id },
    },
  };
}
