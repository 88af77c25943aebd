import {
  type ɵEventContext as EventContext,
  type OutlookCalendarEvent,
} from 'ngx-calendar-sync/outlook/runtime';
import { isHeld, namedFields } from './event-fields';
import { mergeEdit } from './merge-edit';
import type { Changes, PatchRequest } from './outlook-request';
import { changed } from './written-event';

/**
 * The changes that take back what a write has changed, and nothing else: what others have added meanwhile stays.
 * @param answer The event as Outlook has answered the write.
 */
export function undoingChanges(
  request: PatchRequest,
  answer: OutlookCalendarEvent,
  context: EventContext,
): Changes {
  const { changes, before, stored } = request;
  const fields = namedFields(changes).filter(
    (field) =>
      // A meeting that was added cannot be removed, and what nobody knows cannot be put back.
      field !== 'conference' && (stored !== undefined || isHeld(field, before)),
  );
  const written = asWritten(request, context);
  const versions = { base: written, mine: stored ?? before, theirs: answer };
  return mergeEdit(versions, fields, 'mine').changes;
}

/** The event as a write leaves it. Properties that were not known when it was made are none that it has removed. */
export function asWritten(
  { changes, before, stored }: PatchRequest,
  context: EventContext,
): OutlookCalendarEvent {
  const { extendedProperties } = changes;
  if (!stored || !extendedProperties) {
    return changed(stored ?? before, changes, context);
  }
  const known = before.extendedProperties?.private ?? {};
  const unknown = Object.entries(stored.extendedProperties?.private ?? {}).filter(
    ([name]) => !Object.hasOwn(known, name),
  );
  const own = { ...Object.fromEntries(unknown), ...extendedProperties.private };
  return changed(stored, { ...changes, extendedProperties: { private: own } }, context);
}
