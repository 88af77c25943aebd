import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { draftOf } from './event-copy';
import { changedFields, type Field, FIELDS, isHeld, namedFields, ofFields } from './event-fields';
import type { Ask } from './in-steps';
import { findOccurrences, readSeries, wholeExceptions } from './occurrences';
import type {
  AddedSeries,
  Draft,
  Exceptions,
  Keep,
  PatchRequest,
  RejoinRequest,
  SplitRequest,
  StoredEvent,
} from './outlook-request';
import { editedBy } from './planned-series';
import { checkVersion, conflict, type SentEvents } from './sent-events';
import {
  exceptionsBefore,
  exceptionsFrom,
  type RefittedExceptions,
  refittedExceptions,
} from './series/refitted-exceptions';
import { changed, isSameTime } from './written-event';

// Writes of a series that take several requests. Sent again, each step finds what it has done.

interface Sent<Request> {
  readonly calendarId: string;
  readonly request: Request;
  readonly keep: Keep;
}

interface SentInVersion<Request> extends Sent<Request> {
  readonly version: string | undefined;
}

const NO_EXCEPTIONS: Exceptions = { changed: [], cancelled: [] };

/**
 * Changes the master, and makes its exceptions anew where Outlook gives them up by that. They are stored before, since nobody
 * knows them any more where this ends in the middle.
 */
export async function changedSeries(
  ask: Ask,
  events: SentEvents,
  { calendarId, request, version, keep }: SentInVersion<PatchRequest>,
): Promise<OutlookCalendarEvent> {
  const { eventId, changes, before, edited } = request;
  const current = await readSeries(ask, events, calendarId, eventId);
  if (!current) {
    throw gone();
  }
  const context = events.contextOf(calendarId);
  const fields = namedFields(changes);
  const isMoved = fields.includes('times') || fields.includes('recurrence');
  let { found } = request;
  let { master } = current;
  if (changedFields(master, changed(master, changes, context), fields).length > 0) {
    checkVersion(master.outlookEvent, version);
    if (isMoved) {
      found = await wholeExceptions(ask, events, current);
    }
    await keep?.({ ...(found ? { found } : {}), stored: current.master });
    master = await events.patch(ask, { calendarId, eventId, changes, before, version });
  }
  const exception = edited?.exception;
  if (isMoved && found && master.recurrence) {
    const from = before.start;
    const originalStart = exception?.originalStart;
    const editedException =
      edited && originalStart !== undefined
        ? { originalStart, changes: edited.changes, areTimesEdited: fields.includes('times') }
        : undefined;
    const refitted = await refittedExceptions(master, found, {
      master: before,
      from,
      edited: editedException,
    });
    await restore(ask, events, master, refitted);
  } else if (edited && exception?.originalStart !== undefined) {
    const { originalStart } = exception;
    await restore(ask, events, master, {
      changed: [{ originalStart, changes: edited.changes, source: exception }],
      cancelled: [],
    });
  }
  return master;
}

/**
 * The new series comes first, so that no occurrence is lost where this ends in the middle, and the old one is ended last; what it
 * keeps of its exceptions is made anew.
 */
export async function dividedSeries(
  ask: Ask,
  events: SentEvents,
  { calendarId, request, version, keep }: SentInVersion<SplitRequest>,
): Promise<OutlookCalendarEvent> {
  const { eventId, before, from, recurrence, added, isGone } = request;
  const current = isGone ? undefined : await readSeries(ask, events, calendarId, eventId);
  if (!current && !isGone) {
    throw gone();
  }
  const isEnded =
    current !== undefined &&
    request.isEnding === true &&
    sameJson(current.master.recurrence, recurrence);
  let { found = NO_EXCEPTIONS, source } = request;
  if (current && !isEnded) {
    checkVersion(current.master.outlookEvent, version);
    found = await wholeExceptions(ask, events, current);
    // The same each time, or else a repetition would not add the same series.
    source ??= await events.withHtml(ask, current.master);
    await keep?.({ found, source });
  }
  let newSeries: OutlookCalendarEvent | undefined;
  if (added) {
    const draft = source ? completed(added, before, source) : added.draft;
    const { transactionId } = added;
    newSeries = await events.insert(ask, calendarId, {
      draft,
      transactionId,
      ...(source ? { source } : {}),
    });
    if (request.isRebased) {
      // It may have been added before somebody else has changed the old one.
      const { id } = newSeries;
      newSeries = await events.patch(ask, {
        calendarId,
        eventId: id,
        changes: draft,
        before: newSeries,
        source,
      });
    }
    const refitted = await refittedExceptions(newSeries, exceptionsFrom(found, from), {
      master: before,
      from,
      edited: editedBy(added, from, newSeries),
    });
    await restore(ask, events, newSeries, refitted);
  }
  if (!current) {
    return newSeries ?? before;
  }
  const rest = isEnded
    ? current.master
    : await ended(ask, events, current.master, { request, keep });
  await restore(
    ask,
    events,
    rest,
    await refittedExceptions(rest, exceptionsBefore(found, from), {
      master: before,
      from: before.start,
    }),
  );
  return newSeries ?? rest;
}

