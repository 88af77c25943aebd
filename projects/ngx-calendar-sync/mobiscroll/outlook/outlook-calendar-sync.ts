import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import {
  type OutlookCalendarEvent,
  type OutlookCalendarEventDraft,
  type OutlookCalendarResource,
  OutlookCalendarService,
  type OutlookEvent,
  provideOutlookCalendarSync,
  withGestureRenewal,
} from 'ngx-calendar-sync/outlook';
import {
  ɵidOf as idOf,
  type MobiscrollEvent,
  ɵMobiscrollSync as MobiscrollSync,
} from 'ngx-calendar-sync/mobiscroll/sync';
import { type MobiscrollOutlookConfig, outlookSetupOf } from './outlook-config';
import { type MobiscrollOutlookEvent, outlookDraftOf, outlookEventOf } from './outlook-event';

/**
 * The events and calendars of an Outlook account, with the methods of Mobiscroll's plug-in. A command rejects with the library's
 * CalendarSyncError; its message is in a property `error`, too, where apps of the plug-in look for it.
 */
export class OutlookCalendarSync extends MobiscrollSync<
  OutlookCalendarService,
  MobiscrollOutlookConfig
> {
  /** Graph's events as they were given out, by their ids: what an app has edited in one is told by it. */
  readonly #given = new Map<string, OutlookEvent>();

  constructor() {
    super({
      name: 'outlookCalendarSync',
      service: OutlookCalendarService,
      providersOf: (config) =>
        provideOutlookCalendarSync(outlookSetupOf(config), withGestureRenewal()),
    });
  }

  /**
   * The account's calendars as Graph lists them, with `id`, `name`, `hexColor`, `isDefaultCalendar` and so on.
   * @param callback Gets them, too.
   * @example const calendars = await outlookCalendarSync.getCalendars();
   * @throws CalendarSyncError `signed-out`, …
   */
  getCalendars(
    callback?: (calendars: OutlookCalendarResource[]) => void,
  ): Promise<OutlookCalendarResource[]> {
    return this.ɵrun(async (service) => {
      const calendars = await service.getCalendars();
      return calendars.map(({ outlookCalendar }) => ({ ...outlookCalendar }));
    }, callback);
  }

  /**
   * The events of one or several calendars, series as occurrences.
   * @param callback Gets them, too.
   * @example
   * outlookCalendarSync
   *   .getEvents([calendar.id], new Date(2026, 5, 1), new Date(2026, 6, 1))
   *   .then((events) => calendar.setEvents(events));
   * @throws CalendarSyncError `invalid-request` for an empty range, `not-found`, …
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date,
    end: Date,
    callback?: (events: MobiscrollOutlookEvent[]) => void,
  ): Promise<MobiscrollOutlookEvent[]> {
    return this.ɵrun(async (service) => {
      const events = await service.getEvents(calendarIds, start, end);
      return events.map((event) => this.#give(event));
    }, callback);
  }

  /**
   * Adds an event. What only Outlook has, such as its `location` or its `recurrence`, is in `outlookEvent`.
   * @param callback Gets the event that was added, too.
   * @example
   * await outlookCalendarSync.addEvent(calendar.id, {
   *   title: 'Lunch',
   *   start: new Date(2026, 5, 1, 12),
   *   end: new Date(2026, 5, 1, 13),
   *   outlookEvent: { location: { displayName: 'Canteen' } },
   * });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   */
  addEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (addedEvent: MobiscrollOutlookEvent) => void,
  ): Promise<MobiscrollOutlookEvent> {
    return this.ɵrun(async (service) => {
      const draft = await draftOf(service, calendarId, event, event.outlookEvent);
      return this.#give(await service.addEvent(calendarId, draft as OutlookCalendarEventDraft));
    }, callback);
  }

  /**
   * Changes an event, of a series this occurrence alone. What is not in `event` stays as it is.
   * @param callback Gets the event as it is then, too.
   * @example await outlookCalendarSync.updateEvent(event.outlookCalendarId, { ...event, title: 'Late lunch' });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   */
  updateEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (updatedEvent: MobiscrollOutlookEvent) => void,
  ): Promise<MobiscrollOutlookEvent> {
    return this.ɵrun(async (service) => {
      const id = idOf(event);
      const draft = await draftOf(service, calendarId, event, this.#editedOf(id, event));
      return this.#give(await service.updateEvent(calendarId, { ...draft, id }));
    }, callback);
  }

  /** A copy of Graph's event, which the app may edit. */
  #give(event: OutlookCalendarEvent): MobiscrollOutlookEvent {
    this.#given.set(event.id, event.outlookEvent);
    return outlookEventOf(event);
  }

  /** What is otherwise in an event than it was given out. */
  #editedOf(id: string, { outlookEvent = {} }: MobiscrollEvent): OutlookEvent {
    const given: Readonly<Record<string, unknown>> = { ...this.#given.get(id) };
    return Object.fromEntries(
      Object.entries(outlookEvent).filter(([name, value]) => !sameJson(value, given[name])),
    );
  }
}

/**
 * In place of the `outlookCalendarSync` of `@mobiscroll/calendar-integration`: an app of that plug-in changes this import, and
 * serves the page that ends the sign-in (docs/outlook.md), or goes on with its MSAL. It needs no provider, and works outside of
 * Angular's injection.
 *
 * All-day events end exclusively: set `exclusiveEndDates: true` in the Eventcalendar, as with the plug-in.
 *
 * @example
 * ```ts
 * import { outlookCalendarSync } from 'ngx-calendar-sync/mobiscroll/outlook';
 *
 * outlookCalendarSync.init({
 *   clientId: '11111111-2222-4333-8444-555555555555',
 *   onSignedIn: async () => {
 *     const calendars = await outlookCalendarSync.getCalendars();
 *     const ids = calendars.flatMap(({ id }) => id ?? []);
 *     calendar.setEvents(
 *       await outlookCalendarSync.getEvents(ids, new Date(2026, 0, 1), new Date(2027, 0, 1)),
 *     );
 *   },
 * });
 * ```
 */
export const outlookCalendarSync = /* @__PURE__ */ new OutlookCalendarSync();

/** Nothing is loaded for an event without anything of Graph's. */
async function draftOf(
  service: OutlookCalendarService,
  calendarId: string,
  event: MobiscrollEvent,
  resource: OutlookEvent = {},
): Promise<Partial<OutlookCalendarEventDraft>> {
  const draft = outlookDraftOf(event);
  return Object.keys(resource).length === 0
    ? draft
    : { ...(await service.ɵdraftOf(calendarId, resource, draft)), ...draft };
}
