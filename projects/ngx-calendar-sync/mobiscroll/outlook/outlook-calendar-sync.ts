import {
  CalendarSyncError,
  ɵRecentEntries as RecentEntries,
  ɵtextOfHtml as textOfHtml,
} from 'ngx-calendar-sync/base';
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
import {
  changedDraftOf,
  changedMembersOf,
  type MobiscrollOutlookEvent,
  outlookDraftOf,
  outlookEventOf,
} from './outlook-event';

/** Enough for the events of a large view. One that is forgotten is read again when it is changed. */
const MIN_EVENTS_KEPT = 10_000;

/**
 * The events and calendars of an Outlook account, with the methods of Mobiscroll's plug-in. A command rejects with the library's
 * CalendarSyncError; its message is in a property `error`, too, where apps of the plug-in look for it.
 */
export class OutlookCalendarSync extends MobiscrollSync<
  OutlookCalendarService,
  MobiscrollOutlookConfig
> {
  /**
   * The events as they were given out, by id and version: what an app has edited in its copy is told by the one that the copy is of.
   * An app may still edit an earlier copy, after a later one was read.
   */
  readonly #given = new RecentEntries<OutlookCalendarEvent>(MIN_EVENTS_KEPT);

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
      const draft = outlookDraftOf(event);
      const whole = await withResource(service, calendarId, draft, event.outlookEvent, draft);
      return this.#give(await service.addEvent(calendarId, whole as OutlookCalendarEventDraft));
    }, callback);
  }

  /**
   * Changes an event, of a series this occurrence alone. What is not in `event` stays as it is. Of an event that was read, only what
   * is different from what was read is written, on top of what somebody else has changed since.
   * @param callback Gets the event as it is then, too.
   * @example await outlookCalendarSync.updateEvent(event.outlookCalendarId, { ...event, title: 'Late lunch' });
   * @throws CalendarSyncError `invalid-event`, `conflict` where somebody else has changed the same, `forbidden`, …
   */
  updateEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (updatedEvent: MobiscrollOutlookEvent) => void,
  ): Promise<MobiscrollOutlookEvent> {
    return this.ɵrun(async (service) => {
      const id = idOf(event);
      const { outlookEvent = {} } = event;
      const given = await this.#givenAs(service, calendarId, id, outlookEvent);
      if (!given) {
        const draft = outlookDraftOf(event);
        const whole = await withResource(service, calendarId, draft, outlookEvent, draft);
        return this.#give(await service.updateEvent(calendarId, { ...whole, id }));
      }
      const draft = changedDraftOf(event, given);
      const members = changedMembersOf(outlookEvent, given.outlookEvent);
      const { '@odata.etag': version = '' } = given.outlookEvent;
      const { start, allDay, timeZone } = { ...given, ...draft };
      const times = { start, allDay, ...(timeZone === undefined ? {} : { timeZone }) };
      const changes = {
        ...(await withResource(service, calendarId, draft, members, times)),
        // By these two the service knows what the changes were made from.
        version,
        outlookEvent: given.outlookEvent,
        id,
      };
      return this.#give(await service.updateEvent(calendarId, changes));
    }, callback);
  }

  override async signOut(): Promise<void> {
    await super.signOut();
    this.#given.clear();
  }

  override ɵend(): Promise<void> {
    this.#given.clear();
    return super.ɵend();
  }

  /** A copy of Graph's event, which the app may edit. */
  #give(event: OutlookCalendarEvent): MobiscrollOutlookEvent {
    this.#given.set(keyOf(event.id, event.outlookEvent), event);
    return outlookEventOf(event);
  }

  /**
   * The event that an app's event is a copy of; `undefined` where it is none.
   * @throws CalendarSyncError `conflict` where that is forgotten, and the event is another one by now
   */
  async #givenAs(
    service: OutlookCalendarService,
    calendarId: string,
    id: string,
    copy: OutlookEvent,
  ): Promise<OutlookCalendarEvent | undefined> {
    if (copy['@odata.etag'] === undefined) {
      return undefined;
    }
    const key = keyOf(id, copy);
    const given = this.#given.get(key) ?? (await service.getEvent(calendarId, id));
    if (keyOf(id, given.outlookEvent) !== key) {
      throw new CalendarSyncError(
        'conflict',
        ngDevMode &&
          'The event was changed since this copy of it was read: read it again, and edit that.',
      );
    }
    return given;
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

function keyOf(id: string, resource: OutlookEvent): string {
  return `${id} ${resource['@odata.etag'] ?? ''}`;
}

/** A draft with what an app has written into Graph's event; nothing is loaded where that is nothing. */
async function withResource(
  service: OutlookCalendarService,
  calendarId: string,
  draft: Partial<OutlookCalendarEventDraft>,
  resource: OutlookEvent = {},
  times: Parameters<OutlookCalendarService['ɵdraftOf']>[2],
): Promise<Partial<OutlookCalendarEventDraft>> {
  return Object.keys(resource).length === 0
    ? draft
    : { ...(await service.ɵdraftOf(calendarId, withTextBody(resource), times)), ...draft };
}

/** Descriptions are texts. Apps of the plug-in write the kind of a body in any case. */
function withTextBody({ body, ...others }: OutlookEvent): OutlookEvent {
  if (!body) {
    return body === undefined ? others : { ...others, body };
  }
  const { content = '', contentType } = body;
  const isHtml = contentType?.toLowerCase() === 'html';
  const text = isHtml ? textOfHtml(content ?? '') : content;
  return { ...others, body: { contentType: 'text', content: text } };
}
