import type { EventTime } from 'ngx-calendar-sync/core';
import { ɵbasicFormat as basicFormat } from 'ngx-calendar-sync/google/times';

/** Base32hex, whose digits are the characters that Google allows in the ids of events. */
const DIGITS = '0123456789abcdefghijklmnopqrstuv';
const BITS_PER_DIGIT = 5;

/**
 * The id of the series that a write splits off another. It is the same whenever the write is sent, so that a repetition does
 * not make a second series, and of no other write.
 * @param from The original start of the first occurrence of the new series.
 * @param salt The id of the write.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
 */
export function splitSeriesId(seriesId: string, from: EventTime, salt: string): string {
  const start = basicFormat(from).replaceAll(/\D/g, '');
  return `${base32hex(salt)}v${hashOf(seriesId)}v${start}`;
}

function base32hex(text: string): string {
  let digits = '';
  let bits = 0;
  let value = 0;
  for (const byte of new TextEncoder().encode(text)) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= BITS_PER_DIGIT; bits -= BITS_PER_DIGIT) {
      digits += DIGITS.charAt((value >> (bits - BITS_PER_DIGIT)) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? digits + DIGITS.charAt((value << (BITS_PER_DIGIT - bits)) & 31) : digits;
}

/** FNV-1a with 32 bits: ids of series may be as long as an id may be. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
