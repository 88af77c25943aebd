import { ɵtargetOf as targetOf } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import {
  type ɵChoice as Choice,
  ɵDELETED as DELETED,
  ɵDONE as DONE,
  ɵonTopOf as onTopOf,
  ɵsideOf as sideOf,
} from 'ngx-calendar-sync/core/outbox';
import type { GoogleRequest, GoogleWrite, MergedGoogleWrite } from './google-request';
import { rebasedSeries } from './series/rebased-series';
import { hasSameRule } from './series/same-series';

type Request<Kind> = Extract<GoogleRequest, { readonly kind: Kind }>;

/** Puts the division of a series on top of what somebody else has made of the series. */
export function mergeSplit(
  write: GoogleWrite,
  request: Request<'split'>,
  theirs: GoogleCalendarEvent | undefined,
  choice: Choice,
): MergedGoogleWrite {
  const { before, added } = request;
  const side = sideOf(choice, 'recurrence');
  if (!theirs) {
    return afterDeletion(write, request, choice);
  }
  const { googleEvent: current } = theirs;
  if (!hasSameRule(before, current) && side !== 'mine') {
    return side === 'theirs'
      ? withoutAdded(write, request)
      : { kind: 'conflict', fields: ['recurrence'] };
  }
  if (!added) {
    return onTopOf({ ...write, request: { ...request, before: current } }, theirs);
  }
  const { resource, fields } = rebasedSeries(added.resource, before, current, choice);
  const rebased = {
    ...request,
    before: current,
    added: { ...added, resource },
    addedAs: request.addedAs ?? added.resource,
  };
  return fields.length > 0
    ? { kind: 'conflict', fields }
    : onTopOf({ ...write, request: rebased satisfies GoogleRequest }, theirs);
}

/** An earlier request may have added the new series before it was refused. */
function withoutAdded(
  write: GoogleWrite,
  { added, sendUpdates }: Request<'split'>,
): MergedGoogleWrite {
  const eventId = added?.resource.id;
  if (eventId === undefined) {
    return DONE;
  }
  const { calendarId } = targetOf(write.shown);
  const request: GoogleRequest = { kind: 'delete', eventId, mayBeMissing: true, sendUpdates };
  const shown = { kind: 'none', target: { calendarId, eventId } } as const;
  return { kind: 'send', write: { kind: 'delete', shown, anyVersion: true, request } };
}

/** Somebody else has deleted the series. The part that is new can be added all the same. */
function afterDeletion(
  write: GoogleWrite,
  request: Request<'split'>,
  choice: Choice,
): MergedGoogleWrite {
  if (choice === 'theirs') {
    return withoutAdded(write, request);
  }
  if (!request.added) {
    return DONE;
  }
  return choice === 'mine'
    ? {
        kind: 'send',
        write: {
          ...write,
          anyVersion: true,
          request: { ...request, isGone: true } satisfies GoogleRequest,
        },
      }
    : DELETED;
}

/** Takes a division back although somebody else has changed one of the two series since, or leaves both as they are. */
export function mergeRejoin(
  write: GoogleWrite,
  request: Request<'rejoin'>,
  theirs: GoogleCalendarEvent | undefined,
  choice: Choice,
): MergedGoogleWrite {
  switch (sideOf(choice, 'recurrence')) {
    case 'mine': {
      const forced = { ...write, request: { ...request, isForced: true } satisfies GoogleRequest };
      return theirs ? onTopOf(forced, theirs) : { kind: 'send', write: forced };
    }
    case 'theirs':
      return DONE;
    default:
      return theirs ? { kind: 'conflict', fields: ['recurrence'] } : DELETED;
  }
}
