import {
  type GoogleCalendarEventDraft,
  type GoogleCalendarListEntry,
  GoogleCalendarService,
  provideGoogleCalendarSync,
  withGestureRenewal,
} from 'ngx-calendar-sync/google';
import {
  ɵsetupOf as setupOf,
  ɵidOf as idOf,
  type MobiscrollEvent,
  ɵMobiscrollSync as MobiscrollSync,
} from 'ngx-calendar-sync/mobiscroll/sync';
import type { MobiscrollSyncConfig } from './google-config';
import { googleDraftOf, googleEventOf, type MobiscrollGoogleEvent } from './google-event';

/**
 * The events and calendars of a Google account, with the methods of Mobiscroll's plug-in. A command rejects with the library's
 * CalendarSyncError; its message is in a property `error`, too, where apps of the plug-in look for it.
 */
export class GoogleCalendarSync extends MobiscrollSync<
  GoogleCalendarService,
  MobiscrollSyncConfig
> {
  constructor() {
    super({
      name: 'googleCalendarSync',
      service: GoogleCalendarService,
      providersOf: (config) => provideGoogleCalendarSync(setupOf(config), withGestureRenewal()),
    });
  }

  /**
   * The account's calendars as Google lists them, with `id`, `summary`, `primary`, `backgroundColor` and so on.
   * @param callback Gets them, too.
   * @example const calendars = await googleCalendarSync.getCalendars();
   * @throws CalendarSyncError `signed-out`, …
   */
  getCalendars(
    callback?: (calendars: GoogleCalendarListEntry[]) => void,
  ): Promise<GoogleCalendarListEntry[]> {
    return this.ɵrun(async (service) => {
      const calendars = await service.getCalendars();
      return calendars
        .filter(({ hidden }) => !hidden)
        .map(({ googleCalendar }) => ({ ...googleCalendar }));
    }, callback);
  }

  /**
   * The events of one or several calendars, series as occurrences. Public calendars need an API key alone.
   * @param callback Gets them, too.
   * @example
   * googleCalendarSync
   *   .getEvents(['primary'], new Date(2026, 5, 1), new Date(2026, 6, 1))
   *   .then((events) => calendar.setEvents(events));
   * @throws CalendarSyncError `invalid-request` for an empty range, `not-found`, …
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date,
    end: Date,
    callback?: (events: MobiscrollGoogleEvent[]) => void,
  ): Promise<MobiscrollGoogleEvent[]> {
    return this.ɵrun(async (service) => {
      const events = await service.getEvents(calendarIds, start, end);
      return events.map(googleEventOf);
    }, callback);
  }

  /**
   * Adds an event. What only Google has, such as its `description` or its `recurrence`, is in `googleEvent`.
   * @param callback Gets the event that was added, too.
   * @example
   * await googleCalendarSync.addEvent('primary', {
   *   title: 'Lunch',
   *   start: new Date(2026, 5, 1, 12),
   *   end: new Date(2026, 5, 1, 13),
   *   googleEvent: { location: 'Canteen' },
   * });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   */
  addEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (addedEvent: MobiscrollGoogleEvent) => void,
  ): Promise<MobiscrollGoogleEvent> {
    return this.ɵrun(async (service) => {
      const draft = googleDraftOf(event) as GoogleCalendarEventDraft;
      return googleEventOf(await service.addEvent(calendarId, draft));
    }, callback);
  }

  /**
   * Changes an event, of a series this occurrence alone. What is not in `event` stays as it is.
   * @param callback Gets the event as it is then, too.
   * @example await googleCalendarSync.updateEvent('primary', { ...event, title: 'Late lunch' });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   */
  updateEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (updatedEvent: MobiscrollGoogleEvent) => void,
  ): Promise<MobiscrollGoogleEvent> {
    return this.ɵrun(async (service) => {
      const changes = { ...googleDraftOf(event), id: idOf(event) };
      return googleEventOf(await service.updateEvent(calendarId, changes));
    }, callback);
  }
}

/**
 * In place of the `googleCalendarSync` of `@mobiscroll/calendar-integration`: an app of that plug-in changes this import and
 * nothing else. It needs no provider, and works outside of Angular's injection.
 *
 * All-day events end as in Google, exclusively: set `exclusiveEndDates: true` in the Eventcalendar, as with the plug-in.
 *
 * @example
 * ```ts
 * import { googleCalendarSync } from 'ngx-calendar-sync/mobiscroll';
 *
 * googleCalendarSync.init({
 *   apiKey: 'AIza…',
 *   onInit: () => {
 *     googleCalendarSync
 *       .getEvents('en.german#holiday@group.v.calendar.google.com', new Date(2026, 0, 1), new Date(2027, 0, 1))
 *       .then((events) => calendar.setEvents(events));
 *   },
 * });
 * ```
 */
export const googleCalendarSync = /* @__PURE__ */ new GoogleCalendarSync();
