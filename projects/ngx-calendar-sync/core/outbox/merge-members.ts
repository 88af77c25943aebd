import { type ConflictSide, ɵownMember as ownMember } from 'ngx-calendar-sync/core';
import { alreadyApplied } from './applied-patch';

export type Members = Readonly<Record<string, unknown>>;

/** The same thing as it was when an edit was made, as the edit leaves it, and as it is now at the service. */
export interface Versions<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

export interface Merged<T> {
  readonly merged: T;
  /** Whether both sides have changed something differently. */
  readonly isConflicting: boolean;
}

/** How the elements of a list are told apart, and what a service leaves out of them. */
export interface ListKind {
  readonly keyOf: (element: Members) => string;
  readonly defaults: Members;
}

/**
 * Merges two changes of an object, member by member.
 * @param side Whose value a member has that both have changed differently.
 * @param defaults The values of members that are left out.
 */
export function mergedMembers(
  { base, mine, theirs }: Versions<Members>,
  side: ConflictSide,
  defaults: Members = {},
): Merged<Members> {
  const merged = new Map(Object.entries(theirs));
  let isConflicting = false;
  for (const name of new Set([base, mine, theirs].flatMap((version) => Object.keys(version)))) {
    const valueIn = (version: Members) => ownMember(version, name) ?? ownMember(defaults, name);
    const [before, ours, now] = [valueIn(base), valueIn(mine), valueIn(theirs)];
    if (isSameValue(name, ours, before) || isSameValue(name, ours, now)) {
      continue;
    }
    const areBothChanged = !isSameValue(name, now, before);
    isConflicting ||= areBothChanged;
    if (areBothChanged && side === 'theirs') {
      continue;
    }
    const value = ownMember(mine, name);
    if (value === undefined) {
      merged.delete(name);
    } else {
      merged.set(name, value);
    }
  }
  return { merged: Object.fromEntries(merged), isConflicting };
}

/**
 * Merges two changes of a list whose elements have keys. An element that one side has removed is gone, but if they have
 * removed what the user has changed, that is a conflict: the user's change would get lost. A member that the user's
 * element lacks is not changed, since services add members, and apps write only those that they know.
 */
export function mergedList(
  versions: Versions<readonly Members[]>,
  side: ConflictSide,
  { keyOf, defaults }: ListKind,
): Merged<readonly Members[]> {
  const byKey = (list: readonly Members[]) =>
    new Map(list.map((element) => [keyOf(element), element]));
  const base = byKey(versions.base);
  const mine = byKey(versions.mine);
  const theirs = byKey(versions.theirs);
  const merged: Members[] = [];
  let isConflicting = false;
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const before = base.get(key);
    const ours = mine.get(key);
    const now = theirs.get(key);
    if (ours && now) {
      const element = mergedMembers(
        { base: before ?? {}, mine: { ...before, ...ours }, theirs: now },
        side,
        defaults,
      );
      isConflicting ||= element.isConflicting;
      merged.push(element.merged);
    } else if (now && !before) {
      merged.push(now);
    } else if (ours && !before) {
      merged.push(ours);
    } else if (ours && before && hasChanges(before, ours, defaults)) {
      isConflicting = true;
      if (side === 'mine') {
        merged.push({ ...before, ...ours });
      }
    }
  }
  return { merged, isConflicting };
}

function hasChanges(before: Members, after: Members, defaults: Members): boolean {
  return Object.entries(after).some(
    ([name, value]) =>
      !isSameValue(name, value, ownMember(before, name) ?? ownMember(defaults, name)),
  );
}

/** Whether two values of a member are the same, as `alreadyApplied` compares them. */
export function isSameValue(name: string, a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined
    ? a === b
    : alreadyApplied({ [name]: a }, { [name]: b }) && alreadyApplied({ [name]: b }, { [name]: a });
}
