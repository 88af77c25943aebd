import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { changedFields, namedFields } from './event-fields';
import type { Ask } from './in-steps';
import { readSeries, wholeExceptions } from './occurrences';
import type { Keep, PatchRequest } from './outlook-request';
import { restore } from './restored-exceptions';
import { checkVersion, gone, type SentEvents } from './sent-events';
import { refittedExceptions } from './series/refitted-exceptions';
import { changed } from './written-event';

/** A write of a series that takes several requests. */
export interface Sent<Request> {
  readonly calendarId: string;
  readonly request: Request;
  readonly keep: Keep;
}

export interface SentInVersion<Request> extends Sent<Request> {
  readonly version: string | undefined;
}

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
    const stored = fields.includes('description')
      ? await events.withHtml(ask, current.master)
      : current.master;
    await keep?.({ ...(found ? { found } : {}), stored });
    const { source } = request;
    master = await events.patch(ask, { calendarId, eventId, changes, before, version, source });
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
