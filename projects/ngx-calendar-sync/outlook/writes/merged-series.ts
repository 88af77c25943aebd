import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson, ɵtargetOf as targetOf } from 'ngx-calendar-sync/core';
import {
  type ɵChoice as Choice,
  ɵDELETED as DELETED,
  ɵDONE as DONE,
  ɵonTopOf as onTopOf,
  ɵsideOf as sideOf,
} from 'ngx-calendar-sync/core/outbox';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { draftOf } from './event-copy';
import { changedFields, type Field, isSameField, ofFields } from './event-fields';
import { mergeEdit } from './merge-edit';
import type {
  Merged,
  OutlookRequest,
  OutlookWrite,
  RejoinRequest,
  SplitRequest,
} from './outlook-request';
import type { PlannedWrites } from './planned-writes';
import { changed } from './written-event';

/** Puts the division of a series on top of what somebody else has made of the series. */
export function mergeSplit(
  write: OutlookWrite,
  request: SplitRequest,
  theirs: OutlookCalendarEvent | undefined,
  choice: Choice,
  planned: PlannedWrites,
): Merged {
  const { before, recurrence, added } = request;
  if (!theirs) {
    return afterDeletion(write, request, choice);
  }
  const isEnded = request.isEnding === true && sameJson(theirs.recurrence, recurrence);
  if (!added && isEnded) {
    return DONE;
  }
  const isSameRule =
    isSameField('times', before, theirs) && (isEnded || isSameField('recurrence', before, theirs));
  const side = sideOf(choice, 'recurrence');
  if (!isSameRule && side !== 'mine') {
    return side === 'theirs'
      ? withoutAdded(write, request)
      : { kind: 'conflict', fields: ['recurrence'] };
  }
  if (!added) {
    return onTopOf(write, theirs);
  }
  const fields = added.fields as readonly Field[];
  const context = planned.contextOf(before.calendarId);
  const mine = changed(before, ofFields(added.draft, fields), context);
  const merged = mergeEdit({ base: before, mine, theirs }, fields, choice);
  if (merged.fields.length > 0) {
    return { kind: 'conflict', fields: merged.fields };
  }
  // What they have changed of the old series shows in the new one: its occurrences were those that they have seen.
  const changedByThem = changedFields(before, theirs).filter(
    (field) => !['times', 'recurrence', 'conference', 'extendedProperties'].includes(field),
  );
  const draft = {
    ...added.draft,
    ...ofFields(draftOf(theirs), changedByThem),
    ...merged.changes,
  };
  const rebased: OutlookRequest = {
    ...request,
    before: theirs,
    // Read anew: the added series has what they have made of the old one.
    source: undefined,
    added: { ...added, draft },
    isRebased: true,
  };
  return onTopOf({ ...write, request: rebased }, theirs);
}

/** An earlier request may have added the new series before the write was refused or given up. */
function withoutAdded(write: OutlookWrite, { added }: SplitRequest): Merged {
  if (!added) {
    return DONE;
  }
  const { transactionId, draft } = added;
  const { calendarId } = targetOf(write.shown);
  const request: OutlookRequest = {
    kind: 'delete',
    eventId: transactionId,
    added: { transactionId, start: draft.start },
  };
  const target = { calendarId, eventId: transactionId };
  return {
    kind: 'send',
    write: { kind: 'delete', shown: { kind: 'delete', target }, anyVersion: true, request },
  };
}

/** The part that is new can be written all the same. */
function afterDeletion(write: OutlookWrite, request: SplitRequest, choice: Choice): Merged {
  const side = sideOf(choice, 'recurrence');
  if (side === 'theirs' || (side === 'mine' && !request.added)) {
    return withoutAdded(write, request);
  }
  return side === 'mine'
    ? {
        kind: 'send',
        write: {
          ...write,
          anyVersion: true,
          request: { ...request, isGone: true } satisfies OutlookRequest,
        },
      }
    : DELETED;
}

/** Takes a division back although somebody else has changed one of the two series since, or leaves both as they are. */
export function mergeRejoin(
  write: OutlookWrite,
  request: RejoinRequest,
  theirs: OutlookCalendarEvent | undefined,
  choice: Choice,
): Merged {
  switch (sideOf(choice, 'recurrence')) {
    case 'mine':
      return theirs
        ? onTopOf(
            { ...write, request: { ...request, isForced: true } satisfies OutlookRequest },
            theirs,
          )
        : DONE;
    case 'theirs':
      return DONE;
    default:
      return theirs ? { kind: 'conflict', fields: ['recurrence'] } : DELETED;
  }
}

/**
 * The write that takes the division of a series back: the series goes on, and the one that was added is deleted.
 * @throws CalendarSyncError `invalid-request` where the series is not known
 */
export function rejoiningWrite(
  { kind, base, shown }: OutlookWrite,
  { eventId, before, from, recurrence, added, found }: SplitRequest,
  answer: OutlookCalendarEvent | undefined,
): OutlookWrite {
  if (!base || (added && !answer)) {
    throw new CalendarSyncError(
      'invalid-request',
      ngDevMode && 'What was divided is not known any more: change the two series.',
    );
  }
  const { calendarId } = base;
  const all = found ?? { changed: [], cancelled: [] };
  const isLater = (start: string) => Date.parse(start) >= Date.parse(from);
  const exceptions = {
    changed: all.changed.filter(({ start, originalStart = start }) => isLater(originalStart)),
    cancelled: all.cancelled.filter(isLater),
  };
  const request: OutlookRequest = {
    kind: 'rejoin',
    eventId,
    recurrence: before.recurrence ?? [],
    left: recurrence,
    exceptions,
    ...(added && answer ? { removed: answer } : {}),
  };
  return {
    kind,
    scope: 'following',
    shown: {
      kind: 'series',
      target: { calendarId, eventId },
      master: before,
      exceptions: all.changed,
      cancelled: all.cancelled,
    },
    ...(added && answer ? { movedFrom: { calendarId, eventId: answer.id } } : {}),
    anyVersion: true,
    base: (shown.kind === 'series' ? shown.rest : undefined) ?? base,
    request,
  };
}
