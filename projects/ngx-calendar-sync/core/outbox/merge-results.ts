import {
  type CalendarEvent,
  type ConflictChoice,
  type ConflictSide,
  type ɵMergedWrite as MergedWrite,
  ɵownMember as ownMember,
  type ɵPlannedWrite as PlannedWrite,
} from 'ngx-calendar-sync/core';

/** What becomes of properties that both have changed differently. */
export type Choice = ConflictChoice | 'ask';

export const DONE = { kind: 'done' } as const satisfies MergedWrite;
/** One of the two has deleted the event. */
export const DELETED = { kind: 'conflict', fields: [] } as const satisfies MergedWrite;

/** A write that is sent with the version of what is there now. */
export function onTopOf<E extends CalendarEvent>(
  write: PlannedWrite<E>,
  theirs: E,
): MergedWrite<E> {
  return { kind: 'send', write: { ...write, version: theirs.version, base: theirs } };
}

/** Whose value of a property is to stay; `undefined` where nobody has decided. */
export function sideOf(choice: Choice, field: string): ConflictSide | undefined {
  if (choice === 'ask') {
    return undefined;
  }
  return typeof choice === 'string'
    ? choice
    : (ownMember(choice, field) as ConflictSide | undefined);
}
