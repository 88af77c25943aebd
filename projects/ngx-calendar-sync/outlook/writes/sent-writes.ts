import { of } from 'rxjs';
import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import { ɵshownEvent as shownEvent, ɵtargetOf as targetOf } from 'ngx-calendar-sync/core';
import {
  type OutlookCalendarEvent,
  ɵorIfGone as orIfGone,
} from 'ngx-calendar-sync/outlook/runtime';
import { ANSWERS, answered } from './event-response';
import { changedFields, isHeld, namedFields, valuesOf } from './event-fields';
import type { Ask } from './in-steps';
import { checkDeleted, findOccurrence, readSeries, wholeExceptions } from './occurrences';
import { type Keep, type OutlookRequest, type OutlookWrite, requestOf } from './outlook-request';
import { checkRuleOf } from './planned-writes';
import { occurrenceOfId } from './provisional-occurrence';
import { checkVersion, gone, type SentEvents } from './sent-events';
import { respond } from './write-requests';
import { changed } from './written-event';

type Request<Kind> = Extract<OutlookRequest, { readonly kind: Kind }>;

/** Loaded when a write takes several requests to a series. */
const loadSeriesWrites = () => orNotLoaded(import('./series-writes'));

/** Sends planned writes to Outlook. Each may be sent again, whatever has become of it before. */
export class SentWrites {
  readonly #events: SentEvents;

  constructor(events: SentEvents) {
    this.#events = events;
  }

  /** `undefined` is the answer to a deletion. */
  async send(
    ask: Ask,
    write: OutlookWrite,
    version: string | undefined,
    keep: Keep,
  ): Promise<OutlookCalendarEvent | undefined> {
    const { calendarId } = targetOf(write.shown);
    const request = await this.#named(ask, calendarId, requestOf(write));
    if (!request) {
      if (write.kind !== 'delete') {
        throw gone();
      }
      await this.checkDeleted(ask, write);
      return undefined;
    }
    const events = this.#events;
    switch (request.kind) {
      case 'insert': {
        const { exceptions } = request;
        const added = await events.insert(ask, calendarId, request);
        return exceptions
          ? (await loadSeriesWrites()).restoredSeries(ask, events, added, exceptions)
          : added;
      }
      case 'patch':
        return this.#patch(ask, calendarId, request, version, keep);
      case 'edit':
        return this.#edit(ask, calendarId, request, version);
      case 'delete':
        return this.#delete(ask, calendarId, request, version, keep);
      case 'respond':
        return this.#respond(ask, calendarId, request, shownEvent(write.shown) ?? write.base, keep);
      case 'move':
        return (await loadSeriesWrites()).movedEvent(ask, events, { calendarId, request, keep });
      case 'split':
        return (await loadSeriesWrites()).dividedSeries(ask, events, {
          calendarId,
          request,
          version,
          keep,
        });
      case 'rejoin':
        return (await loadSeriesWrites()).rejoinedSeries(ask, events, {
          calendarId,
          request,
          keep,
        });
    }
  }

  /** @throws CalendarSyncError `not-found` where what is to be deleted takes place under another id */
  async checkDeleted(ask: Ask, write: OutlookWrite): Promise<void> {
    const request = requestOf(write);
    if (request.kind === 'delete') {
      await this.#checkDeleted(ask, targetOf(write.shown).calendarId, request);
    }
  }

