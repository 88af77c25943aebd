import { type ConflictSide, ɵownMember as ownMember } from 'ngx-calendar-sync/core';
import type { GoogleConferenceData, GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  ɵalreadyApplied as alreadyApplied,
  ɵisObject as isObject,
  ɵisSameValue as isSameValue,
} from 'ngx-calendar-sync/core/outbox';
import { colorPatchBetween, colorValuesOf, isSameColor } from './color-values';
import { patched } from './event-patch';
import type { ChangedByBoth, MergedPatch } from './merge-lists';
import { mergePatch, mergePatchBetween } from './merge-patch';

/** The values of fields that Google leaves out. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  anyoneCanAddSelf: false,
  attachments: [],
  attendees: [],
  attendeesOmitted: false,
  description: '',
  eventType: 'default',
  guestsCanInviteOthers: true,
  guestsCanModify: false,
  guestsCanSeeOtherGuests: true,
  location: '',
  privateCopy: false,
  recurrence: [],
  status: 'confirmed',
  summary: '',
  transparency: 'opaque',
  visibility: 'default',
};

/** Whether they have written what the patch would write. */
export function isAlreadyTheirs({ patch, theirs }: ChangedByBoth): boolean {
  return Object.entries(patch).every(([name, value]) => {
    const current = valueIn(theirs, name);
    return alreadyApplied(
      { [name]: current },
      { [name]: value ?? ownMember(DEFAULTS, name) ?? null },
    );
  });
}

/** Whether the fields of the patch are at Google as they were when it was made. */
export function isUnchangedByThem({ base, patch, theirs }: ChangedByBoth): boolean {
  // The same guests may be all of them or a part of them.
  const names = [...Object.keys(patch), ...('attendees' in patch ? ['attendeesOmitted'] : [])];
  return names.every((name) => isSameValue(name, valueIn(base, name), valueIn(theirs, name)));
}

function valueIn(resource: GoogleEvent, name: string): unknown {
  return ownMember({ ...resource }, name) ?? ownMember(DEFAULTS, name);
}

/**
 * Takes one side's value of a field that both have changed. An object such as the source of an event is one value, since
 * half of one side's and half of the other's would be something that nobody has written.
 */
export function mergedValue(
  { base, patch, theirs }: ChangedByBoth,
  side: ConflictSide,
): MergedPatch {
  const merged: Record<string, unknown> = {};
  if (side === 'mine') {
    for (const [name, value] of Object.entries(patch)) {
      const mine = isObject(value) ? mergePatch(ownMember({ ...base }, name), value) : value;
      const now = ownMember({ ...theirs }, name);
      merged[name] = isObject(mine) && isObject(now) ? mergePatchBetween(now, mine) : mine;
    }
  }
  return { merged, isConflicting: true };
}

/** Google counts `sequence` up by itself and refuses a lower one, so only a higher one is sent. */
export function mergedSequence({ patch, theirs }: ChangedByBoth): MergedPatch {
  const isHigher = Number(patch.sequence) > (theirs.sequence ?? 0);
  return { merged: isHigher ? patch : {}, isConflicting: false };
}

/** The colour of the palette and the label are one value, since one of them takes the other's place. */
export function mergedColor(
  { base, patch, theirs }: ChangedByBoth,
  side: ConflictSide,
): MergedPatch {
  const mine = colorValuesOf(patched(base, patch));
  const now = colorValuesOf(theirs);
  if (isSameColor(mine, now)) {
    return { merged: {}, isConflicting: false };
  }
  if (isSameColor(colorValuesOf(base), now)) {
    return { merged: patch, isConflicting: false };
  }
  return { merged: side === 'mine' ? colorPatchBetween(now, mine) : {}, isConflicting: true };
}

/** What is written of a conference replaces it, so it is one value. */
export function mergedConference(
  { base, patch, theirs }: ChangedByBoth,
  side: ConflictSide,
): MergedPatch {
  const before = base.conferenceData;
  const now = theirs.conferenceData;
  if (alreadyApplied(theirs, patch)) {
    return { merged: {}, isConflicting: false };
  }
  const isConflicting = !isSameValue('conferenceData', before, now) && !isFinished(before, now);
  return { merged: isConflicting && side === 'theirs' ? {} : patch, isConflicting };
}

/** Whether one is the conference that was asked for in the other. Google finishes it, which is no change of somebody else. */
function isFinished(
  before: GoogleConferenceData | undefined,
  now: GoogleConferenceData | undefined,
): boolean {
  const request = before?.createRequest;
  const isPending = request && (request.status?.statusCode ?? 'pending') === 'pending';
  const nowRequest = now?.createRequest;
  return Boolean(isPending && now && (!nowRequest || nowRequest.requestId === request.requestId));
}
