import { ɵownMember as ownMember, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import { type ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { type ɵMembers as Members, ɵisObject as isObject } from 'ngx-calendar-sync/core/outbox';
import { colorPatchBetween, colorValuesOf } from './color-values';
import { elementsOf, guestKey } from './merge-lists';
import { mergePatchBetween } from './merge-patch';
import { wireTimes } from './merge-times';

/** What is taken back by functions of their own, and `sequence`, which Google refuses to lower. */
const NOT_TAKEN_BACK_AS_VALUES = new Set<string>([
  'attendees',
  'attendeesOmitted',
  'colorId',
  'conferenceData',
  'end',
  'eventLabelId',
  'extendedProperties',
  'sequence',
  'start',
]);

/**
 * The patch that takes back what another has changed, and nothing else.
 * @param before The resource as it was before `patch`.
 * @param after The resource as it was after `patch`.
 */
export function undoingPatch(
  before: GoogleEvent,
  after: GoogleEvent,
  patch: GoogleEventPatch,
): GoogleEventPatch {
  const undoing: Record<string, unknown> = {};
  for (const name of Object.keys(patch)) {
    const earlier = ownMember({ ...before }, name);
    const now = ownMember({ ...after }, name);
    if (!NOT_TAKEN_BACK_AS_VALUES.has(name) && !sameJson(earlier, now)) {
      undoing[name] =
        isObject(earlier) && isObject(now) ? mergePatchBetween(now, earlier) : (earlier ?? null);
    }
  }
  const { start, end } = before;
  return {
    ...undoing,
    ...wireTimes({
      ...(start && isChanged('start') ? { start } : {}),
      ...(end && isChanged('end') ? { end } : {}),
    }),
    ...('colorId' in patch || 'eventLabelId' in patch
      ? colorPatchBetween(colorValuesOf(after), colorValuesOf(before))
      : {}),
    // What is written of a conference replaces it, so the earlier one is written as a whole.
    ...(isChanged('conferenceData') ? { conferenceData: before.conferenceData ?? null } : {}),
    ...(isChanged('attendees') ? earlierGuests(before, after, patch) : {}),
    ...earlierProperties(before, after, patch),
  };

  function isChanged(name: keyof GoogleEvent): boolean {
    return name in patch && !sameJson(before[name], after[name]);
  }
}

/** Of a partial list, only the guests that it names are as before. */
function earlierGuests(
  before: GoogleEvent,
  after: GoogleEvent,
  patch: GoogleEventPatch,
): GoogleEventPatch {
  if (!patch.attendeesOmitted) {
    return { attendees: before.attendees ?? null };
  }
  const named = new Set(elementsOf(patch.attendees).map(guestKey));
  const attendees = (before.attendees ?? []).filter(
    (guest) =>
      named.has(guestKey({ ...guest })) &&
      !after.attendees?.some((current) => sameJson(guest, current)),
  );
  return attendees.length > 0 ? { attendees, attendeesOmitted: true } : {};
}

/** Only the properties that the patch names: others may belong to other programs. */
function earlierProperties(
  before: GoogleEvent,
  after: GoogleEvent,
  patch: GoogleEventPatch,
): GoogleEventPatch {
  if (!('extendedProperties' in patch)) {
    return {};
  }
  const sections: [string, Members][] = [];
  for (const section of ['private', 'shared'] as const) {
    const earlier = before.extendedProperties?.[section] ?? {};
    const named = namesIn(patch.extendedProperties, section) ?? Object.keys(earlier);
    const pick = (properties: Members) =>
      Object.fromEntries(named.map((name) => [name, ownMember(properties, name)] as const));
    const now = pick(after.extendedProperties?.[section] ?? {});
    const members = mergePatchBetween(now, pick(earlier));
    if (Object.keys(members).length > 0) {
      sections.push([section, members]);
    }
  }
  return sections.length > 0 ? { extendedProperties: Object.fromEntries(sections) } : {};
}

/** The names of the properties that a patch changes; `undefined` where it removes all. */
function namesIn(
  patchOfProperties: unknown,
  section: 'private' | 'shared',
): readonly string[] | undefined {
  if (!isObject(patchOfProperties)) {
    return undefined;
  }
  if (!(section in patchOfProperties)) {
    return [];
  }
  const properties = patchOfProperties[section];
  return isObject(properties) ? Object.keys(properties) : undefined;
}
