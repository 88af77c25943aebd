import type { Calendar, CalendarEvent, CalendarEventDraft } from 'ngx-calendar-sync/core';
import type {
  OutlookCalendarResource,
  OutlookEvent,
  OutlookFreeBusyStatus,
  OutlookImportance,
} from 'ngx-calendar-sync/outlook/start';

/** A calendar of an Outlook account. */
export interface OutlookCalendar extends Calendar {
  /**
   * Graph's calendar as it was read, with all of its fields.
   * @see https://learn.microsoft.com/graph/api/resources/calendar
   */
  readonly outlookCalendar: OutlookCalendarResource;
}

/** An event of Outlook: the properties of any provider's event, some of Outlook's own, and Graph's event. */
export interface OutlookCalendarEvent extends CalendarEvent {
  /**
   * Graph's event as it was read, with all of its fields.
   * @see https://learn.microsoft.com/graph/api/resources/event
   */
  readonly outlookEvent: OutlookEvent;
  /** The names of its categories, the first of which gives it its colour. */
  readonly categories?: readonly string[];
  /** How important it is; absent as `normal`. */
  readonly importance?: OutlookImportance;
  /** What others see of the time; `transparency` says less. */
  readonly showAs?: OutlookFreeBusyStatus;
  /** The page of the event in Outlook's own calendar app. */
  readonly webLink?: string;
}

/**
 * A new event, or the changes of one, as an app writes them to Outlook. Beside the properties of the model it can have these of
 * Outlook's. One that the model has too, such as `showAs` beside `transparency`, is written as Outlook's says.
 *
 * @example
 * ```ts
 * await service.addEvent('primary', {
 *   title: 'Planning',
 *   start: '2026-06-10T09:00:00',
 *   timeZone: 'Europe/Berlin',
 *   categories: ['Work'],
 * });
 * ```
 */
export interface OutlookCalendarEventDraft extends CalendarEventDraft {
  /** The names of its categories; `null` removes all of them. */
  readonly categories?: readonly string[] | null;
  /** `null` is `normal`. */
  readonly importance?: OutlookImportance | null;
  /** What others see of the time. */
  readonly showAs?: OutlookFreeBusyStatus | null;
}

/** Outlook's types of calendar, event and draft, for the generic types of the core. */
export interface OutlookTypes {
  readonly calendar: OutlookCalendar;
  readonly event: OutlookCalendarEvent;
  readonly draft: OutlookCalendarEventDraft;
}
