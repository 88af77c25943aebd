import { createHash, randomUUID } from 'node:crypto';

const ITEM_PREFIX = 'AAMkAD';
const ITEM_END = 'AAA=';
const OCCURRENCE_MARK = 'FRAAg';
const ITEM_ID = /^(AAMkAD[A-Za-z0-9+/_-]{44})AAA=$/;
const OCCURRENCE_ID = /^(AAMkAD[A-Za-z0-9+/_-]{44})FRAAg([A-Za-z0-9_-]{12})A=$/;

/** An id such as Exchange's: case-sensitive, and with characters that must be encoded in a URL. */
export function newItemId(key: string = randomUUID()): string {
  return `${ITEM_PREFIX}${hashOf(key).slice(0, 44)}${ITEM_END}`;
}

/** The id of one date of a series, made of the id of the series. */
export function occurrenceIdOf(masterId: string, day: string): string {
  const encodedDay = Buffer.from(day.replaceAll('-', '') + '0').toString('base64url');
  return `${masterId.slice(0, -ITEM_END.length)}${OCCURRENCE_MARK}${encodedDay}A=`;
}

/** The parts of an id; undefined if it is no id of an event. */
export function parsedId(
  id: string,
): { readonly masterId: string; readonly day?: string } | undefined {
  const item = ITEM_ID.exec(id);
  if (item) {
    return { masterId: id };
  }
  const [, body, encodedDay] = OCCURRENCE_ID.exec(id) ?? [];
  if (body === undefined || encodedDay === undefined) {
    return undefined;
  }
  const digits = Buffer.from(encodedDay, 'base64url').toString('latin1');
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return { masterId: `${body}${ITEM_END}`, day };
}

/** `changeKey`, another one with each change. */
export function newChangeKey(sequence: number, salt = ''): string {
  return `${hashOf(`change ${sequence} ${salt}`).slice(0, 22)}==`;
}

/** `iCalUId` as Exchange makes it: a fixed beginning and random hexadecimal digits. */
export function newICalUId(key: string = randomUUID()): string {
  const digits = createHash('sha256').update(key).digest('hex').toUpperCase();
  return `040000008200E00074C5B7101A82E008${digits}`;
}

/** An id of a category, a group or a calendar's permission. */
export function guidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

function hashOf(key: string): string {
  return createHash('sha384').update(key).digest('base64');
}
