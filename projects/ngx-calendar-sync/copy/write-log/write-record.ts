import type { CalendarEvent, ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import type { RecordKey } from '../replica/record-storage';

/**
 * How this version stores a write. A version that changes the meaning of a record raises it, and then also reads the
 * records of the formats before it.
 */
const FORMAT = 1;

const STATES: readonly unknown[] = ['waiting', 'sending', 'failed', 'conflict', 'confirmed'];

/** Before and after the keys of all writes: texts come after the end of a list, and before lists. */
export const FIRST_WRITE_KEY: RecordKey = ['writes'];
export const LAST_WRITE_KEY: RecordKey = ['writes', []];

/** Of a number that is another one after each change of the writes. */
export const REVISION_KEY: RecordKey = ['revision of writes'];

export function keyOf(id: string): RecordKey {
  return ['writes', id];
}

/** A write as it is stored. JSON, so that memory and database hold the same, and a later change of the object does nothing. */
export function recordOf(write: StoredWrite): string {
  return JSON.stringify({ format: FORMAT, write });
}

/** `undefined` for a record that is damaged, or of another version of the library. */
export function writeOf<E extends CalendarEvent>(record: unknown): StoredWrite<E> | undefined {
  if (typeof record !== 'string') {
    return undefined;
  }
  try {
    const { format, write } = JSON.parse(record) as { format?: unknown; write?: unknown };
    return format === FORMAT && isWrite<E>(write) ? write : undefined;
  } catch {
    return undefined;
  }
}

function isWrite<E extends CalendarEvent>(value: unknown): value is StoredWrite<E> {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    typeof value['madeAt'] === 'number' &&
    STATES.includes(value['state']) &&
    isPlan(value['plan'])
  );
}

function isPlan(value: unknown): boolean {
  if (!isObject(value) || typeof value['kind'] !== 'string' || !isObject(value['request'])) {
    return false;
  }
  const { shown } = value;
  return isObject(shown) && isObject(shown['kind'] === 'put' ? shown['event'] : shown['target']);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
