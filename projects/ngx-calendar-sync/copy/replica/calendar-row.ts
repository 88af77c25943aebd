import { endOf, packKey } from './packs';
import type { RecordTransaction } from './record-storage';
import type { ɵReplicaState as ReplicaState } from 'ngx-calendar-sync/core';

/**
 * Where the packs of one replica are. Readers ignore packs of other generations and of higher page numbers: those
 * belong to a pull that is not committed yet. The properties are stored in IndexedDB, so that to rename one takes a
 * migration.
 */
export interface PackLayout {
  /** Part of the key of each pack. A new replica has a generation of its own, beside the current one. */
  readonly generation: number;
  /** How many months a period has. */
  readonly span: number;
  /** The highest page number of the packs, without those of the log. */
  readonly pages: number;
  /** The highest page number of the log. */
  readonly log: number;
  /** How many entries are in the log. */
  readonly logged: number;
  /** Whether the small packs of many pages have been merged. */
  readonly merged: boolean;
}

/** The record of one calendar, beside its packs. */
export interface CalendarRow extends ReplicaState {
  readonly current?: NonNullable<ReplicaState['current']> & PackLayout;
  readonly staged?: NonNullable<ReplicaState['staged']> & PackLayout;
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

/**
 * Deletes what an unfinished pull has left: packs of other generations, and pages of the log after the committed ones.
 */
export async function clearStage(
  transaction: RecordTransaction,
  calendarId: string,
  { current }: CalendarRow,
): Promise<void> {
  const generation = current?.generation ?? 0;
  // Both ends are inclusive, but a list is ordered before all longer ones that begin with it: the packs of `generation`
  // itself stay.
  await transaction.delete([calendarId, 0], [calendarId, generation]);
  await transaction.delete([calendarId, generation + 1], endOf(calendarId));
  if (!current) {
    return;
  }
  const later = packKey(calendarId, generation, 'log', current.log + 1);
  await transaction.delete(later, packKey(calendarId, generation, 'log', Infinity));
}

/**
 * Where a pull begins to write: changes are appended to the log of the current replica, a new replica gets a generation
 * that neither the current one nor an unfinished one has.
 */
export function layoutForPull({ current, staged }: CalendarRow, incremental: boolean): PackLayout {
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
      current: { scope: current.scope, events: current.events, ...layoutOf(current) },
    }),
    ...(staged && staged.base === undefined ? { staged } : {}),
  };
}

/** Only the layout of a value that has more properties. */
export function layoutOf({ generation, span, pages, log, logged, merged }: PackLayout): PackLayout {
  return { generation, span, pages, log, logged, merged };
}

export async function changeCurrent(
  transaction: RecordTransaction,
  calendarId: string,
  change: Partial<PackLayout>,
): Promise<void> {
  const row = await rowOf(transaction, calendarId);
  if (row.current) {
    await putRow(transaction, calendarId, { ...row, current: { ...row.current, ...change } });
  }
}
