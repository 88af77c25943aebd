import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵEventWrite as EventWrite, SendUpdates } from 'ngx-calendar-sync/core';
import { ɵnewId as newId } from 'ngx-calendar-sync/core/outbox';
import {
  type ɵEventContext as EventContext,
  type GoogleCalendarEvent,
  type GoogleCalendarEventDraft,
  type ɵGoogleTypes as GoogleTypes,
  type ɵReadResources as ReadResources,
  ɵtoEvent as toEvent,
  ɵwithout as without,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { needsTimesOfEvent, toPatch, toResource, type WriteContext } from './event-patch';
import { checkedEvent, checkedPatch } from './event-rules';
import { checkMovable, movedTo } from './event-move';
import { fieldsOf } from './merge-edit';
import { answerOf, invitedGuest } from './event-response';
import type { Changes, GoogleRequest, GoogleWrite } from './google-request';
import { seriesOverlay, shownAfter, writtenEvent } from './written-event';

type Write<Kind> = Extract<EventWrite<GoogleTypes>, { readonly kind: Kind }>;

/** Makes plain data of writes: what is shown until Google has answered, and what is sent. */
export class PlannedWrites {
  readonly #readResources: ReadResources;
  readonly #contextOf: (calendarId: string) => EventContext;

  constructor(readResources: ReadResources, contextOf: (calendarId: string) => EventContext) {
    this.#readResources = readResources;
    this.#contextOf = contextOf;
  }

  plan(write: EventWrite<GoogleTypes>, sendUpdates: SendUpdates | undefined): GoogleWrite {
    switch (write.kind) {
      case 'insert':
        return this.#insert(write.calendarId, write.draft, sendUpdates);
      case 'update':
        return this.#update(write, sendUpdates);
      case 'delete':
        return this.#delete(write, sendUpdates);
      case 'restore':
        return this.restore(write.event, {}, sendUpdates);
      case 'move':
        return this.#move(write, sendUpdates);
      case 'respond':
        return this.#respond(write, sendUpdates);
    }
  }

  /**
   * Brings an event back.
   * @param patch What is changed of it by that.
   */
  restore(
    event: GoogleCalendarEvent,
    patch: GoogleRestorePatch,
    sendUpdates: SendUpdates | undefined,
  ): GoogleWrite {
    const { calendarId, id, start, googleEvent } = event;
    const context = this.writeContext(calendarId);
    const copy = { ...toResource({ start, googleEvent }, context), id: newId() };
    const request: GoogleRequest = {
      kind: 'restore',
      eventId: id,
      patch: { ...patch, status: 'confirmed' },
      copy,
      sendUpdates,
    };
    const shown = event.recurrence ? seriesOverlay(id, event) : ({ kind: 'put', event } as const);
    return { kind: 'restore', shown, anyVersion: true, request };
  }

  /** Made once for each write, so that the conference it asks for has the same id when it is sent again. */
  writeContext(calendarId: string): WriteContext {
    return { ...this.#contextOf(calendarId), conferenceRequestId: newId() };
  }

  /** The id is made here, so that sending an insert again makes no second event: Google refuses the second one. */
  #insert(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    sendUpdates: SendUpdates | undefined,
  ): GoogleWrite {
    const context = this.writeContext(calendarId);
    const resource = checkedEvent({ ...toResource(draft, context), id: newId() }, draft);
    const shownResource = { ...resource, organizer: { self: true } };
    this.#readResources.remember(shownResource);
    const event = writtenEvent(shownResource, context);
    const shown = event.recurrence
      ? seriesOverlay(event.id, event)
      : ({ kind: 'put', event } as const);
    return {
      kind: 'insert',
      shown,
      request: { kind: 'insert', resource, sendUpdates } satisfies GoogleRequest,
    };
  }

  #update(
    { calendarId, changes, seen, latestVersion }: Write<'update'>,
    sendUpdates: SendUpdates | undefined,
  ): GoogleWrite {
    const { id, version } = changes;
    const context = this.writeContext(calendarId);
    const original = this.#originalOf(changes, seen, latestVersion);
    const isUnclear = changes.googleEvent?.etag !== undefined || needsTimesOfEvent(changes);
    const shownBefore = original ?? seen?.googleEvent;
    const patch = toPatch(changes, context, shownBefore);
    // A copy of an event that is not known here holds its rule too: only when it is sent it is known whether that is changed.
    const isCopy = !shownBefore && changes.googleEvent?.etag !== undefined;
    checkedPatch(isCopy ? without(patch, ['recurrence']) : patch, changes, shownBefore);
    const request: GoogleRequest =
      !original && isUnclear
        ? {
            kind: 'edit',
            eventId: id,
            changes,
            conferenceRequestId: context.conferenceRequestId,
            sendUpdates,
          }
        : { kind: 'patch', eventId: id, patch, before: original, sendUpdates };
    const shown = seen
      ? shownAfter(seen, patch, context)
      : ({ kind: 'none', target: { calendarId, eventId: id } } as const);
    const base = original && original !== seen?.googleEvent ? toEvent(original, context) : seen;
    return { kind: 'update', fields: fieldsOf(patch), shown, version, base, request };
  }

  #delete(
    { calendarId, event: { id, version }, seen }: Write<'delete'>,
    sendUpdates: SendUpdates | undefined,
  ): GoogleWrite {
    const target = {
      calendarId,
      eventId: id,
      seriesId: seen?.seriesId,
      originalStart: seen?.originalStart,
    };
    const request: GoogleRequest = {
      kind: 'delete',
      eventId: id,
      before: seen?.googleEvent,
      sendUpdates,
    };
    return { kind: 'delete', shown: { kind: 'delete', target }, version, base: seen, request };
  }

  #move(
    { calendarId, toCalendarId, event }: Write<'move'>,
    sendUpdates: SendUpdates | undefined,
  ): GoogleWrite {
    checkMovable(event);
    const moved = movedTo(toCalendarId, event.googleEvent);
    const shown = writtenEvent(moved, this.#contextOf(toCalendarId));
    const request: GoogleRequest = {
      kind: 'move',
      eventId: event.id,
      from: calendarId,
      before: event.googleEvent,
      sendUpdates,
    };
    return {
      kind: 'move',
      shown: shown.recurrence ? seriesOverlay(event.id, shown) : { kind: 'put', event: shown },
      movedFrom: { calendarId, eventId: event.id },
      version: event.version,
      anyVersion: true,
      base: event,
      request,
    };
  }

  #respond(
    { calendarId, event, isSeen, response, comment }: Write<'respond'>,
    sendUpdates: SendUpdates | undefined,
  ): GoogleWrite {
    const { id, seriesId, googleEvent, version } = event;
    const context = this.writeContext(calendarId);
    const changes = { id, googleEvent: answerOf(invitedGuest(event), response, comment) };
    const patch = toPatch(changes, context, googleEvent);
    const target = { calendarId, eventId: id, seriesId };
    const request: GoogleRequest = {
      kind: 'patch',
      eventId: id,
      patch,
      before: googleEvent,
      sendUpdates,
    };
    return {
      kind: 'respond',
      shown: isSeen ? shownAfter(event, patch, context) : { kind: 'none', target },
      version,
      anyVersion: true,
      base: event,
      request,
    };
  }

  /**
   * The resource that an edit was made from, if it is known. If the app edited a `googleEvent` that it had read, its
   * etag says which. Any other edit is compared with the event as shown, overlays included, so that it undoes no write
   * that is not answered yet.
   */
  #originalOf(
    { id, version, googleEvent }: Changes,
    seen: GoogleCalendarEvent | undefined,
    latestVersion = version,
  ): GoogleEvent | undefined {
    const { id: resourceId = id, etag } = googleEvent ?? {};
    if (etag !== undefined) {
      return this.#readResources.find(resourceId, etag);
    }
    // Somebody else may have changed the event since the version that the edit was made on.
    const made =
      latestVersion === undefined || latestVersion === seen?.version
        ? undefined
        : this.#readResources.find(id, latestVersion);
    return made ?? seen?.googleEvent;
  }
}

type GoogleRestorePatch = Parameters<typeof checkedPatch>[0];

/** @throws CalendarSyncError `conflict` where an edit was made from another version than the current one */
export function checkOriginal({ googleEvent }: Changes, current: GoogleEvent): void {
  const etag = googleEvent?.etag;
  if (etag !== undefined && etag !== current.etag) {
    throw new CalendarSyncError(
      'conflict',
      'The event was changed since this copy of it was read: read it again, and edit that.',
    );
  }
}
