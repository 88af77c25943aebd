import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { draftOf } from './event-copy';
import { changedFields, type Field, FIELDS, isHeld, ofFields } from './event-fields';
import type { Ask } from './in-steps';
import { readSeries, wholeExceptions } from './occurrences';
import type {
  AddedSeries,
  Draft,
  Exceptions,
  RejoinRequest,
  SplitRequest,
  StoredEvent,
} from './outlook-request';
import { editedBy, withCount } from './planned-series';
import { restore } from './restored-exceptions';
import { checkVersion, conflict, gone, type SentEvents } from './sent-events';
import type { Sent, SentInVersion } from './sent-series';
import { leftFrom } from './series/left-occurrences';
import { exceptionsBefore, exceptionsFrom, refittedExceptions } from './series/refitted-exceptions';

// Divides a series, and takes that back. Sent again, each step finds what it has done.

const NO_EXCEPTIONS: Exceptions = { changed: [], cancelled: [] };

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
  const isEndedThere = current !== undefined && sameJson(current.master.recurrence, recurrence);
  const isEnded = isEndedThere && request.isEnding === true;
  let { found = NO_EXCEPTIONS, source, count } = request;
  if (current && !isEnded) {
    checkVersion(current.master.outlookEvent, version);
    // By ending, a series gives up its exceptions, and nothing is left of it to count.
    if (!isEndedThere || !request.found) {
      found = await wholeExceptions(ask, events, current);
      count = added?.endlessRule ? await leftFrom(ask, events, current, from) : undefined;
    }
    // The same each time, or else a repetition would not add the same series.
    source ??= await events.withHtml(ask, current.master);
    await keep?.({ found, source, ...(count === undefined ? {} : { count }) });
  }
  let newSeries: OutlookCalendarEvent | undefined;
  if (added) {
    const { transactionId, endlessRule } = added;
    const completedDraft = source ? completed(added, before, source) : added.draft;
    const draft =
      endlessRule && count !== undefined
        ? withCount(completedDraft, endlessRule, count)
        : completedDraft;
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

/**
 * Ends a series that is to be divided. Where that is refused although the series is ended just there, an earlier request of this
 * write has done it: its answer was lost, and the browser, or this library, has sent it again.
 */
async function ended(
  ask: Ask,
  events: SentEvents,
  master: OutlookCalendarEvent,
  { request, keep }: Pick<Sent<SplitRequest>, 'request' | 'keep'>,
): Promise<OutlookCalendarEvent> {
  const { calendarId, id: eventId, version } = master;
  const { recurrence } = request;
  let isSent = request.isEnding === true;
  try {
    return await events.patch(ask, {
      calendarId,
      eventId,
      changes: { recurrence },
      before: master,
      version,
      // Until then somebody else may have ended it there.
      beforeSending: async () => {
        isSent = true;
        await keep?.({ isEnding: true });
      },
    });
  } catch (error) {
    if (!hasCode(error, 'conflict')) {
      throw error;
    }
    const now = isSent ? await events.read(ask, calendarId, eventId) : undefined;
    if (now && sameJson(now.recurrence, recurrence)) {
      return now;
    }
    await keep?.({ isEnding: false });
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
  if (!now) {
    await events.checkGone(ask, removed.calendarId, removed.id);
  }
  const isAsMany =
    now?.exceptions.length === exceptions.changed.length &&
    now.cancelled.length === exceptions.cancelled.length;
  return !now || (isAsMany && changedFields(removed, now.master).length === 0);
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
