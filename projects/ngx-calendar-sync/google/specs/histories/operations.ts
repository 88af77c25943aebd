import fc from 'fast-check';
import type { SeriesScope } from 'ngx-calendar-sync/core';

/** What happens in a history. What cannot be done by then, such as a change where there is no event, is left out. */
export interface Operation {
  readonly kind: OperationKind;
  /** Which of the two apps does it. */
  readonly app: 0 | 1;
  /** Chooses among the events, faults or answers that there are. */
  readonly pick: number;
  readonly scope: SeriesScope;
}

export type OperationKind = (typeof KINDS)[number][0];

/** How often each kind comes, in comparison with the others. */
const KINDS = [
  ['add', 2],
  ['add a series', 1],
  ['rename', 5],
  ['relocate', 3],
  ['reschedule', 3],
  ['delete', 2],
  ['restore', 1],
  ['respond', 1],
  ['move', 1],
  ['undo', 1],
  ['go offline', 3],
  ['go online', 3],
  ['close and open again', 1],
  ['close in the middle', 2],
  ['sync', 2],
  ['wait', 2],
  ['meet a fault', 3],
  ['rename by somebody else', 1],
  ['relocate by somebody else', 1],
  ['delete by somebody else', 1],
] as const;

const MAX_PICK = 40;
const MAX_OPERATIONS = 14;

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.oneof(
    ...KINDS.map(([kind, weight]) => ({ weight, arbitrary: fc.constant<OperationKind>(kind) })),
  ),
  app: fc.constantFrom(0 as const, 1 as const),
  pick: fc.nat(MAX_PICK),
  scope: fc.constantFrom<SeriesScope>('this', 'following', 'all'),
});

export const histories: fc.Arbitrary<readonly Operation[]> = fc.array(operation, {
  minLength: 3,
  maxLength: MAX_OPERATIONS,
});

/** How a history is printed: a line for each operation. */
export function inWords(operations: readonly Operation[]): string {
  return operations
    .map(({ kind, app, pick, scope }) => `app ${app}: ${kind} (${pick}, ${scope})`)
    .join('\n');
}