/** Ends a series that is to be divided. A refusal says for certain that nothing was done, since the request is sent once. */
async function ended(
  ask: Ask,
  events: SentEvents,
  master: OutlookCalendarEvent,
  { request: { recurrence }, keep }: Pick<Sent<SplitRequest>, 'request' | 'keep'>,
): Promise<OutlookCalendarEvent> {
  const { calendarId, id: eventId, version } = master;
  await keep?.({ isEnding: true });
  try {
    return await events.patch(ask, {
      calendarId,
      eventId,
      changes: { recurrence },
      before: master,
      version,
      isSentOnce: true,
    });
  } catch (error) {
    if (hasCode(error, 'conflict')) {
      await keep?.({ isEnding: false });
    }
    throw error;
  }
}

/**
 * The whole series is back before the added one goes, so that no occurrence is lost where this ends in the middle. Fails with
 * `conflict` where somebody else has changed the rule, or the series that was added, since the division.
 */
export async function rejoinedSeries(
  ask: Ask,
  events: SentEvents,
  { calendarId, request, keep }: Sent<RejoinRequest>,
): Promise<OutlookCalendarEvent> {
  const { eventId, recurrence, left, exceptions, removed, isForced } = request;
  const current = await readSeries(ask, events, calendarId, eventId);
  if (!current) {
    throw new CalendarSyncError(
      'deleted',
      ngDevMode && 'The series was deleted since it was divided.',
    );
  }
  let { master } = current;
  let { found = NO_EXCEPTIONS } = request;
  if (!sameJson(master.recurrence, recurrence)) {
    if (!isForced && !sameJson(master.recurrence, left)) {
      throw conflict('The rule was changed since it was divided.');
    }
    if (!isForced && removed && !(await isLeft(ask, events, removed, exceptions))) {
      throw conflict('The series that was added was changed since.');
    }
    found = await wholeExceptions(ask, events, current);
    await keep?.({ found });
    const { version } = master;
    master = await events.patch(ask, {
      calendarId,
      eventId,
      changes: { recurrence },
      before: master,
      version,
    });
  }
  const all = {
    changed: [...found.changed, ...exceptions.changed],
    cancelled: [...found.cancelled, ...exceptions.cancelled],
  };
  const from = master.start;
  await restore(ask, events, master, await refittedExceptions(master, all, { master, from }));
  if (removed) {
    await events.delete(ask, { calendarId, eventId: removed.id });
  }
  return master;
}

/** Whether a series is as the write has left it that has added it. One that is gone loses nothing. */
async function isLeft(
  ask: Ask,
  events: SentEvents,
  removed: OutlookCalendarEvent,
  exceptions: Exceptions,
): Promise<boolean> {
  const now = await readSeries(ask, events, removed.calendarId, removed.id);
  const isAsMany =
    now?.exceptions.length === exceptions.changed.length &&
    now.cancelled.length === exceptions.cancelled.length;
  return !now || (isAsMany && changedFields(removed, now.master).length === 0);
}

/** A series that was added anew, with the exceptions of the one that was deleted. */
export async function restoredSeries(
  ask: Ask,
  events: SentEvents,
  added: OutlookCalendarEvent,
  exceptions: Exceptions,
): Promise<OutlookCalendarEvent> {
  const from = added.start;
  const refitted = await refittedExceptions(added, exceptions, { master: added, from });
  await restore(ask, events, added, refitted);
  return added;
}

/**
 * Makes exceptions of the occurrences of a series, one after the other; those that are as they should be stay. What Outlook refuses,
 * such as an occurrence past its neighbours of now, is left out: the series itself is right.
 */
export async function restore(
  ask: Ask,
  events: SentEvents,
  series: OutlookCalendarEvent,
  { changed: exceptions, cancelled }: RefittedExceptions,
): Promise<void> {
  const { calendarId, id: seriesId } = series;
  const starts = [...exceptions.map(({ originalStart }) => originalStart), ...cancelled];
  if (starts.length === 0) {
    return;
  }
  const found = series.recurrence
    ? await findOccurrences(ask, events, { calendarId, seriesId }, starts)
    : // Of a series that recurs no more, the one occurrence that is left.
      starts.map((start) => (isSameTime(start, series.start) ? series : undefined));
  for (const [index, { changes, source }] of exceptions.entries()) {
    const before = found[index];
    if (before) {
      const eventId = before.id;
      await events
        .patch(ask, { calendarId, eventId, changes, before, source })
        .catch(unlessRefused);
    }
  }
  for (const before of found.slice(exceptions.length)) {
    if (before) {
      await events.delete(ask, { calendarId, eventId: before.id, stored: before });
    }
  }
}

/** The draft of the series that is added, with what was not held of the old one when the write was made. */
function completed(
  { draft, fields: edited }: AddedSeries,
  before: OutlookCalendarEvent,
  source: StoredEvent,
): Draft {
  const isUnknown = (field: Field) => !isHeld(field, before);
  const isCopied = (field: Field) =>
    field !== 'times' && field !== 'recurrence' && !edited.includes(field) && isUnknown(field);
  const own = {
    ...source.extendedProperties?.private,
    ...draft.extendedProperties?.private,
  };
  return {
    ...draft,
    ...ofFields(draftOf(source), FIELDS.filter(isCopied)),
    ...(isUnknown('extendedProperties') && Object.keys(own).length > 0
      ? { extendedProperties: { private: own } }
      : {}),
  };
}

function unlessRefused(error: unknown): void {
  if (!hasCode(error, 'invalid-event', 'invalid-request', 'not-found')) {
    throw error;
  }
}

function gone(): CalendarSyncError {
  return new CalendarSyncError('not-found', ngDevMode && 'There is no such event any more.');
}
