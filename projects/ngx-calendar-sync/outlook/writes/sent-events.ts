import {
  catchError,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  reduce,
  throwError,
} from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import { ɵinstantOf as instantOf, type EventTime } from 'ngx-calendar-sync/core';
import { ɵisObject as isObject } from 'ngx-calendar-sync/core/outbox';
import {
  type ɵEventContext as EventContext,
  type ɵOutlookApi as OutlookApi,
  type OutlookCalendarEvent,
  ɵorIfGone as orIfGone,
  ɵOWN_PROPERTIES as OWN_PROPERTIES,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { descriptionWithMeeting } from './body/description-body';
import { eventPatch, newEventBody } from './body/event-body';
import { writeExtension } from './event-extension';
import type { Ask } from './in-steps';
import { settingsOf, withCopied } from './event-copy';
import type { Changes, InsertRequest, StoredEvent } from './outlook-request';
import {
  cancelMeeting,
  deleteEvent,
  insertEvent,
  patchEvent,
  storedDescription,
} from './write-requests';
import { writtenEvent } from './written-event';

const DAY_MS = 86_400_000;

export interface SentPatch {
  readonly calendarId: string;
  readonly eventId: string;
  readonly changes: Changes;
  /** The event that the changes were made from. */
  readonly before: OutlookCalendarEvent;
  /** The version that must not have changed; without it the event is changed in any version. */
  readonly version?: string | undefined;
  /** Called right before the change is sent, once the version was checked, with the event as it is by then. */
  readonly beforeSending?: (stored: StoredEvent) => Promise<void>;
  /** The event of which the changes are copied, with what Graph holds of it beyond the model. */
  readonly source?: StoredEvent | undefined;
}

export interface SentDeletion {
  readonly calendarId: string;
  readonly eventId: string;
  /** The event as Outlook has it now, where it was read just before. */
  readonly stored?: OutlookCalendarEvent | undefined;
  readonly version?: string | undefined;
}

/** Requests about single events. Each may be sent again, whatever has become of it before. */
export class SentEvents {
  readonly api: OutlookApi;
  readonly contextOf: (calendarId: string) => EventContext;

  constructor(api: OutlookApi, contextOf: (calendarId: string) => EventContext) {
    this.api = api;
    this.contextOf = contextOf;
  }

  /** `undefined` for an event that is gone. */
  async read(
    ask: Ask,
    calendarId: string,
    eventId: string,
  ): Promise<OutlookCalendarEvent | undefined> {
    const resource = await ask(
      this.api.event(eventId, OWN_PROPERTIES).pipe(orIfGone(() => of(undefined))),
    );
    return resource && this.eventOf(calendarId, resource);
  }

  /**
   * To be called for an event of which an answer has said that it is gone.
   * @throws CalendarSyncError `unavailable` where another answer says that it is there
   */
  async checkGone(ask: Ask, calendarId: string, eventId: string): Promise<void> {
    if (await this.read(ask, calendarId, eventId)) {
      throw thereAndGone();
    }
  }

  /** The event with its description as it is stored, too. */
  async readWhole(ask: Ask, calendarId: string, eventId: string): Promise<StoredEvent | undefined> {
    const event = await this.read(ask, calendarId, eventId);
    return event && this.withHtml(ask, event);
  }

  /** @param event As it was read just before. */
  async withHtml(ask: Ask, event: OutlookCalendarEvent): Promise<StoredEvent> {
    return event.description === undefined
      ? event
      : {
          ...event,
          descriptionHtml: await ask(storedDescription(this.api, event.id).pipe(ofExisting())),
        };
  }

  /** The event of an answer, in whatever zone it is. */
  async eventOf(calendarId: string, resource: OutlookEvent): Promise<OutlookCalendarEvent> {
    const context = this.contextOf(calendarId);
    const { originalStartTimeZone, originalEndTimeZone, recurrence } = resource;
    const zones = [originalStartTimeZone, originalEndTimeZone];
    if (context.names.needsTable([...zones, recurrence?.range?.recurrenceTimeZone])) {
      await context.names.load();
    }
    return writtenEvent(resource, context);
  }

  /** With the same `transactionId`, a repetition answers the event that was added the first time. */
  async insert(
    ask: Ask,
    calendarId: string,
    { draft, transactionId, source }: Omit<InsertRequest, 'kind'>,
  ): Promise<OutlookCalendarEvent> {
    const context = this.contextOf(calendarId);
    // Without the table zones would have other names, and what is repeated has to be the same.
    await context.names.load();
    const body = {
      ...withCopied(newEventBody(draft, context, transactionId), source, draft),
      ...(source ? settingsOf(source) : {}),
    };
    const resource = await ask(
      insertEvent(this.api, calendarId, body).pipe(
        catchError((error: unknown) =>
          hasCode(error, 'duplicate', 'conflict') ? of(error) : throwError(() => error),
        ),
      ),
    );
    if (!(resource instanceof CalendarSyncError)) {
      const { extensions = body.extensions, ...answer } = resource;
      return this.eventOf(calendarId, { ...answer, ...(extensions ? { extensions } : {}) });
    }
    const id = isObject(resource.cause) ? resource.cause['existingEventId'] : undefined;
    const existing =
      typeof id === 'string'
        ? await this.read(ask, calendarId, id)
        : await this.addedBy(ask, calendarId, transactionId, draft.start);
    if (!existing) {
      throw resource;
    }
    return existing;
  }

  /** The event that a request with this `transactionId` has added; `undefined` where none has arrived. */
  async addedBy(
    ask: Ask,
    calendarId: string,
    transactionId: string,
    start: Date | EventTime,
  ): Promise<OutlookCalendarEvent | undefined> {
    const at = instantOf(start instanceof Date ? start.toISOString() : start, 'UTC');
    const range = { start: new Date(at - 2 * DAY_MS), end: new Date(at + 2 * DAY_MS) };
    const rows = await ask(rowsOf(this.api.calendarView(calendarId, range)));
    // Occurrences do not have it, but their masters do.
    const ids = new Set(
      rows.flatMap(({ id, seriesMasterId, transactionId: ofRow }) =>
        seriesMasterId ? [seriesMasterId] : ofRow === transactionId && id ? [id] : [],
      ),
    );
    for (const id of ids) {
      const event = await this.read(ask, calendarId, id);
      if (event?.outlookEvent.transactionId === transactionId) {
        return event;
      }
    }
    return undefined;
  }

  async patch(
    ask: Ask,
    { calendarId, eventId, changes, before, version, beforeSending, source }: SentPatch,
  ): Promise<OutlookCalendarEvent> {
    const context = this.contextOf(calendarId);
    if ('start' in changes || 'recurrence' in changes) {
      await context.names.load();
    }
    const { isMeetingDescription, extension, ...patch } = eventPatch(
      { id: eventId, ...changes },
      before,
      context,
    );
    const body = withCopied(patch.body, source, changes);
    const isBodyWritten = Object.keys(body).length > 0;
    // Nothing promises that Graph heeds `If-Match` of events: where it does not, what somebody else has changed would be replaced.
    const isChecked = beforeSending !== undefined || version !== undefined;
    let answer: OutlookEvent | undefined;
    if (isChecked || !(isBodyWritten || extension)) {
      answer = await ask(this.api.event(eventId, OWN_PROPERTIES));
    }
    if (isChecked && answer) {
      checkVersion(answer, version);
      const event = await this.eventOf(calendarId, answer);
      await beforeSending?.('description' in changes ? await this.withHtml(ask, event) : event);
    }
    if (isBodyWritten) {
      const html = isMeetingDescription
        ? await ask(storedDescription(this.api, eventId))
        : undefined;
      const sent =
        html === undefined
          ? body
          : {
              ...body,
              body: descriptionWithMeeting(changes.description ?? '', html, before.conference?.uri),
            };
      answer = {
        // The answer to a change does not have what apps have stored.
        ...(before.outlookEvent.extensions ? { extensions: before.outlookEvent.extensions } : {}),
        ...(await ask(patchEvent(this.api, eventId, sent, version))),
      };
    }
    if (extension) {
      await writeExtension(ask, this.api, eventId, extension, before);
      answer = undefined;
    }
    return this.eventOf(calendarId, answer ?? (await ask(this.api.event(eventId, OWN_PROPERTIES))));
  }

  /**
   * An event that is gone already counts as deleted. The guests of a meeting of one's own are told.
   * @throws CalendarSyncError `unavailable` for one that cannot be deleted because it is gone, as Outlook says, and can be read
   */
  async delete(ask: Ask, deletion: SentDeletion): Promise<undefined> {
    const { calendarId, eventId, version } = deletion;
    // What is stored decides who is told: a copy may leave the guests out.
    const stored = deletion.stored ?? (await this.read(ask, calendarId, eventId));
    if (stored) {
      checkVersion(stored.outlookEvent, version);
    }
    const isMeeting = stored?.attendees?.length && stored.outlookEvent.isOrganizer !== false;
    const gone$: Observable<unknown> = isMeeting
      ? cancelMeeting(this.api, eventId)
      : deleteEvent(this.api, eventId, version);
    const isDone = await ask(
      gone$.pipe(
        map(() => true),
        catchError((error: unknown) =>
          hasCode(error, 'not-found', 'deleted') ? of(false) : throwError(() => error),
        ),
      ),
    );
    if (stored && !isDone) {
      await this.checkGone(ask, calendarId, eventId);
    }
    return undefined;
  }
}

/** @throws CalendarSyncError `conflict` where somebody else has changed the event */
export function checkVersion(current: OutlookEvent, version: string | undefined): void {
  if (version !== undefined && current['@odata.etag'] !== version) {
    throw conflict('The event was changed since it was read.');
  }
}

export function conflict(message: string): CalendarSyncError {
  return new CalendarSyncError('conflict', ngDevMode && message);
}

/**
 * For what belongs to an event that was read just before.
 * @throws CalendarSyncError `unavailable` where it is gone all the same: a later try finds out which of the two is true.
 */
export function ofExisting<R>(): MonoTypeOperatorFunction<R> {
  return orIfGone(() => throwError(thereAndGone));
}

function thereAndGone(): CalendarSyncError {
  return new CalendarSyncError(
    'unavailable',
    ngDevMode && 'Outlook says of an event both that it is there and that it is gone.',
  );
}

export function gone(): CalendarSyncError {
  return new CalendarSyncError('not-found', ngDevMode && 'There is no such event any more.');
}

export function rowsOf<Row>(
  pages$: Observable<{ readonly rows: readonly Row[] }>,
): Observable<readonly Row[]> {
  return pages$.pipe(
    reduce<{ readonly rows: readonly Row[] }, readonly Row[]>(
      (all, { rows }) => [...all, ...rows],
      [],
    ),
  );
}
