import type { ɵReplicaChanges as ReplicaChanges, CalendarProblem } from 'ngx-calendar-sync/core';
import type { PullOutcome } from './pull';

/**
 * The problems of all calendars after a pull of one: a problem stays until its event, or all of its calendar, came
 * anew.
 */
export function problemsAfterPull(
  before: readonly CalendarProblem[],
  calendarId: string,
  { changes, problems }: PullOutcome,
): readonly CalendarProblem[] {
  const pulledIds = new Set([...changedIds(changes), ...problems.map(({ id }) => id)]);
  const kept = before.filter(
    (problem) =>
      problem.calendarId !== calendarId || !(changes.everything || pulledIds.has(problem.id)),
  );
  const isSame = kept.length === before.length && problems.length === 0;
  return isSame ? before : [...kept, ...problems.map((problem) => ({ ...problem, calendarId }))];
}

/** Of a new replica none: anything may have changed. */
function changedIds(changes: ReplicaChanges): readonly (string | undefined)[] {
  return changes.everything
    ? []
    : [...changes.added, ...changes.updated, ...changes.removed].map(({ id }) => id);
}