  async #checkDeleted(
    ask: Ask,
    calendarId: string,
    { eventId, before }: Request<'delete'>,
  ): Promise<void> {
    const { seriesId, start, originalStart = start } = before ?? {};
    const name =
      seriesId === undefined || originalStart === undefined
        ? occurrenceOfId(eventId)
        : { seriesId, originalStart };
    if (name) {
      await checkDeleted(ask, this.#events, calendarId, name);
    }
  }

  async #patch(
    ask: Ask,
    calendarId: string,
    request: Request<'patch'>,
    version: string | undefined,
    keep: Keep,
  ): Promise<OutlookCalendarEvent> {
    const { eventId, changes, before, stored, source } = request;
    if (isSeriesRewritten(request)) {
      const { changedSeries } = await loadSeriesWrites();
      return changedSeries(ask, this.#events, { calendarId, request, version, keep });
    }
    const isDescribed = before.description !== undefined && 'description' in changes;
    const isKnown =
      stored ?? (!isDescribed && namedFields(changes).every((field) => isHeld(field, before)));
    return this.#events.patch(ask, {
      calendarId,
      eventId,
      changes,
      before,
      version,
      source,
      ...(keep && !isKnown ? { beforeSending: (event) => keep({ stored: event }) } : {}),
    });
  }

  async #edit(
    ask: Ask,
    calendarId: string,
    { eventId, changes, draftZone }: Request<'edit'>,
    version: string | undefined,
  ): Promise<OutlookCalendarEvent> {
    const context = this.#events.contextOf(calendarId);
    const before = await this.#events.read(ask, calendarId, eventId);
    if (!before) {
      throw gone();
    }
    checkVersion(before.outlookEvent, version);
    checkRuleOf(before, changes);
    const after = changed(before, changes, {
      ...context,
      draftZone: draftZone ?? context.draftZone,
    });
    const written = valuesOf(after, changedFields(before, after, namedFields(changes)));
    return this.#patch(
      ask,
      calendarId,
      { kind: 'patch', eventId, changes: written, before },
      before.version,
      undefined,
    );
  }

  async #delete(
    ask: Ask,
    calendarId: string,
    request: Request<'delete'>,
    version: string | undefined,
    keep: Keep,
  ): Promise<undefined> {
    const { eventId, added } = request;
    const events = this.#events;
    if (added) {
      const { transactionId, start } = added;
      const found = await events.addedBy(ask, calendarId, transactionId, start);
      return found && events.delete(ask, { calendarId, eventId: found.id, stored: found });
    }
    const stored = await events.readWhole(ask, calendarId, eventId);
    if (!stored) {
      await this.#checkDeleted(ask, calendarId, request);
      // An answer may say wrongly that it is gone.
      return events.delete(ask, { calendarId, eventId, version });
    }
    checkVersion(stored.outlookEvent, version);
    const series =
      keep && stored.recurrence && (await readSeries(ask, events, calendarId, eventId));
    await keep?.({
      stored,
      ...(series ? { exceptions: await wholeExceptions(ask, events, series) } : {}),
    });
    return events.delete(ask, { calendarId, eventId, stored, version });
  }

  /** An answer that Outlook has already is not sent again, unless it says something new: each one is a mail. */
  async #respond(
    ask: Ask,
    calendarId: string,
    { eventId, response, comment, isTold, isSent }: Request<'respond'>,
    shown: OutlookCalendarEvent | undefined,
    keep: Keep,
  ): Promise<OutlookCalendarEvent> {
    const { action, response: wanted } = ANSWERS[response];
    const before = await this.#events.read(ask, calendarId, eventId);
    // Exchange takes what was declined out of the calendar: an earlier request of this write may have done that.
    const known = before ?? (response === 'declined' ? shown : undefined);
    if (!known) {
      throw gone();
    }
    const isAnswered = before?.outlookEvent.responseStatus?.response === wanted;
    if (before && isAnswered && (comment === undefined || isSent)) {
      return before;
    }
    if (comment !== undefined) {
      await keep?.({ isSent: true });
    }
    const sent$ = respond(this.#events.api, eventId, action, {
      ...(comment === undefined ? {} : { comment }),
      sendResponse: isTold && known.outlookEvent.responseRequested !== false,
    });
    // That it is gone is not believed of one answer alone: nobody would be told.
    await ask(before ? sent$ : sent$.pipe(orIfGone(() => of(null))));
    const after = await this.#events.read(ask, calendarId, eventId);
    return after ?? answered(known, response);
  }

  /**
   * Of an occurrence that had no id of Graph's yet when the write was made, the id that it has now; `undefined` where it is gone.
   */
  async #named(
    ask: Ask,
    calendarId: string,
    request: OutlookRequest,
  ): Promise<OutlookRequest | undefined> {
    const name = 'eventId' in request ? occurrenceOfId(request.eventId) : undefined;
    if (!name) {
      return request;
    }
    const found = await findOccurrence(ask, this.#events, calendarId, name);
    return found && ({ ...request, eventId: found.id } as OutlookRequest);
  }
}

/** Whether a change gives up the changed and deleted occurrences of a series, unless they are written anew. */
function isSeriesRewritten({ changes, before, edited }: Request<'patch'>): boolean {
  const isOfSeries = before.recurrence !== undefined;
  return edited !== undefined || (isOfSeries && ('start' in changes || 'recurrence' in changes));
}
