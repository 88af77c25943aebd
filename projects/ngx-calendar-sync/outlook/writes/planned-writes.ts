import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵEventWrite as EventWrite, SendUpdates } from 'ngx-calendar-sync/core';
import { ɵnewId as newId } from 'ngx-calendar-sync/core/outbox';
import {
  type ɵEventContext as EventContext,
  type OutlookCalendarEvent,
  type ɵOutlookTypes as OutlookTypes,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { eventPatch, newEventBody } from './body/event-body';
import { patternedRecurrenceOf } from './body/rule-to-pattern';
import { browserZone } from './body/times-body';
import { answered, checkInvited } from './event-response';
import { changedFields, namedFields, plainEdit, valuesOf } from './event-fields';
import { checkMovable, draftOf } from './event-copy';
import type {
  Changes,
  Draft,
  Exceptions,
  OutlookRequest,
  OutlookWrite,
  StoredEvent,
} from './outlook-request';
import { occurrenceOfId } from './provisional-occurrence';
import { changed, seriesOverlay, shownAs, writtenEvent } from './written-event';

type Write<Kind> = Extract<EventWrite<OutlookTypes>, { readonly kind: Kind }>;

/** Any event, where it only matters whether Outlook could store what is written of it. */
const ANY_EVENT = {
  title: '',
  status: 'confirmed',
  editable: true,
  start: '2000-01-01T00:00:00Z',
  end: '2000-01-01T00:00:00Z',
  allDay: false,
  outlookEvent: {},
} as const;

/** Makes plain data of writes: what is shown until Outlook has answered, and what is sent. */
export class PlannedWrites {
  readonly contextOf: (calendarId: string) => EventContext;

  constructor(contextOf: (calendarId: string) => EventContext) {
    this.contextOf = contextOf;
  }

  plan(write: EventWrite<OutlookTypes>, sendUpdates: SendUpdates | undefined): OutlookWrite {
    switch (write.kind) {
      case 'insert':
        return this.insert(write.calendarId, plainEdit(write.draft));
      case 'update':
        return this.#update(write);
      case 'delete':
        return this.#delete(write);
      case 'restore':
        return this.restore(write.event);
      case 'move':
        return this.#move(write);
      case 'respond':
        return this.#respond(write, sendUpdates);
    }
  }

  /** The id is one of ours until Outlook gives the event its own. */
  insert(calendarId: string, { timeZone, ...others }: Draft): OutlookWrite {
    const context = this.contextOf(calendarId);
    // It may be sent days later, from another zone.
    const draft = { ...others, timeZone: timeZone ?? draftZoneOf(context) };
    const transactionId = newId();
    const event = newEvent(draft, transactionId, context);
    return {
      kind: 'insert',
      shown: event.recurrence ? seriesOverlay(event) : { kind: 'put', event },
      request: { kind: 'insert', draft, transactionId } satisfies OutlookRequest,
    };
  }

  /**
   * Outlook brings no deleted event back: it is added anew, and gets another id.
   * @param source The event as Outlook had it; by default what of that is known of `event`.
   * @throws CalendarSyncError `invalid-request` for a meeting of somebody else: added anew, it would be one of the account's own, to
   *   which everybody is invited again.
   */
  restore(
    event: OutlookCalendarEvent,
    exceptions?: Exceptions,
    source: StoredEvent | undefined = toEvent(event.outlookEvent, this.contextOf(event.calendarId)),
  ): OutlookWrite {
    if ((source ?? event).outlookEvent.isOrganizer === false) {
      throw new CalendarSyncError(
        'invalid-request',
        ngDevMode &&
          'Outlook brings no invitation back: the user takes it out of the deleted items in Outlook, or the organizer sends it again.',
      );
    }
    const context = this.contextOf(event.calendarId);
    const draft = { ...draftOf(event), timeZone: event.timeZone ?? draftZoneOf(context) };
    // What could not be stored is refused now.
    newEventBody(draft, context, '');
    const request: OutlookRequest = {
      kind: 'insert',
      draft,
      transactionId: newId(),
      ...(source ? { source } : {}),
      ...(exceptions ? { exceptions } : {}),
    };
    const shown = event.recurrence ? seriesOverlay(event) : ({ kind: 'put', event } as const);
    return { kind: 'restore', shown, anyVersion: true, request };
  }

  #update({ calendarId, changes: edit, seen }: Write<'update'>): OutlookWrite {
    const { id, version } = edit;
    const context = this.contextOf(calendarId);
    const changes = plainEdit(edit);
    const before = originalOf(edit, context) ?? seen;
    if (!before) {
      checkUnseen(changes, calendarId, context);
      return {
        kind: 'update',
        fields: namedFields(changes),
        shown: { kind: 'none', target: { calendarId, eventId: id } },
        ...(version === undefined ? {} : { version }),
        ...orderOf(id),
        request: {
          kind: 'edit',
          eventId: id,
          changes: changes,
          ...(namedFields(changes).includes('times') ? { draftZone: draftZoneOf(context) } : {}),
        } satisfies OutlookRequest,
      };
    }
    checkRuleOf(before, changes);
    const after = changed(before, changes, context);
    const fields = changedFields(before, after, namedFields(changes));
    const written = valuesOf(after, fields);
    return {
      kind: 'update',
      fields,
      shown: seen ? shownAs(changed(seen, written, context), seen) : shownAs(after, before),
      version,
      base: before,
      ...orderOf(id),
      request: { kind: 'patch', eventId: id, changes: written, before } satisfies OutlookRequest,
    };
  }

  #delete({ calendarId, event: { id, version }, seen }: Write<'delete'>): OutlookWrite {
    const target = {
      calendarId,
      eventId: id,
      seriesId: seen?.seriesId ?? occurrenceOfId(id)?.seriesId,
      originalStart: seen?.originalStart ?? occurrenceOfId(id)?.originalStart,
    };
    return {
      kind: 'delete',
      shown: { kind: 'delete', target },
      version,
      base: seen,
      request: { kind: 'delete', eventId: id, before: seen } satisfies OutlookRequest,
    };
  }

  #move({ calendarId, toCalendarId, event }: Write<'move'>): OutlookWrite {
    checkMovable(event);
    const shown = writtenEvent(event.outlookEvent, this.contextOf(toCalendarId));
    return {
      kind: 'move',
      shown: shownAs(shown),
      movedFrom: { calendarId, eventId: event.id },
      version: event.version,
      anyVersion: true,
      base: event,
      request: {
        kind: 'move',
        eventId: event.id,
        from: calendarId,
        transactionId: newId(),
      } satisfies OutlookRequest,
    };
  }

  #respond(
    { calendarId, event, isSeen, response, comment }: Write<'respond'>,
    sendUpdates: SendUpdates | undefined,
  ): OutlookWrite {
    checkInvited(event);
    const { id, seriesId, version } = event;
    const target = { calendarId, eventId: id, seriesId };
    return {
      kind: 'respond',
      shown: isSeen ? shownAs(answered(event, response), event) : { kind: 'none', target },
      version,
      anyVersion: true,
      base: event,
      ...orderOf(id),
      request: {
        kind: 'respond',
        eventId: id,
        response,
        ...(comment === undefined ? {} : { comment }),
        isTold: sendUpdates !== 'none',
      } satisfies OutlookRequest,
    };
  }
}

