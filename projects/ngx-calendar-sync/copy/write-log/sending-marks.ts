import type { CalendarEvent, ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import type { RecordKey, RecordTransaction } from '../replica/record-storage';

/**
 * The writes that are being sent, each with the id of the first of those that are sent with it. All are in one record: before the
 * requests of many writes leave, the writes themselves need not be stored again.
 */
export type SendingMarks = ReadonlyMap<string, string>;

export const MARKS_KEY: RecordKey = ['marks of writes'];

/** None where the record is damaged: those writes are sent again as if they had never been sent, which does nothing twice. */
export async function readMarks(transaction: RecordTransaction): Promise<SendingMarks> {
  const record = await transaction.get(MARKS_KEY);
  if (typeof record !== 'string') {
    return new Map();
  }
  try {
    return new Map(Object.entries(JSON.parse(record) as Record<string, unknown>).filter(isMark));
  } catch {
    return new Map();
  }
}

/**
 * Stores which writes are being sent after some have changed.
 * @param changed By id; `undefined` for a write that was removed.
 */
export async function storeMarks(
  transaction: RecordTransaction,
  before: SendingMarks,
  changed: ReadonlyMap<string, StoredWrite | undefined>,
): Promise<void> {
  const marks = new Map(before);
  for (const [id, write] of changed) {
    if (write?.state === 'sending' && write.sentWith !== undefined) {
      marks.set(id, write.sentWith);
    } else {
      marks.delete(id);
    }
  }
  const isSame = [...changed.keys()].every((id) => marks.get(id) === before.get(id));
  if (isSame) {
    return;
  }
  await (marks.size > 0
    ? transaction.put(MARKS_KEY, JSON.stringify(Object.fromEntries(marks)))
    : transaction.delete(MARKS_KEY, MARKS_KEY));
}

export function withMark<E extends CalendarEvent>(
  write: StoredWrite<E>,
  marks: SendingMarks,
): StoredWrite<E> {
  const sentWith = marks.get(write.id);
  return sentWith === undefined ? write : { ...write, state: 'sending', sentWith };
}

/** Whether a write was marked as sent and is otherwise as it was stored: then only the mark has to be stored. */
export function isOnlyMarked(before: StoredWrite, after: StoredWrite): boolean {
  const keys = Object.keys({ ...before, ...after }) as (keyof StoredWrite)[];
  return (
    before.state === 'waiting' &&
    after.state === 'sending' &&
    after.sentWith !== undefined &&
    keys.every((key) => key === 'state' || key === 'sentWith' || before[key] === after[key])
  );
}

function isMark(entry: readonly [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
