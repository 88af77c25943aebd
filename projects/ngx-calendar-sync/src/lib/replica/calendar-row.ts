import { endOf, packKey } from './packs';
import type { RecordTransaction } from './record-storage';
import type { ReplicaState } from './replica-store';

/** Where the packs of a copy are; other generations and later pages are not visible. */
export interface Packs {
  readonly generation: number;
  /** How many months its periods have. */
  readonly span: number;
  /** The highest page number of its packs, and of its log. */
  readonly pages: number;
  readonly log: number;
  /** How many entries are in the log. */
  readonly logged: number;
  /** Whether the packs of many pages have been put together. */
  readonly merged: boolean;
}

/** What is known of one calendar. */
export interface CalendarRow extends ReplicaState {
  readonly current?: NonNullable<ReplicaState['current']> & Packs;
  readonly staged?: NonNullable<ReplicaState['staged']> & Packs;
}

export async function rowOf(
  transaction: RecordTransaction,
  calendarId: string,
): Promise<CalendarRow> {
  return ((await transaction.get([calendarId])) as CalendarRow | undefined) ?? {};
}

export async function putRow(
  transaction: RecordTransaction,
  calendarId: string,
  row: CalendarRow,
): Promise<void> {
  await transaction.put([calendarId], row);
}

/** Begins a pull: what an earlier one has left behind goes. */
export async function clearStage(
  transaction: RecordTransaction,
  calendarId: string,
  { current }: CalendarRow,
): Promise<void> {
  const generation = current?.generation ?? 0;
  await transaction.delete([calendarId, 0], [calendarId, generation]);
  await transaction.delete([calendarId, generation + 1], endOf(calendarId));
  if (!current) {
    return;
  }
  const later = packKey(calendarId, generation, 'log', current.log + 1);
  await transaction.delete(later, packKey(calendarId, generation, 'log', Infinity));
}

/** Changes go to the log of the copy that there is, a new copy beside it. */
export function emptyStage({ current, staged }: CalendarRow, incremental: boolean): Packs {
  if (incremental && current) {
    return current;
  }
  const generation = Math.max(current?.generation ?? 0, staged?.generation ?? 0) + 1;
  return { generation, span: 1, pages: 0, log: 0, logged: 0, merged: false };
}

/** Without a cursor the next pull makes a new replica; what is staged since that cursor is of no use any more. */
export function withoutCursor({ current, staged }: CalendarRow): CalendarRow {
  return {
    ...(current && {
      current: { scope: current.scope, events: current.events, ...packsIn(current) },
    }),
    ...(staged && staged.base === undefined ? { staged } : {}),
  };
}

/** No more than that of something that has packs. */
export function packsIn({ generation, span, pages, log, logged, merged }: Packs): Packs {
  return { generation, span, pages, log, logged, merged };
}

export async function changeCurrent(
  transaction: RecordTransaction,
  calendarId: string,
  change: Partial<Packs>,
): Promise<void> {
  const row = await rowOf(transaction, calendarId);
  if (row.current) {
    await putRow(transaction, calendarId, { ...row, current: { ...row.current, ...change } });
  }
}
