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

/** A deletion of what somebody else may have changed since. */
export function mergedDeletion<E extends CalendarEvent>(
  write: PlannedWrite<E>,
  isUnchanged: (theirs: E) => boolean,
  theirs: E | undefined,
  choice: Choice,
): MergedWrite<E> {
  if (!theirs || choice === 'theirs') {
    return DONE;
  }
  return choice === 'mine' || isUnchanged(theirs) ? onTopOf(write, theirs) : DELETED;
}

/**
 * An edit of an event that was never seen here, so that nobody knows what they have changed of it: all that is written is in
 * question.
 * @param names The properties that are written.
 * @param only The write of some of them.
 */
export function mergedUnseenEdit<E extends CalendarEvent, Name extends string>(
  names: readonly Name[],
  only: (mine: readonly Name[]) => PlannedWrite<E>,
  theirs: E | undefined,
  choice: Choice,
): MergedWrite<E> {
  const undecided = names.filter((name) => !sideOf(choice, name));
  if (!theirs || undecided.length > 0) {
    return choice === 'theirs' ? DONE : { kind: 'conflict', fields: theirs ? undecided : [] };
  }
  const mine = names.filter((name) => sideOf(choice, name) === 'mine');
  return mine.length === 0 ? DONE : onTopOf(only(mine), theirs);
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
