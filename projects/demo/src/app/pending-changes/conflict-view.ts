import type { ConflictSide, WriteConflict } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';
import { FIELD_NAMES, fieldLabel, type FieldPlace, fieldText } from './field-text';
import { titleText } from './write-text';

/** One property that is not the same on both sides, in words. */
export interface ConflictRow {
  readonly field: string;
  readonly label: string;
  /** One side, or both. */
  readonly sides: readonly { readonly side: ConflictSide; readonly text: string }[];
}

/** A conflict in words. */
export interface ConflictView {
  readonly id: string;
  readonly title: string;
  readonly kind: 'both-changed' | 'deleted-by-them' | 'deleted-by-me';
  readonly rows: readonly ConflictRow[];
}

/** Says a conflict in words, with what its two sides have made of the event. */
export function conflictView(conflict: WriteConflict<AnyEvent>, place: FieldPlace): ConflictView {
  const { id, base, mine, theirs, fields } = conflict;
  const title = titleText(base ?? mine ?? theirs ?? { title: '' });
  if (!theirs) {
    return {
      id,
      title,
      kind: 'deleted-by-them',
      rows: changedRows('mine', base, mine, place),
    };
  }
  if (!mine) {
    return {
      id,
      title,
      kind: 'deleted-by-me',
      rows: changedRows('theirs', base, theirs, place),
    };
  }
  const rows = inFormOrder(fields).map((field) => ({
    field,
    label: fieldLabel(field),
    sides: [
      { side: 'mine', text: fieldText(field, mine, place) ?? changedByMe() },
      { side: 'theirs', text: fieldText(field, theirs, place) ?? changedByThem() },
    ] as const,
  }));
  return { id, title, kind: 'both-changed', rows };
}

/** What one side has changed. */
function changedRows(
  side: ConflictSide,
  before: AnyEvent | undefined,
  after: AnyEvent | undefined,
  place: FieldPlace,
): readonly ConflictRow[] {
  if (!before || !after) {
    return [];
  }
  return FIELD_NAMES.flatMap((field) => {
    const text = fieldText(field, after, place);
    return text === undefined || text === fieldText(field, before, place)
      ? []
      : [{ field, label: fieldLabel(field), sides: [{ side, text }] }];
  });
}

function inFormOrder(fields: readonly string[]): readonly string[] {
  const known = FIELD_NAMES.filter((field) => fields.includes(field));
  return [...known, ...fields.filter((field) => !known.includes(field))];
}

function changedByMe(): string {
  return $localize`:@@pendingChanges.asYouChanged:As you changed it`;
}

function changedByThem(): string {
  return $localize`:@@pendingChanges.asTheyChanged:As somebody else changed it`;
}
