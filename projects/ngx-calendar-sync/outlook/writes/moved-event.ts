import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { checkMovable, draftOf } from './event-copy';
import { changedFields, FIELDS, valuesOf } from './event-fields';
import type { Ask } from './in-steps';
import { readSeries, wholeExceptions } from './occurrences';
import type { Keep, MoveRequest } from './outlook-request';
import { restoredSeries } from './restored-exceptions';
import { conflict, type SentEvents } from './sent-events';

/** Somebody else may go on changing the event while it is moved. */
const MAX_CHANGES_FOLLOWED = 5;

/**
 * Copies an event to another calendar, and deletes it then. Sent again, it finds the copy: by its `transactionId`, and by its id
 * once that is stored.
 */
export async function movedEvent(
  ask: Ask,
  events: SentEvents,
  {
    calendarId,
    request,
    keep,
  }: { readonly calendarId: string; readonly request: MoveRequest; readonly keep: Keep },
): Promise<OutlookCalendarEvent> {
  const { eventId, from, transactionId } = request;
  let { source, copyId } = request;
  if (source === undefined || copyId === undefined) {
    const original = await readSeries(ask, events, from, eventId);
    if (!original) {
      throw await withoutCopy(ask, events, calendarId, request);
    }
    let { found } = request;
    if (!source || !found) {
      checkMovable(original.master);
      source = await events.withHtml(ask, original.master);
      found = await wholeExceptions(ask, events, original);
      await keep?.({ source, found });
    }
    const copy = await events.insert(ask, calendarId, {
      draft: draftOf(source),
      transactionId,
      source,
    });
    await restoredSeries(ask, events, copy, found);
    copyId = copy.id;
    await keep?.({ copyId });
  }
  await deleteOriginal(ask, events, { calendarId, from, eventId, source, copyId });
  const moved = await events.read(ask, calendarId, copyId);
  if (!moved) {
    throw new CalendarSyncError(
      'deleted',
      ngDevMode && 'The event was deleted since it was moved.',
    );
  }
  return moved;
}

/** What somebody else has changed of the event since it was copied is changed of the copy, too. */
async function deleteOriginal(
  ask: Ask,
  events: SentEvents,
  {
    calendarId,
    from,
    eventId,
    source,
    copyId,
  }: {
    readonly calendarId: string;
    readonly from: string;
    readonly eventId: string;
    readonly source: OutlookCalendarEvent;
    readonly copyId: string;
  },
): Promise<void> {
  let copied = source;
  for (let changes = 0; changes < MAX_CHANGES_FOLLOWED; changes += 1) {
    // Where an answer says wrongly that it is gone, it would be there twice if it were not deleted all the same.
    const original = (await events.readWhole(ask, from, eventId)) ?? copied;
    const fields = changedFields(copied, original, FIELDS);
    const copy = fields.length > 0 ? await events.read(ask, calendarId, copyId) : undefined;
    if (copy) {
      await events.patch(ask, {
        calendarId,
        eventId: copyId,
        changes: valuesOf(original, fields),
        before: copy,
        source: original,
      });
    }
    copied = original;
    const { version } = original;
    try {
      await events.delete(ask, { calendarId: from, eventId, stored: original, version });
      return;
    } catch (error) {
      if (!hasCode(error, 'conflict')) {
        throw error;
      }
    }
  }
  throw conflict('Somebody else goes on changing the event.');
}

/** Somebody else has deleted the event: a copy that an earlier request may have made goes too. */
async function withoutCopy(
  ask: Ask,
  events: SentEvents,
  calendarId: string,
  { source, transactionId }: MoveRequest,
): Promise<CalendarSyncError> {
  const copy = source && (await events.addedBy(ask, calendarId, transactionId, source.start));
  if (copy) {
    await events.delete(ask, { calendarId, eventId: copy.id, stored: copy });
  }
  return new CalendarSyncError(
    'not-found',
    ngDevMode && 'There is no such event any more in the calendar that it was to be moved from.',
  );
}