/**
 * A new event as it shows until Outlook has answered.
 * @throws CalendarSyncError `invalid-event` for what Outlook cannot store.
 */
export function newEvent(draft: Draft, id: string, context: EventContext): OutlookCalendarEvent {
  const body = newEventBody(draft, context, id);
  return writtenEvent(
    {
      ...body,
      id,
      isOrganizer: true,
      type: body.recurrence ? 'seriesMaster' : 'singleInstance',
      ...(body.start?.timeZone ? { originalStartTimeZone: body.start.timeZone } : {}),
      ...(body.end?.timeZone ? { originalEndTimeZone: body.end.timeZone } : {}),
    },
    context,
  );
}

/** The zone of what is written without one, here and now. */
export function draftZoneOf({ draftZone }: EventContext): string {
  return draftZone ?? browserZone();
}

/** An occurrence that is named by its series waits for the writes of that one. */
function orderOf(id: string): Pick<OutlookWrite, 'ordersWith'> {
  const seriesId = occurrenceOfId(id)?.seriesId;
  return seriesId === undefined ? {} : { ordersWith: [seriesId] };
}

/** An app may pass an event as it has read it, with some properties changed: then it was made from that one. */
function originalOf(
  { version, ...edit }: Write<'update'>['changes'],
  context: EventContext,
): OutlookCalendarEvent | undefined {
  const { outlookEvent } = edit as { readonly outlookEvent?: OutlookEvent };
  return outlookEvent && version !== undefined && outlookEvent['@odata.etag'] === version
    ? toEvent(outlookEvent, context)
    : undefined;
}

/** What means nothing, or not all that it means, without the event. */
const CHECKED_WITH_EVENT = ['start', 'end', 'allDay', 'timeZone', 'recurrence', 'conference'];

/** A start on which every rule that Outlook can say may begin: the first of a long month, long ago. */
const ANY_START = { wallTime: '1601-01-01T00:00:00', timeZone: 'UTC' };

/** What needs no event is refused before it is stored; the rest is checked when the event is known. */
function checkUnseen(changes: Changes, calendarId: string, context: EventContext): void {
  const others: Changes = Object.fromEntries(
    Object.entries(changes).filter(([name]) => !CHECKED_WITH_EVENT.includes(name)),
  );
  eventPatch({ ...others, id: '' }, { ...ANY_EVENT, id: '', calendarId }, context);
  if (changes.recurrence?.length) {
    patternedRecurrenceOf(changes.recurrence, ANY_START);
  }
}

/** @throws CalendarSyncError `invalid-event` for an occurrence that is to get a rule */
export function checkRuleOf({ seriesId }: OutlookCalendarEvent, { recurrence }: Changes): void {
  if (seriesId !== undefined && recurrence?.length) {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode &&
        'An occurrence has no recurrence of its own: change its series, with the scope "all" or "following".',
    );
  }
}
